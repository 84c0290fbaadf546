"""A certificate: everything that can be read from its bytes, and what could not."""

from dataclasses import dataclass, field
from datetime import datetime

from inspector.chain.extension import Extension
from inspector.chain.key import Key
from inspector.chain.name import AlternativeName, Name
from inspector.chain.pin import Pin


class NotACertificate(ValueError):  # noqa: N818
    """Bytes that are no certificate: not even its SubjectPublicKeyInfo can be cut out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A field that could not be read, or not as the standard says."""

    field: str
    """The field's name as shown: `subject`, `not after`, `key`, `names`, …"""

    reason: str
    """One short visible sentence."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says (RFC 5280, section 4.1). Every text in it went through `visible()`."""

    der: bytes = field(repr=False)
    """The bytes as received."""

    version: int | None
    """1, 2 or 3 (or what it claims); None where unreadable."""

    serial: str
    """Lower-case hexadecimal digits of the serial number's octets, at least two, without sign handling."""

    subject: Name
    """Whose key it is."""

    issuer: Name
    """Who signed it."""

    not_before: datetime | None
    """First valid moment, UTC; None where unreadable."""

    not_after: datetime | None
    """Last valid moment, UTC; None where unreadable."""

    key: Key
    """The public key, with the SubjectPublicKeyInfo bytes as they stand in the certificate."""

    signature: str
    """The signature algorithm as people call it, such as `SHA256 with RSA`, or its OID."""

    is_ca: bool
    """Whether basic constraints say CA; False where they are absent or unreadable."""

    path_length: int | None
    """The path length constraint; None where there is none."""

    key_usages: tuple[str, ...]
    """Key usages as RFC 5280 names them; empty where the extension is absent."""

    extended_usages: tuple[str, ...]
    """Extended key usages by name or OID; empty where the extension is absent."""

    names: tuple[AlternativeName, ...]
    """Subject alternative names in their order; empty where there are none."""

    extensions: tuple[Extension, ...]
    """All extensions in their order."""

    fingerprint: str
    """SHA-256 of the whole certificate, 64 lower-case hexadecimal digits. Never a pin."""

    problems: tuple[Problem, ...]
    """What could not be read; empty for an ordinary certificate."""

    @property
    def pin(self) -> Pin:
        """The pin of its key: SHA-256 over the SubjectPublicKeyInfo bytes as they stand in the certificate."""
        return self.key.pin

    @property
    def is_self_issued(self) -> bool:
        """Whether issuer and subject are the same bytes."""
        return self.subject.der == self.issuer.der


def parse_certificate(der: bytes) -> Certificate:
    """Return what the DER certificate `der` says; a field that cannot be read becomes a problem, never an exception.

    Raises `NotACertificate` where the SubjectPublicKeyInfo cannot be cut out.
    """
    raise NotImplementedError
