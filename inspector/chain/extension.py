"""Certificate extensions: decoded where known, hexadecimal otherwise."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension (RFC 5280, section 4.2)."""

    oid: str
    """Dotted object identifier."""

    name: str
    """What people call it, or the OID again."""

    critical: bool
    """Whether a client that does not know it must refuse the certificate."""

    lines: tuple[str, ...]
    """What it says, one visible fact a line; hexadecimal bytes where it could not be decoded."""

    der: bytes = field(repr=False)
    """The bytes inside its OCTET STRING."""

    decoded: bool = True
    """False where `lines` holds hexadecimal bytes."""
