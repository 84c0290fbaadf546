"""Ranges of Android releases with the same outcome."""

import gzip
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from testdata import shared
from trust.android.pki import Subject, issue, issue_leaf
from trust.android.tables import line_of

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.chain.path import Origin
from inspector.pinning.reach import locked_out, reach
from inspector.trust.android import UnknownApi, release_for, releases
from inspector.trust.android_anchors import anchors_near, certificate_of
from inspector.trust.android_assessment import assess_android
from inspector.trust.android_ranges import AndroidRange, anchor_notes, android_ranges, android_spans
from inspector.trust.apple import apple_ranges, apple_releases, apple_spans
from inspector.trust.conscrypt_anchor import Anchor
from inspector.trust.data.roots import Root, android_states, roots
from inspector.trust.device_path import DevicePath, Trust
from inspector.trust.stores import from_anchors, mozilla

NOW = datetime(2026, 11, 2, tzinfo=UTC)
NEWEST = len(android_states()) - 1
X1, X2, YE, YE1, LEAF = (Subject(name) for name in ("X1", "X2", "Root YE", "YE1", "leaf"))


def state_of(version: str) -> int:
    """Return the place of the first state of an Android version."""
    return next(place for place, state in enumerate(android_states()) if state[0] == version)


def fact(certificate: Certificate, first: str, last: int = NEWEST) -> Root:
    """Return a table's line for a certificate: in Android from a version on."""
    return line_of(certificate, (state_of(first), last), (3, len(apple_releases()) - 1))


def anchor(certificate: Certificate, first: str, *, at_hand: bool = True, last: int = NEWEST) -> Anchor:
    """Return a root of a table; `at_hand`: whether its certificate is known."""
    root = fact(certificate, first, last)
    known = certificate if at_hand else None
    return Anchor(root.name, root.pin, known, certificate.key.spki if at_hand else None, root)


def parsed(*ders: bytes) -> list[Certificate]:
    """Return parsed certificates."""
    return [parse_certificate(der) for der in ders]


def names(path: DevicePath) -> list[str]:
    """Return the names of a path's layers."""
    return [layer.name for layer in path.layers]


def told(ranges: Sequence[AndroidRange]) -> list[tuple[str, str, list[str], Trust]]:
    """Return each range in short."""
    return [(item.first.version, item.last.version, names(item.path), item.path.trust) for item in ranges]


@pytest.fixture(name="le_chain")
def fixture_le_chain() -> tuple[list[Certificate], list[Anchor]]:
    """Give Let's Encrypt's ECDSA chain of 2026, made in the lab, and its two roots as the table's."""
    served = parsed(issue_leaf(LEAF, YE1, NOW), issue(YE1, YE, NOW), issue(YE, X2, NOW), issue(X2, X1, NOW))
    x1, x2 = parsed(issue(X1, X1, NOW), issue(X2, X2, NOW))
    return served, [anchor(x1, "7.1.1"), anchor(x2, "14")]


def test_lets_encrypt_case(le_chain: tuple[list[Certificate], list[Anchor]]) -> None:
    """The older root is in the path before the newer root's version and not after (android-pinning 1.5)."""
    served, near = le_chain
    ranges = android_ranges(served, [], NOW, anchors=near)
    assert told(ranges) == [
        ("4.0", "7.0", [], Trust.REFUSED),
        ("7.1.1", "13", ["leaf", "YE1", "Root YE", "X2", "X1"], Trust.TRUSTED),
        ("14", "17", ["leaf", "YE1", "Root YE", "X2"], Trust.TRUSTED),
    ]
    assert [layer.origin for layer in ranges[1].path.layers][-2:] == [Origin.SERVED, Origin.STORE]
    assert ranges[2].path.layers[-1].origin is Origin.STORE


def test_lets_encrypt_pins_reach(le_chain: tuple[list[Certificate], list[Anchor]]) -> None:
    """A pin on the older root locks newer devices out; the cross-signed root's pin is the newer root's and holds."""
    served, near = le_chain
    spans = android_spans(android_ranges(served, [], NOW, anchors=near))
    older, newer = near[0].pin, near[1].pin
    assert reach(older, spans).sentence == (
        "in the path on Android 7.1.1-13 (API 25-33), absent from 14 at the latest, no trusted path up to 7.0"
    )
    assert reach(newer, spans).sentence == "in the path from Android 7.1.1 on (API 25+), no trusted path up to 7.0"
    assert next(version.text for version in locked_out([older], spans)) == "14"
    assert locked_out([older, newer], spans) == ()


def test_wrong_host_refuses_every_range(le_chain: tuple[list[Certificate], list[Anchor]]) -> None:
    """The path stands, and nothing is trusted."""
    served, near = le_chain
    ranges = android_ranges(served, [], NOW, name_problem="The leaf is for another host.", anchors=near)
    assert {item.path.trust for item in ranges} == {Trust.REFUSED}
    assert ranges[-1].path.reason == "The leaf is for another host."
    assert names(ranges[-1].path)[-1] == "X2"


def test_root_without_certificate_is_named_and_never_called_trusted(
    le_chain: tuple[list[Certificate], list[Anchor]],
) -> None:
    """Only name and pin of X1 are known: the path ends in it by name, its signature unchecked."""
    served, _ = le_chain
    (x1,) = parsed(issue(X1, X1, NOW))
    unknown = anchor(x1, "7.1.1", at_hand=False)
    ranges = android_ranges(served, [], NOW, anchors=[unknown])
    last = ranges[-1].path
    assert (last.trust, last.trusted, last.reason) == (Trust.BY_NAME, False, "")
    assert names(last) == ["leaf", "YE1", "Root YE", "X2", "X1"]
    assert last.anchor is not None
    assert (last.anchor.certificate, last.anchor.pin) == (None, x1.pin)
    assert reach(x1.pin, android_spans(ranges)).inside


def test_name_alone_does_not_anchor_what_another_key_signed(le_chain: tuple[list[Certificate], list[Anchor]]) -> None:
    """A root with the issuer's name and another pin is out of question once the signer's key is at hand."""
    served, _ = le_chain
    (false_x2,) = parsed(issue(Subject("X2"), Subject("X2"), NOW))
    ranges = android_ranges(served, [], NOW, anchors=[anchor(false_x2, "4.0", at_hand=False)])
    assert [item.path.trust for item in ranges] == [Trust.REFUSED]
    assert ranges[0].path.layers == ()


def test_key_in_a_served_certificate_makes_a_named_root_certain(
    le_chain: tuple[list[Certificate], list[Anchor]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cross-signed X2 carries the key whose pin the table has: its signatures can be checked."""
    served, _ = le_chain
    (x2,) = parsed(issue(X2, X2, NOW))
    line = fact(x2, "14")
    monkeypatch.setattr("inspector.trust.android_anchors.roots_named", lambda name: (line,) * line.is_named(name))
    (near,) = anchors_near(served, [])
    assert (near.certificate, near.spki) == (None, x2.key.spki)
    ranges = android_ranges(served, [], NOW, anchors=[near])
    assert told(ranges)[-1] == ("14", "17", ["leaf", "YE1", "Root YE", "X2"], Trust.TRUSTED)
    assert certificate_of(line, [from_anchors("lab", "the lab's root", [x2.der])]) == x2
    (served_root,) = anchors_near([*served, x2], [])
    assert served_root.certificate == x2


def test_reissued_root_counts_by_subject_and_key() -> None:
    """A certificate of the store with another fingerprint, the same subject and key stands in."""
    old, new = parsed(issue(X1, X1, NOW, days=(-90, 30)), issue(X1, X1, NOW))
    line = fact(old, "10")
    assert certificate_of(line, [from_anchors("lab", "the lab's root", [new.der])]) == new
    (stranger,) = parsed(issue(Subject("X1"), Subject("X1"), NOW))
    assert certificate_of(line, [from_anchors("lab", "the lab's root", [stranger.der])]) is None


def test_store_lost_in_the_middle_of_an_api_level() -> None:
    """A root that left with the second state of API 36 makes two ranges with that level, told apart by build."""
    served = parsed(issue_leaf(LEAF, X1, NOW))
    (x1,) = parsed(issue(X1, X1, NOW))
    lost = state_of("16")
    ranges = android_ranges(served, [], NOW, anchors=[anchor(x1, "4.0", last=lost)])
    assert [(item.last.build, item.path.trusted) for item in ranges] == [
        ("android-16.0.0_r2", True),
        ("android-17.0.0_r1", False),
    ]
    assert reach(x1.pin, android_spans(ranges)).sentence == (
        "in the path up to Android 16 (r2) (API 36 and below), no trusted path from 16 (r4) at the latest"
    )


def test_android_12_12l_and_13_have_the_same_store() -> None:
    """As the data says; 14 has another."""
    present = {
        release.version: {root.fingerprint for root in roots() if root.android and _has(root, release.state)}
        for release in releases()
    }
    assert present["12"] == present["12L"] == present["13"] != present["14"]


def _has(root: Root, state: int) -> bool:
    return root.android is not None and root.android[0] <= state <= root.android[1]


def test_releases_carry_what_must_be_said() -> None:
    """At the latest from API 34, 7.1.0 unknown, the older search before 7."""
    notes = {release.api: release.note for release in releases()}
    assert "at the latest" in notes[34]
    assert "at the latest" in notes[37]
    assert "7.1.0" in notes[25]
    assert "without going back" in notes[23]
    assert notes[24] == notes[33] == ""
    assert release_for(34).build == "android-14.0.0_r61"
    assert release_for(25).label == "AOSP 7.1.1 (API 25)"


@pytest.mark.parametrize("api", [14, 20, 38, -1])
def test_unknown_api_is_refused(api: int) -> None:
    """Below 4.0, the watches' 20 and anything newer than the table."""
    with pytest.raises(UnknownApi) as error:
        release_for(api)
    assert error.value.hint == "Give an API level from 15 to 37, such as 24 for Android 7.0."


def test_real_root_is_found_in_the_packaged_table() -> None:
    """A leaf that names ISRG Root X1 and is not signed by it: the root is near, and signs nothing."""
    isrg = next(
        certificate
        for certificate in map(parse_certificate, mozilla().anchors)
        if certificate.subject.readable == "ISRG Root X1"
    )
    (near,) = anchors_near([isrg], [mozilla()])
    assert near.certificate == isrg
    assert not assess_android((isrg,), 24, [mozilla()], name=None, at=NOW).trusted
    found = assess_android((isrg,), 25, [mozilla()], name=None, at=NOW)
    assert found.trusted
    assert found.path is not None
    assert [layer.certificate for layer in found.path.layers] == [isrg]


def test_notes_on_an_anchor() -> None:
    """Expired, known by name alone, and removed by a patch of one of the releases."""
    (old,) = parsed(issue(X1, X1, NOW, days=(-900, -30)))
    served = parsed(issue_leaf(LEAF, X1, NOW))
    line = replace(fact(old, "4.0"), patches=("11:android-security-11.0.0_r70", "3:other"))
    (item,) = android_ranges(served, [], NOW, anchors=[Anchor("X1", line.pin, None, None, line)])
    assert anchor_notes(item, NOW) == (
        "X1 is known by name and pin: its certificate is not at hand.",
        "X1 expired on 2026-10-03; Android does not look at a root's end.",
        "X1 left Android 11 by patch android-security-11.0.0_r70.",
    )
    nowhere = android_ranges(served, [], NOW, anchors=[])
    assert anchor_notes(nowhere[0], NOW) == ()


def test_odd_certificates_break_nothing() -> None:
    """Every hostile certificate as a leaf: an answer, and never trusted."""
    folder = shared("testdata", "hostile")
    asked = 0
    for file in sorted(folder.iterdir()):
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        if file.suffix not in (".gz", ".der"):
            continue
        try:
            certificate = parse_certificate(data)
        except NotACertificate:
            continue
        asked += 1
        ranges = android_ranges([certificate, certificate], [mozilla()], NOW)
        assert not any(item.path.trusted for item in ranges), file.name
        assert sum(len(item.releases) for item in ranges) == len(releases())
    assert asked > 100


def test_apple_ranges_pass_over_expired_roots(le_chain: tuple[list[Certificate], list[Anchor]]) -> None:
    """Not trusted before the list that has the root; an expired root anchors nothing there."""
    served, near = le_chain
    ranges = apple_ranges(served, [], NOW, anchors=near)
    assert [(item.releases[0].version, item.path.trust) for item in ranges] == [
        ("11", Trust.REFUSED),
        (apple_releases()[3].version, Trust.TRUSTED),
    ]
    assert ranges[0].releases[0].label == "by iOS 11"
    sentence = reach(near[1].pin, apple_spans(ranges), "iOS").sentence
    assert sentence == (
        f"in the path from iOS {apple_releases()[3].version} at the latest, "
        f"no trusted path up to {apple_releases()[2].version}"
    )
    (old,) = parsed(issue(X2, X2, NOW, days=(-90, -1)))
    late = apple_ranges(served, [], NOW, anchors=[anchor(old, "14")])
    assert [item.path.trust for item in late] == [Trust.REFUSED]
