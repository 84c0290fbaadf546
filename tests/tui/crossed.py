"""A cross-signed chain as the app sees it: an old root that devices have since Android 7.1.1, a new one since 14."""

from dataclasses import replace
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from trust.android.pki import Subject, issue, issue_leaf
from tui.samples import NOW

from inspector.inspection import Inspection, Settings, judge
from inspector.net.handshake import Handshake
from inspector.net.target import Target
from inspector.trust.store import Store
from inspector.trust.stores import from_anchors

HOST = "graph.dev.test"
OLD, NEW, ISSUING, LEAF = (
    Subject(name, ec.derive_private_key(number, ec.SECP256R1()))
    for number, name in enumerate(("Old Root", "New Root", "Issuing", HOST), 1)
)


@cache
def _chain() -> tuple[bytes, ...]:
    return issue_leaf(LEAF, ISSUING, NOW), issue(ISSUING, NEW, NOW), issue(NEW, OLD, NOW)


@cache
def roots() -> Store:
    """Return both roots, with the API levels from which devices have them."""
    made = from_anchors("mozilla", "Mozilla's roots", (issue(OLD, OLD, NOW), issue(NEW, NEW, NOW)))
    return replace(made, since=((25, None), (34, None)))


def crossed(*, android: int | None = None, host: str = HOST, store: Store | None = None) -> Inspection:
    """Return the inspection of the chain, by a release of Android where one is given; its roots count as public."""
    handshake = Handshake(
        served=_chain(), address="203.0.113.7:443", version="TLS 1.3", cipher=None, group="X25519", milliseconds=142
    )
    seen = judge(
        handshake.served,
        Settings(store=store or roots(), android=android),
        now=NOW,
        source=f"{host}:443",
        host=host,
        target=Target(host, 443, host),
        handshake=handshake,
    )
    findings = tuple(finding for finding in seen.findings if finding.code != "private-anchor")
    return replace(seen, assessment=replace(seen.assessment, public=True), findings=findings)
