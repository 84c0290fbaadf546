"""Rules about where the path ends, and what that means for a pin."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.issuers import inspection_product


def self_signed(evidence: Evidence) -> Iterator[Finding]:
    """Notice a leaf that signed itself: no client trusts it without an exception of its own."""
    leaf = evidence.served[0]
    if leaf.is_self_issued and not evidence.trusted:
        yield Finding(
            "self-signed",
            Severity.ERROR,
            "The leaf signed itself: no client trusts it, pinned or not.",
            "Pinning adds to trust, it does not replace it: an app needs a trust anchor for this certificate first.",
            0,
        )


def interception(evidence: Evidence) -> Iterator[Finding]:
    """Notice a path that ends outside the public roots in the hands of a known inspection product."""
    if evidence.public or evidence.in_lab:
        return
    for layer in evidence.layers:
        product = inspection_product(layer.certificate)
        if product is not None:
            yield Finding(
                "interception-suspected",
                Severity.ERROR,
                f"Interception suspected: these certificates look as if {product} made them.",
                "A pin taken here pins the proxy and locks out everyone else. Look again from a network without it.",
                layer.served_index,
            )
            return


def private_anchor(evidence: Evidence) -> Iterator[Finding]:
    """Notice a path that ends in an anchor which is no public root."""
    if not evidence.has_path or evidence.public or evidence.in_lab:
        return
    anchor = evidence.layers[-1].certificate
    yield Finding(
        "private-anchor",
        Severity.WARNING,
        f"The path ends in {anchor.subject.readable}, which is no public root.",
        "Right for a private authority of your own, wrong if a proxy stands in between: devices need this root "
        "installed, and a pin of a proxy locks out every user.",
        evidence.served_index(anchor),
    )


def missing_intermediate(evidence: Evidence) -> Iterator[Finding]:
    """Notice that there is no path since an issuer is neither served nor a root of the store."""
    if evidence.has_path:
        return
    current = evidence.served[0]
    seen = {current.der}
    while not current.is_self_issued:
        issuer = next((item for item in evidence.served if item.subject.der == current.issuer.der), None)
        if issuer is None:
            if current.extended_usages or len(seen) == 1:
                name = current.issuer.readable
                yield Finding(
                    "missing-intermediate",
                    Severity.ERROR,
                    f"{current.subject.readable} was issued by {name}, which was not sent and is no root of the store.",
                    "Send the whole chain up to the root. A device that met this intermediate before may connect, "
                    "a fresh one will not: no pin can be judged until this is mended.",
                    evidence.served_index(current),
                )
            return
        if issuer.der in seen:
            return
        seen.add(issuer.der)
        current = issuer


def unknown_root(evidence: Evidence) -> Iterator[Finding]:
    """Notice that there is no path since the served certificates climb to a root that the store does not hold."""
    if evidence.has_path or evidence.served[0].is_self_issued:
        return
    current = evidence.served[0]
    for _ in evidence.served:
        issuer = next((item for item in evidence.served if item.subject.der == current.issuer.der), None)
        if issuer is None:
            return
        if issuer.is_self_issued:
            yield Finding(
                "unknown-root",
                Severity.ERROR,
                f"The chain ends in {issuer.subject.readable}, which {evidence.store} do not hold.",
                "If this root is yours, name it with --roots FILE; if you do not know it, something inspects this "
                "connection.",
                evidence.served_index(issuer),
            )
            return
        current = issuer


def search_cut(evidence: Evidence) -> Iterator[Finding]:
    """Notice that the search for paths stopped at its budget."""
    if evidence.cut:
        yield Finding(
            "search-cut",
            Severity.WARNING,
            "The search for paths was stopped at its limit: there may be more.",
            "A server that sends this many certificates is misconfigured or hostile.",
        )


RULES = (interception, self_signed, missing_intermediate, unknown_root, private_anchor, search_cut)
