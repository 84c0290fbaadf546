"""What the server sent: order, duplicates, strangers, roots, and what cannot be read."""

from chain.building import certificate as by_hand
from chain.findings.looking import look
from cryptography.hazmat.primitives.asymmetric import ec
from trust.making import AT, HOST, chain_of, make, make_leaf, store_of

from inspector.chain.finding import Severity
from inspector.inspection import Settings, judge

ROOT = make("Root")
UPPER = make("Upper", ROOT)
LOWER = make("Lower", UPPER)
LEAF = make_leaf(LOWER)


def test_right_order() -> None:
    """Leaf to root without gap: no rule about the served list speaks."""
    found = look(LEAF, LOWER, UPPER, anchors=(ROOT,), public=True)
    assert set(found) == {"no-scts"}


def test_wrong_order() -> None:
    """The upper intermediate before the lower: a warning, for clients sort."""
    (finding,) = look(LEAF, UPPER, LOWER, anchors=(ROOT,))["wrong-order"]
    assert finding.severity is Severity.WARNING


def test_leaf_not_first() -> None:
    """An authority in the leaf's place is an error: clients check that certificate."""
    found = look(LOWER, LEAF, UPPER, anchors=(ROOT,))
    (finding,) = found["leaf-not-first"]
    assert finding.severity is Severity.ERROR
    assert finding.title == f"The server sends Lower, an issuer, first, and {HOST} only as #1."
    assert "leaf-not-first" not in look(LEAF, LOWER, UPPER, anchors=(ROOT,))
    assert "leaf-not-first" not in look(make_leaf(None), make_leaf(None), anchors=(ROOT,))


def test_duplicates() -> None:
    """Each repetition is named with the place of the first; it is no unused certificate besides."""
    found = look(LEAF, LOWER, UPPER, LOWER, LOWER, anchors=(ROOT,))
    assert [(item.title, item.severity, item.certificate) for item in found["duplicate-certificate"]] == [
        ("Certificate #3 is the same as #1.", Severity.INFO, 3),
        ("Certificate #4 is the same as #1.", Severity.INFO, 4),
    ]
    assert "unused-certificate" not in found


def test_stranger() -> None:
    """A certificate that issued nothing here is to be left out."""
    found = look(LEAF, LOWER, make("Stranger"), UPPER, anchors=(ROOT,))
    (finding,) = found["unused-certificate"]
    assert (finding.severity, finding.certificate) == (Severity.INFO, 2)
    assert finding.title == "Stranger was sent and is in no path to the test's roots."
    assert finding.hint == "It issued nothing in this chain: leave it out. A pin on it matches nothing."


def test_certificate_above_an_anchor() -> None:
    """What stands above the anchor may be another client's root: a pin on it matches nothing here."""
    above = make("Above")
    bridged = make("Root", above, key=ROOT.key)
    found = look(LEAF, LOWER, UPPER, bridged, above, anchors=(ROOT,))
    twin, over = found["unused-certificate"]
    assert (twin.certificate, over.certificate) == (3, 4)
    assert twin.hint.startswith("It has the key of Root in the path, so that a pin matches all the same.")
    assert over.hint.startswith("A pin on it matches nothing here. Other roots may need it")


def test_expired_certificate_that_is_not_needed() -> None:
    """It is a warning: clients that follow what is sent fail on it."""
    above = make("Above")
    bridged = make("Root", above, key=ROOT.key, days=(-90, -1))
    found = look(LEAF, LOWER, UPPER, bridged, anchors=(ROOT,))
    (finding,) = found["unused-certificate"]
    assert finding.severity is Severity.WARNING
    assert "expired on 2026-11-23" in finding.title
    assert "expired" not in found


def test_root_served() -> None:
    """The root that clients have anyway is told, and no more than that."""
    (finding,) = look(LEAF, LOWER, UPPER, ROOT, anchors=(ROOT,))["root-served"]
    assert (finding.severity, finding.certificate) == (Severity.INFO, 3)
    assert "root-served" not in look(LEAF, LOWER, UPPER, anchors=(ROOT,))


def test_leaf_as_anchor_is_no_served_root() -> None:
    """A self-signed leaf in the store has to be sent."""
    leaf = make_leaf(None, key=ec.generate_private_key(ec.SECP256R1()))
    assert "root-served" not in look(leaf, anchors=(leaf,))


def test_unreadable() -> None:
    """Bytes that are no certificate and fields against the standard are both named by their place."""
    odd = by_hand(version=bytes.fromhex("a003020109"))
    store = store_of(ROOT)
    served = (*(item.der for item in chain_of(LEAF, LOWER, UPPER)), b"\x30\x03abc", odd)
    seen = judge(served, Settings(store=store), now=AT, source="test", host=HOST)
    found = {finding.code: finding for finding in seen.findings}
    assert found["unreadable-certificate"].severity is Severity.ERROR
    assert found["unreadable-certificate"].title.startswith("Item 4 of 5 is no readable certificate: ")
    assert found["unreadable-field"].severity is Severity.WARNING
    assert found["unreadable-field"].title == "Certificate #3 is not as the standard says: version."
    assert "pin is over the bytes as they stand" in found["unreadable-field"].hint
