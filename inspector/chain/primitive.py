"""Single DER values: text, numbers, dates, bytes as bounded hexadecimal."""

from datetime import UTC, datetime

from inspector.chain.der import DerError
from inspector.chain.text import visible

HEX_LIMIT = 64
"""Most octets that are shown in hexadecimal."""

PRINTABLE = 0x13
"""The tag of PrintableString."""

PRINTABLE_OCTETS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?"
"""What a PrintableString may hold (X.680, section 41.4)."""

_CHARSETS = {
    0x0C: "utf-8",
    0x12: "ascii",
    0x13: "ascii",
    0x14: "latin-1",
    0x16: "ascii",
    0x17: "ascii",
    0x18: "ascii",
    0x1A: "ascii",
    0x1B: "ascii",
    0x1C: "utf-32-be",
    0x1E: "utf-16-be",
}
_TAGS = {
    0x01: "BOOLEAN",
    0x02: "INTEGER",
    0x03: "BIT STRING",
    0x04: "OCTET STRING",
    0x05: "NULL",
    0x06: "OBJECT IDENTIFIER",
    0x0A: "ENUMERATED",
    0x0C: "UTF8String",
    0x12: "NumericString",
    0x13: "PrintableString",
    0x14: "TeletexString",
    0x16: "IA5String",
    0x17: "UTCTime",
    0x18: "GeneralizedTime",
    0x1A: "VisibleString",
    0x1B: "GeneralString",
    0x1C: "UniversalString",
    0x1E: "BMPString",
    0x30: "SEQUENCE",
    0x31: "SET",
}
_FIRST_YEAR = 1900
_TIME_SHOWN = 40
_TIME_DIGITS = {0x17: 12, 0x18: 14}


def tag_name(tag: int) -> str:
    """Return what the standard calls a universal tag, with its article, or its number."""
    name = _TAGS.get(tag)
    if name is None:
        return f"a value with the tag {tag:#04x}"
    return f"an {name}" if name[0] in "EIO" else f"a {name}"


def bounded_hex(octets: bytes, limit: int = HEX_LIMIT) -> str:
    """Return lower-case hexadecimal; above `limit` octets the first ones and the true count."""
    if len(octets) <= limit:
        return octets.hex()
    return f"{octets[:limit].hex()}… ({len(octets):,} octets)"


def decode_string(tag: int, octets: bytes) -> str:
    """Return a string value as it is, not yet visible; raises `DerError` where it is none or breaks its charset."""
    charset = _CHARSETS.get(tag)
    if charset is None:
        raise DerError(f"it is {tag_name(tag)}, not text")
    try:
        return octets.decode(charset)
    except UnicodeDecodeError:
        raise DerError(f"its bytes are not those of {tag_name(tag)}") from None


def decode_text(tag: int, octets: bytes) -> str:
    """Return a string value as visible text; raises `DerError` where it is no string or breaks its charset."""
    return visible(decode_string(tag, octets))


def decode_time(tag: int, octets: bytes) -> datetime:
    """Return a UTCTime or GeneralizedTime in UTC (RFC 5280, section 4.1.2.5); raises `DerError` for any other form."""
    digits = _TIME_DIGITS.get(tag)
    if digits is None:
        raise DerError(f"it is {tag_name(tag)}, not a time")
    if len(octets) != digits + 1 or not octets[:digits].isdigit() or octets[digits:] != b"Z":
        raise _bad_time(octets, "is not a time as certificates write it")
    year = int(octets[: digits - 10])
    month, day, hour, minute, second = (int(octets[at : at + 2]) for at in range(digits - 10, digits, 2))
    if tag == 0x17:
        year += 1900 if year >= 50 else 2000
    if year < _FIRST_YEAR:
        raise _bad_time(octets, f"is before {_FIRST_YEAR}")
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        raise _bad_time(octets, "no calendar has") from None


def _bad_time(octets: bytes, why: str) -> DerError:
    return DerError(f"it reads “{visible(octets[:_TIME_SHOWN].decode('latin-1'))}”, which {why}")


def decode_integer(octets: bytes) -> int:
    """Return a signed INTEGER's value; raises `DerError` where it is empty or not in its shortest form."""
    if not octets:
        raise DerError("a number has no octets")
    if len(octets) > 1 and (octets[0], octets[1] >> 7) in ((0, 0), (0xFF, 1)):
        raise DerError("a number is not in its shortest form")
    return int.from_bytes(octets, "big", signed=True)
