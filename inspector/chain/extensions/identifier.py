"""Key identifiers (RFC 5280, sections 4.2.1.1 and 4.2.1.2)."""

from collections.abc import Iterator

from inspector.chain.der import OCTET_STRING, SEQUENCE, DerError, encode, sole, walk
from inspector.chain.extensions.alternative import lines
from inspector.chain.primitive import bounded_hex


def subject_lines(der: bytes, _: list[str]) -> Iterator[str]:
    """Yield the subject key identifier; raises `DerError`."""
    yield bounded_hex(sole(der, OCTET_STRING, "the extension"))


def authority_lines(der: bytes, problems: list[str]) -> Iterator[str]:
    """Yield what the authority key identifier says about the issuer's key; raises `DerError`."""
    for tag, octets in walk(sole(der, SEQUENCE, "the extension")):
        match tag:
            case 0x80:
                yield f"key: {bounded_hex(octets)}"
            case 0xA1:
                for line in lines(encode(SEQUENCE, octets), problems):
                    yield f"issuer: {line}"
            case 0x82:
                yield f"serial number: {bounded_hex(octets)}"
            case _:
                raise DerError("it holds a value that does not belong there")
