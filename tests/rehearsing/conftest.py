"""Pin sets that are rehearsed: of a chain that the lab made, for a registered name."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.lab.pki import LEAF_LIFE, Credential, Validity, issue_ca, issue_leaf, make_root
from inspector.pinning.draft import Draft, make_pin_set
from inspector.pinning.pin_set import BackupPin, PinSet
from inspector.trust.assess import assess
from inspector.trust.stores import from_anchors

HOST = "api.example.com"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SPARE = BackupPin(Pin(bytes(range(32))), "a spare key")


@cache
def credentials() -> tuple[Credential, ...]:
    """Return a chain of three, leaf first."""
    root = make_root("Real Root", NOW)
    issuing = issue_ca("Real Issuing", root, NOW)
    validity = Validity(NOW - timedelta(days=10), NOW - timedelta(days=10) + LEAF_LIFE)
    return issue_leaf([HOST], issuing, NOW, validity=validity), issuing, root


@cache
def layers() -> tuple[Layer, ...]:
    """Return its path."""
    leaf, issuing, root = credentials()
    served = tuple(parse_certificate(item.der) for item in (leaf, issuing))
    path = assess(served, from_anchors("test", "the test's root", [root.der]), name=HOST, at=NOW).path
    assert path is not None
    return path.layers


def pin_set(picks: Sequence[int], *, backups: tuple[BackupPin, ...] = (), subdomains: bool = False) -> PinSet:
    """Return the set of the layers with these places, leaf 0, with its proposed expiry."""
    draft = Draft(HOST, frozenset(layers()[place].pin for place in picks), backups, subdomains)
    return make_pin_set(draft, layers(), at=NOW)
