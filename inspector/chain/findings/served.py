"""Rules about what the server sent, compared with what the path needs."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.path import Layer, Origin, Role


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
                f"{certificate.problems[0].field}: {certificate.problems[0].reason}. Clients may refuse it; the pin is "
                "over the bytes as they stand.",
                index,
            )


def leaf_not_first(evidence: Evidence) -> Iterator[Finding]:
    """Notice an authority in the place of the leaf: the sender's own certificate must come first (RFC 8446, 4.4.2)."""
    first = evidence.served[0]
    if evidence.in_file or (first.is_self_issued and not first.is_ca):
        return
    for index, item in enumerate(evidence.served[1:], 1):
        if item.issuer.der == first.subject.der and not item.is_ca and item.der != first.der:
            yield Finding(
                "leaf-not-first",
                Severity.ERROR,
                f"The server sends {first.subject.readable}, an issuer, first, and {item.subject.readable} only as "
                f"#{index}.",
                "Clients take the first certificate for the server's own and refuse it: list the leaf first.",
                index,
            )
            return


def wrong_order(evidence: Evidence) -> Iterator[Finding]:
    """Notice served certificates in another order than leaf to root (RFC 8446 allows it, RFC 5246 not)."""
    order = [layer.served_index for layer in evidence.layers if layer.served_index is not None]
    if not evidence.has_path or order == sorted(order):
        return
    if evidence.in_file:
        yield Finding(
            "wrong-order",
            Severity.INFO,
            "The file lists the certificates in another order than from the leaf up.",
            "Here they were sorted. A server that is given this file may send them as they are, or refuse it.",
        )
    else:
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
                "Once is enough." if evidence.in_file else "Send it once.",
                index,
            )
        first.setdefault(certificate.der, index)


def unused(evidence: Evidence) -> Iterator[Finding]:
    """Notice served certificates that are in no path to the store: what a pin on them does, and what to do."""
    if not evidence.has_path:
        return
    known = {layer.certificate.der for layer in evidence.layers}
    for layer in evidence.unused:
        if layer.certificate.der not in known:
            known.add(layer.certificate.der)
            yield _unused(layer, evidence)


def _unused(layer: Layer, evidence: Evidence) -> Finding:
    name, end = layer.certificate.subject.readable, layer.certificate.not_after
    came = "stands in the file" if evidence.in_file else "was sent"
    title = f"{name} {came} and is in no path to {evidence.store}."
    severity = Severity.INFO
    twin = next((item for item in evidence.layers if item.pin == layer.pin), None)
    others = (*evidence.served, *(item.certificate for item in evidence.layers))
    if end is not None and end < evidence.at:
        severity = Severity.WARNING
        title = f"{name} {came}, expired on {end:%Y-%m-%d}, and is in no path to {evidence.store}."
        hint = "Leave it out: a client that follows what is sent, and looks for no other path, refuses the chain."
    elif twin is not None:
        hint = (
            f"It has the key of {twin.certificate.subject.readable} in the path, so that a pin matches all the same. "
            "Other roots may need it: the devices and paths tell."
        )
    elif not any(item.issuer.der == layer.certificate.subject.der for item in others if item is not layer.certificate):
        hint = "It issued nothing in this chain: leave it out. A pin on it matches nothing."
    else:
        hint = "A pin on it matches nothing here. Other roots may need it: the devices and paths tell."
    return Finding("unused-certificate", severity, title, hint, layer.served_index)


def root_served(evidence: Evidence) -> Iterator[Finding]:
    """Notice that the anchor was sent although every client has its own copy."""
    if evidence.in_file or not evidence.has_path or len(evidence.layers) == 1:
        return
    anchor = evidence.layers[-1]
    if anchor.role is Role.ROOT and anchor.origin is Origin.SERVED and anchor.certificate.is_self_issued:
        yield Finding(
            "root-served",
            Severity.INFO,
            f"The server sends the root {anchor.certificate.subject.readable} too.",
            "Harmless, and wasted bytes in every handshake: clients use their own copy.",
            anchor.served_index,
        )


RULES = (leaf_not_first, unreadable, wrong_order, duplicates, unused, root_served)
