"""What is copied, byte for byte."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.clients.client import CannotExpress
from inspector.clients.registry import clients, featured_clients
from inspector.pinning.pin_set import BackupPin, ChosenPin, PinSet

MakeSet = Callable[..., PinSet]
GOLDEN = Path(__file__).with_name("golden")
STAMP = "the chain ends in Lab Root X1, which is no public root"

CASES = [
    ("okhttp-kotlin", False, "okhttp-kotlin.kt", "okhttp-pins-api.bank.test.kt"),
    ("okhttp-kotlin", True, "okhttp-kotlin-whole.kt", "PinnedHttp.kt"),
    ("okhttp-java", False, "okhttp-java.java", "okhttp-pins-api.bank.test.java"),
    ("okhttp-java", True, "okhttp-java-whole.java", "PinnedHttp.java"),
    ("nsc", False, "nsc.xml", "nsc-pins-api.bank.test.xml"),
    ("nsc", True, "nsc-whole.xml", "network_security_config.xml"),
]


@pytest.mark.parametrize(("name", "whole_file", "golden", "file_name"), CASES)
def test_exact_host_with_backup(make_set: MakeSet, name: str, whole_file: bool, golden: str, file_name: str) -> None:
    """The ordinary case: leaf, intermediate and a spare key for one host."""
    snippet = clients()[name].write(make_set(), whole_file=whole_file)
    assert snippet.text == (GOLDEN / golden).read_text(encoding="ascii")
    assert snippet.file_name == file_name
    assert snippet.pins == 3


@pytest.mark.parametrize("name", ["okhttp-kotlin", "okhttp-java", "nsc"])
def test_subdomains_stamped(make_set: MakeSet, name: str) -> None:
    """All names below the host, one pin only, no expiry, and an anchor that is private."""
    pin_set = make_set("bank.test", subdomains=True, backups=(), expires=None, stamp=STAMP)
    snippet = clients()[name].write(replace(pin_set, chosen=pin_set.chosen[1:]))
    assert snippet.text == (GOLDEN / f"stamped-{name}.txt").read_text(encoding="ascii")
    assert snippet.pins == 1
    assert "DO NOT RELEASE" in snippet.text.splitlines()[0]


@pytest.mark.parametrize("whole_file", [False, True])
@pytest.mark.parametrize("name", ["okhttp-kotlin", "okhttp-java", "nsc"])
def test_the_stamp_stands_above_everything(make_set: MakeSet, name: str, whole_file: bool) -> None:
    """Only the XML declaration, which must be first, may stand above it."""
    text = clients()[name].write(make_set(stamp=STAMP), whole_file=whole_file).text
    first = next(line for line in text.splitlines() if not line.startswith("<?xml"))
    assert "!!! DO NOT RELEASE: the chain ends in Lab Root X1, which is no public root !!!" in first


@pytest.mark.parametrize("name", ["okhttp-kotlin", "okhttp-java", "nsc"])
def test_each_pin_stands_once(make_set: MakeSet, name: str) -> None:
    """A backup that equals a picked layer adds nothing, and the count says so."""
    pin_set = make_set(backups=(BackupPin(Pin.of(b"leaf"), "typed", in_path=True),))
    snippet = clients()[name].write(pin_set)
    assert snippet.pins == 2
    assert all(snippet.text.count(pin.base64) == 1 for pin in pin_set.pins)


@pytest.mark.parametrize("name", ["okhttp-kotlin", "okhttp-java", "nsc"])
def test_comments_do_not_claim_what_is_not_so(make_set: MakeSet, name: str) -> None:
    """A backup from the chain and a pin in no path are called by name; a key that is encoded oddly is refused."""
    plain = ChosenPin(Pin.of(b"odd"), Role.LEAF, "*.bank.test", None)
    text = (
        clients()[name].write(make_set(chosen=(plain,), backups=(BackupPin(Pin.of(b"x"), "typed", in_path=True),))).text
    )
    assert "leaf: wildcard bank.test, end of validity unreadable" in text
    assert "meant as backup, but in the chain of 2026-11-24: typed" in text
    with pytest.raises(CannotExpress, match="encoded oddly"):
        clients()[name].write(make_set(chosen=(replace(plain, reencoded=Pin.of(b"other")),)))
    outside = replace(plain, in_path=False)
    text = clients()[name].write(make_set(chosen=(outside,))).text
    assert "WARNING: none of these pins is in today's path, so every connection fails today." in text
    assert "in no path" in text


def test_clients_are_offered_in_a_fixed_order() -> None:
    """Names are a promise; each has a title and one line, and the featured ones come first."""
    names = "okhttp-kotlin okhttp-java nsc apple okhttp-3 retrofit ktor cronet http-engine swift-delegate trustkit"
    names += " trustkit-plist alamofire cer ktor-darwin react-native flutter dotnet curl wget tlsa go node python"
    assert list(clients()) == names.split()
    for name, client in clients().items():
        assert client.name == name
        assert client.title
        assert "\n" not in client.summary
        assert client.has_whole_file is (name in ("okhttp-kotlin", "okhttp-java", "nsc"))
        assert client.featured is (name in featured_clients())
    assert list(featured_clients()) == list(clients())[:4]


@pytest.mark.parametrize("whole_file", [False, True])
@pytest.mark.parametrize("name", ["okhttp-kotlin", "okhttp-java"])
def test_double_star_never_goes_without_its_version(make_set: MakeSet, name: str, whole_file: bool) -> None:
    """Before OkHttp 4.3 the pattern is a literal name that never matches (android-pinning 1.8)."""
    with_stars = clients()[name].write(make_set("bank.test", subdomains=True), whole_file=whole_file)
    without = clients()[name].write(make_set("bank.test"), whole_file=whole_file)
    assert '"**.bank.test"' in with_stars.text
    assert "4.3 or later" in with_stars.text
    assert any("4.3" in note for note in with_stars.notes)
    assert "**" not in without.text
    assert "4.3" not in without.text
