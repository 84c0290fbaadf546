"""Layers of certificates that stand in no path: what each is, by the logic of the list that they came in."""

from collections.abc import Sequence

from inspector.chain.certificate import Certificate
from inspector.chain.match import match_host
from inspector.chain.path import Layer, Origin, Role


def served_layers(certificates: Sequence[Certificate], leaf: int = 0) -> tuple[Layer, ...]:
    """Return the certificates as layers in their order, the one at the place `leaf` as the leaf.

    A server's leaf is the first, since it is the sender's own (RFC 8446, section 4.4.2). Another is a root where it
    issued itself, an intermediate where it is an authority or issued one of the others, else a leaf.
    """
    issuers = {item.issuer.der for item in certificates if not item.is_self_issued}
    return tuple(
        Layer(item, Role.LEAF if index == leaf else _role(item, issuers), Origin.SERVED, index)
        for index, item in enumerate(certificates)
    )


def _role(certificate: Certificate, issuers: set[bytes]) -> Role:
    if certificate.is_self_issued:
        return Role.ROOT
    return Role.INTERMEDIATE if certificate.is_ca or certificate.subject.der in issuers else Role.LEAF


def file_order(certificates: Sequence[Certificate], host: str | None = None) -> tuple[int, ...]:
    """Return the places of the certificates of a file with the leaf first, then its issuers by name, then the others.

    Files, unlike servers, come in any order. See `leaves`; of several the first that is for `host`, else the first.
    """
    ends = leaves(certificates)
    fit = (place for place in ends if host is not None and match_host(host, certificates[place]).matched)
    first = next(fit, ends[0] if ends else 0)
    order = dict.fromkeys([first] if certificates else [])
    by_subject: dict[bytes, list[int]] = {}
    for place, item in enumerate(certificates):
        by_subject.setdefault(item.subject.der, []).append(place)
    top = first
    while certificates and not certificates[top].is_self_issued:
        above = [place for place in by_subject.get(certificates[top].issuer.der, []) if place not in order]
        if not above:
            break
        order.update(dict.fromkeys(above))
        top = above[0]
    return tuple(dict.fromkeys([*order, *range(len(certificates))]))


def leaves(certificates: Sequence[Certificate]) -> tuple[int, ...]:
    """Return the places of the certificates that may be the leaf, in their order, each different one once.

    They issued none of the others. Where some of them are no authorities it is those alone, and of those the ones
    that did not issue themselves where there are any. None where all issued each other.
    """
    issuers = {item.issuer.der for item in certificates if not item.is_self_issued}
    first: dict[bytes, int] = {}
    for place, item in enumerate(certificates):
        if item.subject.der not in issuers:
            first.setdefault(item.der, place)
    ends = tuple(first.values())
    hosts = tuple(place for place in ends if not certificates[place].is_ca)
    return tuple(place for place in hosts if not certificates[place].is_self_issued) or hosts or ends
