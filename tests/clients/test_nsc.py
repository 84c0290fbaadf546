"""Network Security Config: the rules of the platform's parser and of Android lint, checked by another reader."""

import base64
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inspector.clients.client import CannotExpress
from inspector.clients.registry import clients
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
ReadXml = Callable[[str], tuple[Any, list[str]]]


@pytest.mark.parametrize("expires", [None, date(2027, 1, 10)])
@pytest.mark.parametrize("subdomains", [False, True])
@pytest.mark.parametrize("whole_file", [False, True])
def test_both_readers_are_happy(
    make_set: MakeSet, read_xml: ReadXml, whole_file: bool, subdomains: bool, expires: date | None
) -> None:
    """Lint and platform disagree in ten places (android-pinning 2.10); this text pleases both in each."""
    pin_set = make_set(subdomains=subdomains, expires=expires)
    root, _ = read_xml(clients()["nsc"].write(pin_set, whole_file=whole_file).text)
    assert root.name == ("network-security-config" if whole_file else "domain-config")
    (config,) = root.all("domain-config")
    assert config.attributes == (("cleartextTrafficPermitted", "false"),)
    assert [child.name for child in config.children] == ["domain", "pin-set"]
    domain, pins = config.children
    assert domain.attributes == (("includeSubdomains", str(subdomains).lower()),)
    assert domain.text == "api.bank.test"
    assert pins.attribute("expiration") == (None if expires is None else "2027-01-10")
    assert [pin.attributes for pin in pins.children] == [(("digest", "SHA-256"),)] * 3
    assert [base64.b64decode(pin.text, validate=True) for pin in pins.children] == [pin.digest for pin in pin_set.pins]
    assert all(len(pin.text) == 44 and not pin.children for pin in pins.children)


def test_the_manifest_attribute_comes_with_the_file(make_set: MakeSet, read_xml: ReadXml) -> None:
    """In the file as a comment and beside it as a note, naming the file that is saved."""
    snippet = clients()["nsc"].write(make_set(), whole_file=True)
    attribute = 'android:networkSecurityConfig="@xml/network_security_config"'
    assert any(attribute in comment for comment in read_xml(snippet.text)[1])
    assert any(attribute in note for note in snippet.notes)
    assert snippet.file_name == "network_security_config.xml"


def test_notes_say_what_hurts_later(make_set: MakeSet) -> None:
    """Duplicate domains, the cleartext flag, the last protected day."""
    notes = " ".join(clients()["nsc"].write(make_set()).notes)
    assert "a second <domain> with the same name" in notes
    assert "android:usesCleartextTraffic" in notes
    assert "Last protected day 2027-01-09" in notes
    assert "MissingBackupPin" not in notes


def test_what_lint_warns_of_is_said(make_set: MakeSet) -> None:
    """A single pin and a date within ten days are lint warnings; neither is refused."""
    single = clients()["nsc"].write(make_set(backups=(), chosen=make_set().chosen[:1]))
    assert any("MissingBackupPin" in note for note in single.notes)
    for day, warned in ((date(2026, 12, 3), True), (date(2026, 12, 4), False)):
        notes = clients()["nsc"].write(make_set(expires=day)).notes
        assert any("PinSetExpiry" in note for note in notes) is warned


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 23), date(2000, 1, 1)])
def test_a_date_that_is_over_is_refused(make_set: MakeSet, day: date) -> None:
    """From the start of the date Android does not pin: such a file would pin nothing."""
    with pytest.raises(CannotExpress, match="off already"):
        clients()["nsc"].write(make_set(expires=day))


def test_the_last_protected_day_stands_in_the_text(make_set: MakeSet, read_xml: ReadXml) -> None:
    """The reader of the file sees it without the tool."""
    _, comments = read_xml(clients()["nsc"].write(make_set(expires=date(2028, 3, 1))).text)
    assert any("Last protected day: 2028-02-29." in comment for comment in comments)


def test_an_a_label_host_keeps_its_two_hyphens_out_of_comments(make_set: MakeSet, read_xml: ReadXml) -> None:
    """`xn--` may stand in <domain> and not in a comment (XML 1.0, 2.5)."""
    root, comments = read_xml(clients()["nsc"].write(make_set("xn--bcher-kva.example")).text)
    assert root.all("domain")[0].text == "xn--bcher-kva.example"
    assert not any("--" in comment for comment in comments)


def test_an_address_is_compared_as_text(make_set: MakeSet, read_xml: ReadXml) -> None:
    """IPv6 without brackets, compressed, and a note."""
    snippet = clients()["nsc"].write(make_set("2001:DB8:0::1"))
    assert read_xml(snippet.text)[0].all("domain")[0].text == "2001:db8::1"
    assert any("as text" in note for note in snippet.notes)
    assert snippet.file_name == "nsc-pins-2001-db8--1.xml"
