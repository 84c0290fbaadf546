"""A public key: its type and size by its own bytes, its pin, and whether clients agree on that pin."""

from dataclasses import dataclass, field

from inspector.chain.pin import Pin


@dataclass(frozen=True, slots=True)
class Key:
    """A SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7)."""

    spki: bytes = field(repr=False)
    """The DER bytes as they stand in the certificate."""

    type: str
    """`RSA`, `RSASSA-PSS`, `EC`, `Ed25519`, …, or the algorithm's OID."""

    bits: int | None
    """Modulus or field size in bits; None where unknown."""

    curve: str | None
    """Curve name such as `P-256` for EC keys, else None."""

    label: str
    """What people call it: `RSA 2048`, `EC P-256`, `Ed25519`."""

    reencoded_pin: Pin | None = None
    """The pin that clients which re-encode the key would compute, where it differs from `pin`; else None."""

    @property
    def pin(self) -> Pin:
        """SHA-256 over the SubjectPublicKeyInfo bytes."""
        return Pin.of(self.spki)


def parse_key(spki: bytes) -> Key:
    """Return the key in the DER SubjectPublicKeyInfo `spki`; never raises for an unknown or broken key."""
    raise NotImplementedError
