"""What a key may be used for (RFC 5280, sections 4.2.1.3, 4.2.1.9, 4.2.1.12), and the TLS features (RFC 7633)."""

from collections.abc import Iterator

from inspector.chain import oids
from inspector.chain.der import (
    BIT_STRING,
    BOOLEAN,
    FALSE,
    INTEGER,
    NULL,
    OID,
    SEQUENCE,
    TRUE,
    DerError,
    read,
    sole,
    values,
)
from inspector.chain.primitive import decode_integer, decode_text

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
_LONGEST_PATH = 0xFFFF
_FEATURES = {5: "OCSP must-staple (status_request)", 17: "OCSP must-staple for the chain (status_request_v2)"}


def basic_constraints(der: bytes, problems: list[str]) -> tuple[bool, int | None]:
    """Return whether it is a CA, and the path length or None; raises `DerError` where that cannot be read."""
    fields = values(sole(der, SEQUENCE, "the extension"))
    authority = False
    length: int | None = None
    if fields and fields[0][0] == BOOLEAN:
        flag = fields.pop(0)[1]
        authority = flag not in (b"", FALSE)
        if flag != TRUE:
            problems.append("its CA flag is not written as DER writes it: left out, or true")
    if fields and fields[0][0] == INTEGER:
        length = decode_integer(fields.pop(0)[1])
    if fields:
        raise DerError("it holds a value that does not belong there")
    if length is not None and not 0 <= length <= _LONGEST_PATH:
        raise DerError("its path length is negative or absurdly large")
    if length is not None and not authority:
        problems.append("it limits the path below what is no CA")
    return authority, length


def constraint_line(authority: bool, length: int | None) -> str:
    """Return basic constraints as one line."""
    if length is None:
        return f"CA: {'yes' if authority else 'no'}"
    below = "no further CA below it" if length == 0 else f"at most {length} further CA{'s' * (length > 1)} below it"
    return f"CA: {'yes' if authority else 'no'}, {below}"


def key_usages(der: bytes, problems: list[str]) -> tuple[str, ...]:
    """Return the usages as RFC 5280 names them; raises `DerError` where they cannot be read."""
    octets = sole(der, BIT_STRING, "the extension")
    if not octets or octets[0] > 7 or (octets[0] and len(octets) == 1):
        raise DerError("its bit string is broken")
    bits = octets[1:]
    used = tuple(
        name for place, name in enumerate(KEY_USAGES) if place // 8 < len(bits) and bits[place // 8] << place % 8 & 0x80
    )
    if not used:
        problems.append("no usage is set in it")
    return used


def extended_usages(der: bytes, problems: list[str]) -> tuple[str, ...]:
    """Return the extended usages by name, or by OID; raises `DerError` where they cannot be read."""
    fields = values(sole(der, SEQUENCE, "the extension"))
    if any(tag != OID for tag, _ in fields):
        raise DerError("a usage in it is no object identifier")
    if not fields:
        problems.append("no usage stands in it")
    found = (oids.dotted(octets) for _, octets in fields)
    return tuple(oids.USAGES.get(oid, oid) for oid in found)


def feature_lines(der: bytes, _: list[str]) -> Iterator[str]:
    """Yield the TLS extensions that the server promises to answer (RFC 7633, section 6); raises `DerError`."""
    for tag, octets in values(sole(der, SEQUENCE, "the extension")):
        if tag != INTEGER or len(octets) > 3:
            raise DerError("a feature in it is no small number")
        number = decode_integer(octets)
        yield _FEATURES.get(number, f"TLS extension {number}")


def null_lines(der: bytes, _: list[str]) -> Iterator[str]:
    """Yield one line for an extension that says everything by being there; raises `DerError`."""
    if sole(der, NULL, "the extension"):
        raise DerError("its NULL is not empty")
    yield "present"


def text_lines(der: bytes, _: list[str]) -> Iterator[str]:
    """Yield the text in it; raises `DerError`."""
    tag, start, stop = read(der, 0, len(der))
    yield decode_text(tag, der[start:stop])
