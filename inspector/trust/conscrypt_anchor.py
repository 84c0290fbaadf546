"""Anchors as Conscrypt asks for them: by issuer name and signature, and by subject and key."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from inspector.chain.certificate import Certificate
from inspector.chain.name import Name
from inspector.chain.pin import Pin
from inspector.trust.conscrypt_order import certificate_rank, is_known_key, root_rank
from inspector.trust.conscrypt_signature import KeySignatures
from inspector.trust.data.roots import Root, folded


@dataclass(frozen=True, slots=True)
class Anchor:
    """One entry of a store: a certificate, or facts about one."""

    name: str
    """What people call it, visible text."""

    pin: Pin
    """The pin of its key."""

    certificate: Certificate | None = field(repr=False)
    """Its certificate, or another one with the same subject and key; None where none is at hand."""

    spki: bytes | None = field(repr=False)
    """Its key in DER; None where only the pin is known."""

    root: Root | None = field(default=None, repr=False)
    """The facts; None where the certificate is all there is."""

    @property
    def identity(self) -> bytes:
        """What makes it one entry: the certificate's bytes, else the fingerprint."""
        if self.certificate is not None:
            return self.certificate.der
        return self.root.fingerprint.encode("ascii") if self.root is not None else self.pin.digest

    def is_named(self, name: Name) -> bool:
        """Whether `name` is its subject, as far as that is known."""
        if self.certificate is not None:
            return same_name(self.certificate.subject, name)
        return self.root is not None and self.root.is_named(name)


def anchor_of(certificate: Certificate, root: Root | None = None) -> Anchor:
    """Return a certificate as an anchor."""
    return Anchor(certificate.subject.readable, certificate.pin, certificate, certificate.key.spki, root)


def same_name(one: Name, other: Name) -> bool:
    """Whether two names are equal: the same bytes, or the same attributes without case and surplus blanks.

    Java compares names so (X500Principal.equals, by RFC 2253's canonical form).
    """
    if one.der == other.der:
        return True
    if one.problems or other.problems or len(one.attributes) != len(other.attributes):
        return False
    return [(label, folded(value)) for label, value in one.attributes] == [
        (label, folded(value)) for label, value in other.attributes
    ]


class Anchors:
    """The anchors of one store, in its order."""

    def __init__(self, anchors: Iterable[Anchor], signatures: KeySignatures) -> None:
        self._anchors = tuple(anchors)
        self._signatures = signatures
        self._issuers: dict[bytes, tuple[Anchor, ...]] = {}

    def like(self, certificate: Certificate) -> Anchor | None:
        """Return the anchor with the subject and key of `certificate`, or None."""
        pin = certificate.pin
        return next((item for item in self._anchors if item.pin == pin and item.is_named(certificate.subject)), None)

    def issuers_of(self, certificate: Certificate) -> tuple[Anchor, ...]:
        """Return the anchors whose key signed `certificate`, the preferred one first."""
        known = self._issuers.get(certificate.der)
        if known is None:
            known = tuple(sorted((item for item in self._anchors if self._signed(item, certificate)), key=_rank))
            self._issuers[certificate.der] = known
        return known

    def namesakes_of_issuer(self, certificate: Certificate) -> tuple[Anchor, ...]:
        """Return the anchors that have the issuer's name and whose key is not at hand, the preferred one first."""
        unknown = (item for item in self._anchors if item.spki is None and item.is_named(certificate.issuer))
        return tuple(sorted(unknown, key=_rank))

    def _signed(self, anchor: Anchor, certificate: Certificate) -> bool:
        if anchor.spki is None or not anchor.is_named(certificate.issuer):
            return False
        if anchor.certificate is not None and not is_known_key(anchor.certificate.key):
            return False
        return self._signatures.made_by(anchor.spki, certificate)


def _rank(anchor: Anchor) -> tuple[int, int, int, int, float, float]:
    if anchor.certificate is not None:
        return certificate_rank(anchor.certificate)
    return root_rank(anchor.root) if anchor.root is not None else (1, 1, 0, 0, 0.0, 0.0)
