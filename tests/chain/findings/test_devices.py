"""Roots in which clients end one chain: told of the store's paths at once, and of devices where they were asked."""

from dataclasses import replace

import pytest
from tui.crossed import crossed
from tui.samples import inspection

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings import find_again
from inspector.chain.findings.evidence import Ending
from inspector.chain.pin import Pin
from inspector.devices.findings import device_findings
from inspector.devices.looking import look_at_devices
from inspector.inspection import Inspection

OLD = Ending("on 7.1.1-13", 33, "Old Root", Pin.of(b"old"))
NEW = Ending("from Android 14 at the latest", 36, "New Root", Pin.of(b"new"))
NONE = Ending("up to 7.0", 24, "", None, "Trust anchor for certification path not found.")
ANCIENT = replace(NONE, where="up to 4.0", newest_api=15)


def told(*endings: Ending, public: bool = True, seen: Inspection | None = None) -> list[tuple[str, Severity, str]]:
    """Return code, severity and title of what is said of devices that end a chain so."""
    shown = seen or inspection()
    assert shown.evidence is not None
    evidence = replace(shown.evidence, endings=endings, public=public)
    before = {item.code for item in shown.findings}
    return [
        (item.code, item.severity, item.title)
        for item in find_again(shown.findings, evidence)
        if item.code not in before or item.code == "different-roots"
    ]


def test_different_roots() -> None:
    """Two roots are a warning that names who ends where, newest first, and who refuses."""
    title = (
        "Devices end in different roots: from Android 14 at the latest in New Root, on 7.1.1-13 in Old Root; "
        "refused up to 7.0."
    )
    assert told(NONE, OLD, NEW) == [("different-roots", Severity.WARNING, title)]


@pytest.mark.parametrize(
    ("endings", "codes"),
    [
        ((OLD,), []),
        ((NONE, OLD), ["old-devices"]),
        ((ANCIENT, OLD), []),
        ((NONE,), ["no-device"]),
        ((), []),
    ],
    ids=["one root", "refused by some", "refused by the oldest", "refused by all", "not asked"],
)
def test_one_root(endings: tuple[Ending, ...], codes: list[str]) -> None:
    """Devices that agree are no finding, those that have no root are one: for releases that apps still run on."""
    assert [code for code, _, _ in told(*endings)] == codes


def test_a_private_chain_is_no_news_to_devices() -> None:
    """That no device has a private root is said by other findings."""
    assert told(NONE, public=False) == []


def test_the_store_alone() -> None:
    """Before devices are asked, several roots are worth knowing: by name, with no release."""
    found = {item.code: item for item in crossed().findings}
    assert found["different-roots"].severity is Severity.INFO
    assert found["different-roots"].title.startswith("2 roots vouch for this chain: New Root and Old Root.")
    assert "different-roots" not in {item.code for item in inspection().findings}


def of(findings: tuple[Finding, ...]) -> list[str]:
    """Return the titles about devices."""
    return [item.title for item in findings if item.code in ("different-roots", "old-devices", "no-device")]


def test_devices_replace_what_the_store_said() -> None:
    """With devices asked there is one finding about roots; with a minimum SDK older releases do not count."""
    seen = crossed()
    devices = look_at_devices(seen)
    (every,) = of(device_findings(seen, devices))
    assert every.startswith("Devices end in different roots: from Android 14 at the latest in New Root, ")
    assert "on 7.1.1-13 in Old Root; refused up to 7.0." in every
    (young,) = of(device_findings(seen, devices, 28))
    assert young.endswith("in New Root, up to 13 in Old Root.")
    assert of(device_findings(seen, devices, 34)) == []
