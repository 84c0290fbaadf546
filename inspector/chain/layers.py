"""Layers of certificates that stand in no path: what each is, by the logic of the served list."""

from inspector.chain.certificate import Certificate
from inspector.chain.path import Layer, Origin, Role


def served_layers(certificates: tuple[Certificate, ...]) -> tuple[Layer, ...]:
    """Return the served certificates as layers in the order of the server.

    The first is the leaf, since it is the sender's own (RFC 8446, section 4.4.2); another is a root where it issued
    itself, an intermediate where it is an authority or issued one of the others, else a leaf.
    """
    issuers = {item.issuer.der for item in certificates if not item.is_self_issued}
    return tuple(
        Layer(item, _role(item, index, issuers), Origin.SERVED, index) for index, item in enumerate(certificates)
    )


def _role(certificate: Certificate, index: int, issuers: set[bytes]) -> Role:
    if index == 0:
        return Role.LEAF
    if certificate.is_self_issued:
        return Role.ROOT
    return Role.INTERMEDIATE if certificate.is_ca or certificate.subject.der in issuers else Role.LEAF
