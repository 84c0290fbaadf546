"""Rules about time: validity, what expires soon, and how long a certificate may live."""

from collections.abc import Iterator
from datetime import timedelta

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.lifetimes import life, longest_life
from inspector.chain.path import Role

HORIZONS = {Role.LEAF: 14, Role.INTERMEDIATE: 60, Role.ROOT: 365}
"""Days before its end from which a layer counts as expiring; never more than the last third of its life."""

_NAMES = {Role.LEAF: "The leaf", Role.INTERMEDIATE: "The intermediate", Role.ROOT: "The root"}
_SOON = {
    Role.LEAF: "Its pin outlives it only if the next certificate keeps the key: have a backup pin in the app before.",
    Role.INTERMEDIATE: "The authority issues from another one by then: a pin of this key ends with it.",
    Role.ROOT: "Android goes on using it after that day as long as its store has it; other clients stop.",
}


def validity(evidence: Evidence) -> Iterator[Finding]:
    """Notice layers that are expired or not yet valid.

    An anchor's own dates stop most clients and not Android (TrustManagerImpl.verifyChain); without a path only the
    leaf's are sure to matter.
    """
    last = len(evidence.layers) - 1
    for position, layer in enumerate(evidence.layers):
        certificate = layer.certificate
        name = f"{_NAMES[layer.role]} {certificate.subject.readable}"
        is_anchor = evidence.has_path and 0 < position == last
        is_sure = position == 0 or (evidence.has_path and not is_anchor)
        severity = Severity.ERROR if is_sure else Severity.WARNING
        end, begin = certificate.not_after, certificate.not_before
        if end is not None and end < evidence.at:
            hint = "Renew it: clients refuse the chain now, whatever is pinned."
            if is_anchor:
                hint = "Android goes on using an expired root of its store; other clients refuse."
            elif not is_sure:
                hint = "No path needs it so far: replace it together with what is missing."
            yield Finding("expired", severity, f"{name} expired on {end:%Y-%m-%d}.", hint, layer.served_index)
        if begin is not None and begin > evidence.at:
            yield Finding(
                "not-yet-valid",
                severity,
                f"{name} is not valid before {begin:%Y-%m-%d}.",
                "Check the clock of this machine, or the date of the certificate.",
                layer.served_index,
            )


def expiring(evidence: Evidence) -> Iterator[Finding]:
    """Notice layers of the path that end within the horizon of their role; without a path the leaf alone."""
    for layer in evidence.layers if evidence.has_path else evidence.layers[:1]:
        certificate = layer.certificate
        end, lived = certificate.not_after, life(certificate)
        if end is None or lived is None or end < evidence.at:
            continue
        left = end - evidence.at
        if left <= min(timedelta(days=HORIZONS[layer.role]), lived / 3):
            when = "today" if left.days == 0 else f"in {left.days} day{'s' * (left.days != 1)}"
            yield Finding(
                "expiring",
                Severity.INFO if layer.role is Role.ROOT else Severity.WARNING,
                f"{_NAMES[layer.role]} {certificate.subject.readable} expires {when}, on {end:%Y-%m-%d}.",
                _SOON[layer.role],
                layer.served_index,
            )


def lifetime(evidence: Evidence) -> Iterator[Finding]:
    """Notice a public leaf that lives longer than the rules of its day of issue allow."""
    leaf = evidence.layers[0]
    issued, lived = leaf.certificate.not_before, life(leaf.certificate)
    if not evidence.public or lived is None or issued is None:
        return
    limit = longest_life(issued)
    if limit is not None and lived > timedelta(days=limit):
        yield Finding(
            "lifetime",
            Severity.WARNING,
            f"The leaf lives longer than {limit} days, the most for a public one issued on {issued:%Y-%m-%d}.",
            "Browsers and Apple's systems may refuse it: have it issued again.",
            leaf.served_index,
        )


RULES = (validity, expiring, lifetime)
