"""Certificate extensions: decoded where known, hexadecimal otherwise."""

from dataclasses import dataclass, field

from inspector.chain import oids
from inspector.chain.primitive import bounded_hex


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


def parse_extension(oid: str, critical: bool, der: bytes) -> Extension:
    """Return the extension; never raises."""
    name = oids.EXTENSIONS.get(oid, oid)
    return Extension(oid, name, critical, (bounded_hex(der),), der, False)
