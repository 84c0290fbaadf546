"""Rules about where the path ends, and what that means for a pin."""

from collections.abc import Iterator

from inspector.chain.certificate import Certificate
from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.issuers import inspection_product
from inspector.chain.path import Origin

_THOSE_RELEASES = "--android API judges as one of those releases does, as AOSP has it."


def interception(evidence: Evidence) -> Iterator[Finding]:
    """Notice certificates of a known inspection product where neither a public root nor the lab's vouches for them."""
    if evidence.public or (evidence.in_lab and evidence.has_path):
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


def self_signed(evidence: Evidence) -> Iterator[Finding]:
    """Notice a leaf that signed itself and is no anchor: no client trusts it without an exception of its own."""
    if not evidence.has_path and evidence.layers[0].certificate.is_self_issued:
        yield Finding(
            "self-signed",
            Severity.ERROR,
            "The leaf signed itself: no client trusts it, pinned or not.",
            "Pinning adds to trust, it does not replace it: an app needs a trust anchor for this certificate first.",
            evidence.leaf,
        )


def missing_intermediate(evidence: Evidence) -> Iterator[Finding]:
    """Notice that there is no path since an issuer is neither served nor a root of the store.

    Conscrypt finds issuers of earlier connections in its cache (TrustManagerImpl), so a warm device may connect.
    """
    gap = _fetched_above(evidence)
    if gap is not None:
        yield gap
    top = evidence.top
    if evidence.has_path or top is None or top.is_self_issued or evidence.claimed or evidence.android:
        return
    name, issuer = top.subject.readable, top.issuer.readable
    missing, mend = ("is not in the file", "add it") if evidence.in_file else ("was not sent", "send it")
    yield Finding(
        "missing-intermediate",
        Severity.ERROR,
        f"{name} was issued by {issuer}, which {missing} and is not among {evidence.store}.",
        f"If that is an intermediate, {mend}: a device that met it in another connection may connect, a fresh one "
        "will not, and no pin can be judged until then. If it is a root of your own, name it with --roots FILE.",
        evidence.served_index(top),
    )


def _fetched_above(evidence: Evidence) -> Finding | None:
    """Return the finding of a path that holds since an issuer was fetched, which is missing all the same."""
    for below, layer in zip(evidence.layers, evidence.layers[1:], strict=False):
        if layer.origin is Origin.FETCHED:
            name, issuer = below.certificate.subject.readable, layer.certificate.subject.readable
            missing, mend = ("is not in the file", "Add it") if evidence.in_file else ("was not sent", "Send it")
            return Finding(
                "missing-intermediate",
                Severity.ERROR,
                f"{name} was issued by {issuer}, which {missing}: it was fetched to show the path.",
                f"{mend}: clients that fetch nothing, as Android and OkHttp, refuse the chain unless they met the "
                "issuer in another connection.",
                evidence.served_index(below.certificate),
            )
    return None


def fetch_failed(evidence: Evidence) -> Iterator[Finding]:
    """Notice that a missing issuer was asked for, and could not be had."""
    if evidence.fetch_problem:
        asked = f" from {evidence.fetch_address}" if evidence.fetch_address else ""
        yield Finding(
            "fetch-failed",
            Severity.WARNING,
            f"The missing issuer was not fetched{asked}: {evidence.fetch_problem}.",
            "One address is asked once: over http, on a public address, without following where it points.",
        )


def wrong_issuer(evidence: Evidence) -> Iterator[Finding]:
    """Notice that there is no path since whoever has the issuer's name did not make the signature."""
    top = evidence.top
    if evidence.has_path or top is None or top.is_self_issued or not evidence.claimed:
        return
    yield Finding(
        "wrong-issuer",
        Severity.ERROR,
        f"{top.subject.readable} names {top.issuer.readable} as its issuer, whose key did not sign it.",
        "Two authorities use one name, an old certificate of the issuer is sent, or the certificate is forged.",
        evidence.served_index(top),
    )


def unknown_root(evidence: Evidence) -> Iterator[Finding]:
    """Notice that there is no path since the served certificates climb to a root that the store does not hold."""
    top = evidence.top
    if evidence.has_path or top is None:
        return
    if evidence.android and not evidence.claimed:
        yield _only_in_android(evidence, top)
        return
    if not top.is_self_issued or top is evidence.layers[0].certificate:
        return
    yield Finding(
        "unknown-root",
        Severity.ERROR,
        f"The chain ends in {top.subject.readable}, which is not among {evidence.store}.",
        "If this root is yours, name it with --roots FILE; if you do not know it, something inspects this connection.",
        evidence.served_index(top),
    )


def _only_in_android(evidence: Evidence, top: Certificate) -> Finding:
    """Return the finding of a chain whose root some releases of Android have, and Mozilla's bundle has not."""
    place = f"in {evidence.android}, not in Mozilla's bundle"
    hint = f"{_THOSE_RELEASES} Clients without this root refuse the chain, whatever is pinned."
    title = f"The chain ends in {top.subject.readable}, a root {place}."
    if evidence.android_by_name:
        title = f"{top.subject.readable} was issued by {top.issuer.readable}: a root of that name is {place}."
        hint += " Whether that root signed it was not checked here: it was not sent, and the bundle has it not."
    return Finding("unknown-root", Severity.ERROR, title, hint, evidence.served_index(top))


def private_anchor(evidence: Evidence) -> Iterator[Finding]:
    """Notice a path that ends in an anchor which is no public root."""
    if not evidence.has_path or evidence.public or evidence.in_lab:
        return
    anchor = evidence.layers[-1].certificate
    if evidence.android:
        yield Finding(
            "private-anchor",
            Severity.WARNING,
            f"The path ends in {anchor.subject.readable}, a root in {evidence.android}, not in Mozilla's bundle.",
            f"{_THOSE_RELEASES} Clients that do not have this root, as those with Mozilla's, refuse the chain.",
            evidence.served_index(anchor),
        )
        return
    yield Finding(
        "private-anchor",
        Severity.WARNING,
        f"The path ends in {anchor.subject.readable}, which is no public root.",
        "Right for a private authority of your own, wrong if a proxy stands in between: devices need this root "
        "installed, and a pin of a proxy locks out every user.",
        evidence.served_index(anchor),
    )


def strict_clients(evidence: Evidence) -> Iterator[Finding]:
    """Notice what strict clients refuse although the path holds by Android's rules."""
    if evidence.trusted and evidence.allowed:
        yield Finding(
            "strict-clients",
            Severity.INFO,
            f"Strict clients may refuse this chain: {evidence.allowed}.",
            "Android takes it. Try the other clients that have to connect.",
        )


def search_cut(evidence: Evidence) -> Iterator[Finding]:
    """Notice that the search for paths stopped at its budget."""
    if evidence.cut:
        yield Finding(
            "search-cut",
            Severity.WARNING,
            "The search for paths was stopped at its limit: there may be more.",
            "A server that sends this many certificates is misconfigured or hostile.",
        )


RULES = (
    interception,
    self_signed,
    missing_intermediate,
    fetch_failed,
    wrong_issuer,
    unknown_root,
    private_anchor,
    strict_clients,
    search_cut,
)
