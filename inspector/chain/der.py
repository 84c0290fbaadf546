"""Reading DER by tag, length and value: iterative, one level at a time, definite lengths only (X.690, section 8.1)."""

from collections.abc import Iterator
from typing import NamedTuple

SEQUENCE = 0x30
SET = 0x31
BOOLEAN = 0x01
INTEGER = 0x02
BIT_STRING = 0x03
OCTET_STRING = 0x04
NULL = 0x05
OID = 0x06

NULL_VALUE = b"\x05\x00"
"""A whole NULL."""

FALSE, TRUE = b"\0", b"\xff"
"""The octets of a BOOLEAN (X.690, section 11.1)."""

_LENGTH_OCTETS = 4


class DerError(ValueError):
    """Bytes that are not the DER that was expected; the text is one clause without any of those bytes."""


def read(data: bytes, at: int, end: int) -> tuple[int, int, int]:
    """Return tag, start and stop of the content of the value at `at`, which must end at or before `end`.

    Raises `DerError` for indefinite lengths, lengths of more than four octets, long-form tags and missing bytes.
    """
    if at + 2 > end:
        raise DerError("the bytes end where a value should begin")
    tag, length, start = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:
        raise DerError("a tag has the long form")
    if length >= 0x80:
        octets = length & 0x7F
        if octets == 0:
            raise DerError("a length is indefinite, which DER forbids")
        if octets > _LENGTH_OCTETS:
            raise DerError(f"a length has {octets} octets")
        length = int.from_bytes(data[start : min(start + octets, end)], "big")
        start += octets
    stop = start + length
    if stop > end:
        raise DerError("a value is longer than the bytes around it")
    return tag, start, stop


def walk(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and content of each value that stands in `content`; raises `DerError` at the first broken one."""
    at, end = 0, len(content)
    while at < end:
        tag, start, at = read(content, at, end)
        yield tag, content[start:at]


def values(content: bytes) -> list[tuple[int, bytes]]:
    """Return tag and content of all values in `content`; raises `DerError` where one is broken."""
    return list(walk(content))


def sole(data: bytes, tag: int, what: str) -> bytes:
    """Return the content of the one value with `tag` that is all of `data`; raises `DerError`, naming `what`."""
    found, start, stop = read(data, 0, len(data))
    if found != tag:
        raise DerError(f"{what} has the tag {found:#04x} instead of {tag:#04x}")
    if stop != len(data):
        raise DerError(f"{len(data) - stop} bytes follow {what}")
    return data[start:stop]


def encode(tag: int, content: bytes) -> bytes:
    """Return the value with `tag` and `content` in DER, its length in the shortest form."""
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    octets = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | octets)) + length.to_bytes(octets, "big") + content


class Parts(NamedTuple):
    """A certificate cut into its fields (RFC 5280, section 4.1): slices of the bytes as received."""

    version: bytes | None
    """Octets inside the explicit version tag; None where it is absent (version 1)."""

    serial: bytes
    """Octets of the serial number's INTEGER."""

    algorithm: bytes
    """The signed AlgorithmIdentifier, with its header."""

    issuer: bytes
    """The issuer Name, with its header."""

    validity: bytes
    """Octets inside the validity SEQUENCE."""

    subject: bytes
    """The subject Name, with its header."""

    spki: bytes
    """The SubjectPublicKeyInfo, with its header."""

    spki_offset: int
    """Where the SubjectPublicKeyInfo begins in the certificate, in bytes."""

    extensions: bytes | None
    """Octets inside the explicit extensions tag; None where it is absent or could not be cut out."""

    outer_algorithm: bytes
    """The AlgorithmIdentifier beside the signature, with its header; empty where it could not be cut out."""

    tail_problem: str | None
    """What is wrong behind the SubjectPublicKeyInfo; None where nothing is."""


def cut_certificate(der: bytes) -> Parts:
    """Return the fields of the DER certificate `der` as slices; nothing inside them is decoded.

    Everything up to the SubjectPublicKeyInfo must have the tags of RFC 5280, section 4.1; what comes behind it may be
    broken. Raises `DerError` where the SubjectPublicKeyInfo cannot be cut out.
    """
    at, end = _enter(der, 0, len(der), "the certificate")
    at, tbs_end = _enter(der, at, end, "its signed part")
    version: bytes | None = None
    tag, start, stop = read(der, at, tbs_end)
    if tag == 0xA0:
        version = der[start:stop]
        tag, start, stop = read(der, stop, tbs_end)
    if tag != INTEGER:
        raise DerError("there is no serial number where it should stand")
    serial, at = der[start:stop], stop
    slices: list[bytes] = []
    for what in ("signature algorithm", "issuer", "validity", "subject", "public key"):
        tag, start, stop = read(der, at, tbs_end)
        if tag != SEQUENCE:
            raise DerError(f"there is no {what} where it should stand")
        slices.append(der[start:stop] if what == "validity" else der[at:stop])
        spki_offset, at = at, stop
    extensions, outer, problem = _cut_tail(der, at, tbs_end, end)
    algorithm, issuer, validity, subject, spki = slices
    return Parts(version, serial, algorithm, issuer, validity, subject, spki, spki_offset, extensions, outer, problem)


def _enter(der: bytes, at: int, end: int, what: str) -> tuple[int, int]:
    tag, start, stop = read(der, at, end)
    if tag != SEQUENCE:
        raise DerError(f"{what} is not a SEQUENCE")
    return start, stop


def _cut_tail(der: bytes, at: int, tbs_end: int, end: int) -> tuple[bytes | None, bytes, str | None]:
    extensions: bytes | None = None
    outer = b""
    problem: str | None = None
    try:
        while at < tbs_end:
            tag, start, at = read(der, at, tbs_end)
            if tag == 0xA3 and extensions is None:
                extensions = der[start:at]
            elif tag not in (0x81, 0x82, 0xA1, 0xA2):
                problem = f"an unexpected value with the tag {tag:#04x} follows the public key"
    except DerError as error:
        problem = f"behind the public key {error}"
    try:
        tag, _, stop = read(der, tbs_end, end)
        outer = der[tbs_end:stop]
        tag, _, stop = read(der, stop, end)
        if tag != BIT_STRING:
            problem = "the signature is not a BIT STRING"
        elif stop != end:
            problem = f"{end - stop} bytes follow the signature"
        elif end != len(der):
            problem = f"{len(der) - end} bytes follow the certificate"
    except DerError as error:
        problem = f"in the signature {error}"
    return extensions, outer, problem


def cut_extensions(content: bytes) -> Iterator[tuple[bytes, bytes | None, bytes]]:
    """Yield the OID's octets, those of the critical flag or None, and the inner bytes of each extension.

    `content` is what stands inside the explicit tag (RFC 5280, section 4.1). Raises `DerError` at the first extension
    that cannot be cut.
    """
    for tag, extension in walk(sole(content, SEQUENCE, "the list of extensions")):
        fields = values(extension) if tag == SEQUENCE else []
        critical = fields.pop(1)[1] if len(fields) == 3 and fields[1][0] == BOOLEAN else None
        if [tag for tag, _ in fields] != [OID, OCTET_STRING]:
            raise DerError("an extension has not the form that the standard gives it")
        yield fields[0][1], critical, fields[1][1]
