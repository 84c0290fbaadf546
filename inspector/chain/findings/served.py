"""Rules about what the server sent, compared with what the path needs."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.path import Origin, Role


def unreadable(evidence: Evidence) -> Iterator[Finding]:
    """Notice served items that are no certificates, and certificates with unreadable fields."""
    for sentence in evidence.unreadable:
        yield Finding("unreadable-certificate", Severity.ERROR, sentence, "No client can use it: replace it.")
    for index, certificate in enumerate(evidence.served):
        if certificate.problems:
            fields = ", ".join(dict.fromkeys(problem.field for problem in certificate.problems[:5]))
            yield Finding(
                "unreadable-field",
                Severity.WARNING,
                f"Certificate #{index} is not as the standard says: {fields}.",
                f"{certificate.problems[0].reason}. Clients may refuse it; the pin is over the bytes as they stand.",
                index,
            )


def wrong_order(evidence: Evidence) -> Iterator[Finding]:
    """Notice served certificates in another order than leaf to root (RFC 8446 allows it, RFC 5246 not)."""
    order = [layer.served_index for layer in evidence.layers if layer.served_index is not None]
    if evidence.has_path and order != sorted(order):
        yield Finding(
            "wrong-order",
            Severity.WARNING,
            "The server sends the certificates in the wrong order.",
            "Most clients sort them, old ones refuse: list the leaf first, then each issuer.",
        )


def duplicates(evidence: Evidence) -> Iterator[Finding]:
    """Notice a certificate sent more than once."""
    first: dict[bytes, int] = {}
    for index, certificate in enumerate(evidence.served):
        if certificate.der in first:
            yield Finding(
                "duplicate-certificate",
                Severity.INFO,
                f"Certificate #{index} is the same as #{first[certificate.der]}.",
                "Send it once.",
                index,
            )
        first.setdefault(certificate.der, index)


def unused(evidence: Evidence) -> Iterator[Finding]:
    """Notice served certificates that no path uses: a pin on them matches nothing."""
    if not evidence.has_path:
        return
    known = {layer.certificate.der for layer in evidence.layers}
    for layer in evidence.unused:
        if layer.certificate.der in known:
            continue
        yield Finding(
            "unused-certificate",
            Severity.INFO,
            f"{layer.certificate.subject.readable} was sent and is in no path: a pin on it matches nothing.",
            "Leave it out of the server's chain unless an old client needs it.",
            layer.served_index,
        )


def root_served(evidence: Evidence) -> Iterator[Finding]:
    """Notice that the anchor was sent although every client has its own copy."""
    if not evidence.has_path or len(evidence.layers) == 1:
        return
    anchor = evidence.layers[-1]
    if anchor.role is Role.ROOT and anchor.origin is Origin.SERVED:
        yield Finding(
            "root-served",
            Severity.INFO,
            f"The server sends the root {anchor.certificate.subject.readable} too.",
            "Harmless, and wasted bytes in every handshake: clients use their own copy.",
            anchor.served_index,
        )


RULES = (unreadable, wrong_order, duplicates, unused, root_served)
