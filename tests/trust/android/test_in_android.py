"""Roots of Android's table that are not in Mozilla's bundle: named with their releases, and never trusted for it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from testdata import shared
from trust.making import AT, HOST, Made, chain_of, make, make_leaf, store_of

from inspector.chain.certificate import Certificate
from inspector.chain.finding import Finding, Severity
from inspector.chain.name import Name
from inspector.inspection import Inspection, Settings, judge
from inspector.trust import in_android
from inspector.trust.android_anchors import certificate_of
from inspector.trust.conscrypt_anchor import Anchor
from inspector.trust.data.roots import Root, roots
from inspector.trust.stand_in import stand_in_anchors
from inspector.trust.store import StoreError
from inspector.trust.stores import from_anchors, mozilla, system

ROOT = make("Old Root")
ISSUING = make("Issuing", ROOT)
LEAF = make_leaf(ISSUING)
PLACE = "in Android 7.1.1-13, not in Mozilla's bundle"


def in_table(made: Made, span: tuple[int, int | None] = (25, 33)) -> Root:
    """Return the line of a table that has the root from one API level to another."""
    store = store_of(made)
    anchor: Anchor = stand_in_anchors(replace(store, since=(span,)))[0]
    assert anchor.root is not None
    return anchor.root


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Callable[[Root], None]:
    """Return what makes a root the only one of the packaged table."""

    def put(line: Root) -> None:
        def named(name: Name) -> tuple[Root, ...]:
            return (line,) if line.is_named(name) else ()

        monkeypatch.setattr("inspector.trust.data.roots.roots_named", named)
        monkeypatch.setattr("inspector.trust.public._is_in_table", lambda item: item.pin == line.pin)

    return put


def look(*served: Made, anchor: Made | None = None, android: int | None = None) -> Inspection:
    """Return the inspection by a store of the anchor, or by Mozilla's roots."""
    settings = Settings(store=None if anchor is None else store_of(anchor), android=android)
    ders = tuple(item.der for item in chain_of(*served))
    return judge(ders, settings, now=AT, source="test", host=HOST)


def finding(seen: Inspection, code: str) -> Finding:
    """Return the one finding with the code."""
    (found,) = [item for item in seen.findings if item.code == code]
    return found


def test_a_served_root_is_named_with_its_releases(table: Callable[[Root], None]) -> None:
    """It is an error all the same: the chain is not trusted, and no suspicion is voiced."""
    table(in_table(ROOT))
    seen = look(LEAF, ISSUING, ROOT)
    found = finding(seen, "unknown-root")
    assert not seen.trusted
    assert not seen.assessment.public
    assert found.title == f"The chain ends in Old Root, a root {PLACE}."
    assert (found.severity, found.certificate) == (Severity.ERROR, 2)
    assert "--android" in found.hint
    assert "inspects" not in found.hint
    assert seen.android_root == f"Old Root, a root {PLACE}"


def test_a_root_that_was_not_sent_is_known_by_name_only(table: Callable[[Root], None]) -> None:
    """What is missing is a root, no intermediate; what it signed was not checked, and nothing counts on it."""
    table(in_table(ROOT))
    seen = look(LEAF, ISSUING)
    found = finding(seen, "unknown-root")
    assert found.title == f"Issuing was issued by Old Root: a root of that name is {PLACE}."
    assert "Whether that root signed it was not checked here" in found.hint
    assert "missing-intermediate" not in {item.code for item in seen.findings}
    assert seen.android_root == ""
    assert not seen.trusted


def test_a_path_that_ends_in_it_is_not_called_private(table: Callable[[Root], None]) -> None:
    """Where a file or the system has the root the path holds; it is still no public root."""
    table(in_table(ROOT))
    seen = look(LEAF, ISSUING, anchor=ROOT)
    found = finding(seen, "private-anchor")
    assert seen.trusted
    assert not seen.assessment.public
    assert found.title == f"The path ends in Old Root, a root {PLACE}."
    assert found.severity is Severity.WARNING


def test_the_name_of_such_a_root_is_not_enough(table: Callable[[Root], None]) -> None:
    """A proxy that calls its root so has another key: every old word and warning stays."""
    table(in_table(make("Old Root")))
    seen = look(LEAF, ISSUING, ROOT)
    assert finding(seen, "unknown-root").title == "The chain ends in Old Root, which is not among Mozilla's roots."
    assert finding(look(LEAF, ISSUING, anchor=ROOT), "private-anchor").title.endswith("which is no public root.")
    assert seen.android_root == ""


def test_a_false_issuer_keeps_its_finding(table: Callable[[Root], None]) -> None:
    """Whoever has the name and did not sign is told, and nothing of Android."""
    table(in_table(ROOT))
    seen = look(LEAF, make("Issuing", ROOT))
    assert {item.code for item in seen.findings} >= {"wrong-issuer"}
    assert "unknown-root" not in {item.code for item in seen.findings}


def test_other_roots_stay_private(table: Callable[[Root], None]) -> None:
    """A root that is in no table, one that only Apple has, and one that Android judges."""
    table(in_table(make("Another")))
    assert look(LEAF, ISSUING, ROOT).android_root == ""
    table(replace(in_table(ROOT), android=None))
    assert look(LEAF, ISSUING, ROOT).android_root == ""
    table(in_table(ROOT))
    assert look(LEAF, ISSUING, ROOT, android=24).android_root == ""


def test_without_mozillas_bundle_nothing_is_said_of_it(
    table: Callable[[Root], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be read is not called absent."""
    table(in_table(ROOT))

    def absent() -> None:
        raise StoreError("absent", "")

    monkeypatch.setattr("inspector.trust.in_android.mozilla", absent)
    assert look(LEAF, ISSUING, anchor=ROOT).android_root == ""


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ((0, 24), "Android 4.0 on"),
        ((0, 8), "Android up to 6.0"),
        ((9, 9), "Android 7.0"),
        ((9, 18), "Android 7.0-13"),
        ((19, 24), "Android 14 on"),
        ((0, 22), "Android up to 16 as first released"),
        ((20, 21), "Android 14 as updated-15"),
    ],
)
def test_releases_in_words(span: tuple[int, int], words: str) -> None:
    """Both ends, one end, one release, and versions of which two states are known."""
    assert in_android._releases(*span) == words


def _real() -> Iterator[tuple[Certificate, str, str]]:
    """Yield certificates of real roots that Mozilla's bundle has no more, and their first and last version.

    A key that was certified twice has two lines there.
    """
    lines: dict[str, list[dict[str, Any]]] = {}
    for line in json.loads(shared("data", "android_roots.json").read_text("utf-8")):
        lines.setdefault(line["spki_sha256"], []).append(line)
    try:
        bundle, here = mozilla(), system()
    except StoreError:
        return
    for root in roots():
        if root.android is not None and certificate_of(root, (bundle,)) is None:
            certificate = certificate_of(root, (here,))
            if certificate is not None and certificate.fingerprint == root.fingerprint:
                known = lines[certificate.pin.base64]
                first = min((line["first"] for line in known), key=lambda state: int(state["api"]))
                last = max((line["last"] for line in known), key=lambda state: int(state["api"]))
                yield certificate, first["android"], last["android"]


def test_real_roots_of_the_system_are_recognised() -> None:
    """Each one that this system still has is named with the releases of the shared data."""
    found = list(_real())
    if not found:
        pytest.skip("this system has no root that left Mozilla's bundle")
    for certificate, first, last in found:
        settings = Settings(store=from_anchors("file", "the roots in a file", [certificate.der]))
        seen = judge((certificate.der,), settings, now=AT, source="test", host=None, in_file=True)
        assert not seen.assessment.public
        begin, _, words = seen.android_root.partition(", a root in Android ")
        assert begin == certificate.subject.readable
        assert words.replace(" as first released", "").startswith((f"{first} on", f"up to {last},", f"{first}-{last},"))
