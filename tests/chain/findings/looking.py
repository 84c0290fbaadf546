"""What the rules notice about chains made to order, by code."""

from unittest.mock import patch

from trust.making import AT, HOST, Made, chain_of, store_of

from inspector.chain.certificate import Certificate
from inspector.chain.finding import Finding, Severity
from inspector.inspection import Settings, judge
from inspector.net.handshake import Handshake
from inspector.trust.stores import from_anchors

Found = dict[str, list[Finding]]


def found_in(
    served: tuple[Certificate, ...],
    *anchors: Made,
    host: str | None = HOST,
    public: bool = False,
    lab: bool = False,
    version: str | None = "TLS 1.3",
    failure: str | None = None,
    asks: bool = False,
) -> Found:
    """Return the findings about `served` by code; `public`: the anchor counts as a public root, `lab`: as the lab's."""
    store = store_of(*anchors)
    if lab:
        store = from_anchors("lab", "the lab's roots", store.anchors)
    handshake = Handshake(
        served=tuple(item.der for item in served),
        address="127.0.0.1:443",
        version=version,
        cipher=None,
        group=None,
        milliseconds=1,
        failure=failure,
        client_certificate_requested=asks,
    )
    with patch("inspector.trust.assess.is_public_root", lambda _: public):
        settings = Settings(store=store)
        seen = judge(handshake.served, settings, now=AT, source="test", host=host, handshake=handshake)
    by_code: Found = {}
    for finding in seen.findings:
        by_code.setdefault(finding.code, []).append(finding)
    assert list(seen.findings) == sorted(seen.findings, key=lambda item: list(Severity).index(item.severity))
    return by_code


def look(*served: Made, anchors: tuple[Made, ...] = (), host: str | None = HOST, public: bool = False) -> Found:
    """Return the findings about certificates in the order in which they are served."""
    return found_in(chain_of(*served), *anchors, host=host, public=public)
