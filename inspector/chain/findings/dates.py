"""Rules about time: validity, what expires soon, and how long a certificate may live."""

from collections.abc import Iterator
from datetime import timedelta

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.lifetimes import life, longest_life
from inspector.chain.path import Role

HORIZONS = {Role.LEAF: 14, Role.INTERMEDIATE: 60, Role.ROOT: 365}
"""Days before its end from which a layer counts as expiring."""


def validity(evidence: Evidence) -> Iterator[Finding]:
    """Notice layers that are expired or not yet valid; an anchor's own end does not stop Android."""
    for position, layer in enumerate(evidence.layers):
        certificate = layer.certificate
        name = certificate.subject.readable
        is_anchor = evidence.has_path and position == len(evidence.layers) - 1 and position > 0
        if certificate.not_after is not None and certificate.not_after < evidence.at:
            yield Finding(
                "expired",
                Severity.WARNING if is_anchor else Severity.ERROR,
                f"{_role(layer.role)} {name} expired on {certificate.not_after:%Y-%m-%d}.",
                "Android goes on using an expired root of its store; other clients refuse."
                if is_anchor
                else "Renew it: every client refuses the chain now, whatever is pinned.",
                layer.served_index,
            )
        if certificate.not_before is not None and certificate.not_before > evidence.at:
            yield Finding(
                "not-yet-valid",
                Severity.ERROR,
                f"{_role(layer.role)} {name} is not valid before {certificate.not_before:%Y-%m-%d}.",
                "Check the clock of this machine, or the date of the certificate.",
                layer.served_index,
            )


def expiring(evidence: Evidence) -> Iterator[Finding]:
    """Notice layers that end within the horizon of their role."""
    for layer in evidence.layers:
        end = layer.certificate.not_after
        if end is None or end < evidence.at:
            continue
        left = end - evidence.at
        if left <= timedelta(days=HORIZONS[layer.role]):
            days = left.days
            when = "today" if days == 0 else f"in {days} day{'s' * (days != 1)}"
            yield Finding(
                "expiring",
                Severity.INFO if layer.role is Role.ROOT else Severity.WARNING,
                f"{_role(layer.role)} {layer.certificate.subject.readable} expires {when}, on {end:%Y-%m-%d}.",
                "A pin of it holds only if the next certificate keeps the key: have a backup pin in the app before.",
                layer.served_index,
            )


def lifetime(evidence: Evidence) -> Iterator[Finding]:
    """Notice a public leaf that lives longer than the rules of its day of issue allow."""
    leaf = evidence.layers[0].certificate
    lived = life(leaf)
    if not evidence.public or lived is None or leaf.not_before is None:
        return
    limit = longest_life(leaf.not_before)
    if limit is not None and lived > timedelta(days=limit):
        yield Finding(
            "lifetime",
            Severity.WARNING,
            f"The leaf lives {lived.days} days, public ones issued on {leaf.not_before:%Y-%m-%d} at most {limit}.",
            "Browsers and Apple's systems refuse it: have it issued again.",
            evidence.layers[0].served_index,
        )


def _role(role: Role) -> str:
    return {Role.LEAF: "The leaf", Role.INTERMEDIATE: "The intermediate", Role.ROOT: "The root"}[role]


RULES = (validity, expiring, lifetime)
