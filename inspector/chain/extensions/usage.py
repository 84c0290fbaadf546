"""Basic constraints, key usage and extended key usage (RFC 5280, sections 4.2.1.3, 4.2.1.9, 4.2.1.12)."""

from inspector.chain import oids
from inspector.chain.der import BIT_STRING, BOOLEAN, INTEGER, OID, SEQUENCE, DerError, sole, values
from inspector.chain.primitive import integer

KEY_USAGES = (
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
)
_MAX_PATH_LENGTH = 0xFFFF


def basic_constraints(der: bytes) -> tuple[bool, int | None]:
    """Return whether it is a CA, and the path length or None; raises `DerError`."""
    fields = values(sole(der, SEQUENCE, "the extension"))
    authority = False
    length: int | None = None
    if fields and fields[0][0] == BOOLEAN:
        authority = fields.pop(0)[1] not in (b"", b"\0")
    if fields and fields[0][0] == INTEGER:
        length = integer(fields.pop(0)[1])
    if fields:
        raise DerError("it holds a value that does not belong there")
    if length is not None and not 0 <= length <= _MAX_PATH_LENGTH:
        raise DerError("its path length is negative or absurdly large")
    if length is not None and not authority:
        raise DerError("it limits the path length of what is no CA")
    return authority, length


def key_usages(der: bytes) -> tuple[str, ...]:
    """Return the usages as RFC 5280 names them; raises `DerError`, also where no bit is set."""
    octets = sole(der, BIT_STRING, "the extension")
    if not octets or octets[0] > 7:
        raise DerError("its bit string is broken")
    bits = octets[1:]
    used = tuple(
        name for place, name in enumerate(KEY_USAGES) if place // 8 < len(bits) and bits[place // 8] << place % 8 & 0x80
    )
    if not used:
        raise DerError("no usage is set in it")
    return used


def extended_usages(der: bytes) -> tuple[str, ...]:
    """Return the extended usages by name, or by OID where unknown; raises `DerError`, also where there is none."""
    fields = values(sole(der, SEQUENCE, "the extension"))
    if not fields:
        raise DerError("no usage stands in it")
    if any(tag != OID for tag, _ in fields):
        raise DerError("a usage in it is no object identifier")
    found = (oids.dotted(octets) for _, octets in fields)
    return tuple(oids.USAGES.get(oid, oid) for oid in found)
