"""A certificate request (CSR, RFC 2986): whose key it is, and the names that it asks for."""

from dataclasses import dataclass, field

from inspector.chain.der import BIT_STRING, INTEGER, OID, SEQUENCE, SET, DerError, read, sole, values, walk
from inspector.chain.extension import Extensions, read_extensions
from inspector.chain.key import Key, parse_key
from inspector.chain.name import AlternativeName, Name, parse_name

_EXTENSION_REQUESTS = (bytes.fromhex("2a864886f70d01090e"), bytes.fromhex("2b060104018237020e"))
"""The attribute of PKCS #9 (RFC 2985, section 5.4.2), and Microsoft's own before it."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a certificate request says. Every text in it is visible text."""

    der: bytes = field(repr=False)
    """The bytes as received."""

    subject: Name
    """Who asks."""

    key: Key
    """The public key, with the SubjectPublicKeyInfo bytes as they stand in the request."""

    names: tuple[AlternativeName, ...]
    """The alternative names that are asked for, in their order."""

    problems: tuple[str, ...]
    """One visible clause for each thing that could not be read, with the field in front."""


def parse_request(der: bytes) -> Request:
    """Return what the DER request `der` says; raises `DerError` where its key cannot be cut out."""
    outer = values(sole(der, SEQUENCE, "the request"))
    if [tag for tag, _ in outer] != [SEQUENCE, SEQUENCE, BIT_STRING]:
        raise DerError("it is no certificate request")
    fields = _cut(outer[0][1])
    if [tag for tag, _ in fields[:3]] != [INTEGER, SEQUENCE, SEQUENCE]:
        raise DerError("it is no certificate request")
    subject, key = parse_name(fields[1][1]), parse_key(fields[2][1])
    problems = [*(f"subject: {clause}" for clause in subject.problems), *(f"key: {clause}" for clause in key.problems)]
    said = Extensions()
    try:
        said = _extensions(fields[3:])
    except DerError as error:
        problems.append(f"attributes: {error}")
    problems.extend(f"{where}: {clause}" for where, clause in said.problems)
    return Request(der, subject, key, said.names, tuple(dict.fromkeys(problems)))


def _cut(content: bytes) -> list[tuple[int, bytes]]:
    """Return tag and whole bytes of each value in `content`."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at < len(content):
        tag, _, stop = read(content, at, len(content))
        found.append((tag, content[at:stop]))
        at = stop
    return found


def _extensions(rest: list[tuple[int, bytes]]) -> Extensions:
    """Return what the first extension request among the attributes says."""
    for tag, whole in rest:
        if tag != 0xA0:
            continue
        for _, attribute in walk(sole(whole, 0xA0, "they")):
            (kind, oid), (wrapped, content) = _pair(attribute)
            if kind == OID and oid in _EXTENSION_REQUESTS and wrapped == SET:
                return read_extensions(content)
    return Extensions()


def _pair(content: bytes) -> tuple[tuple[int, bytes], tuple[int, bytes]]:
    fields = values(content)
    if len(fields) != 2:
        raise DerError("one is not a kind and its values")
    return fields[0], fields[1]
