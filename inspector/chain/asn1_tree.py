"""Any DER value as a tree of lines: what is in an extension that has no words of its own here."""

from collections.abc import Iterator

from inspector.chain import oids
from inspector.chain.der import BIT_STRING, INTEGER, OCTET_STRING, DerError, read
from inspector.chain.primitive import bounded_hex, decode_string, decode_time, tag_name
from inspector.chain.text import visible

MAX_LINES = 200
"""Most lines of one tree; what comes behind them is counted in bytes."""

MAX_DEPTH = 24
"""Deepest nesting that is drawn; what is deeper stands as hexadecimal."""

_SHOWN = 32
_CONSTRUCTED = 0x20
_KNOWN = (oids.EXTENSIONS, oids.USAGES, oids.ATTRIBUTES, oids.POLICIES, oids.SIGNATURES, oids.HASHES)


def tree_lines(der: bytes) -> tuple[str, ...]:
    """Return the values in `der` as visible lines, indented by two spaces a level; never raises."""
    lines: list[str] = []
    for at, line in _lines(der):
        if len(lines) == MAX_LINES:
            lines.append(f"… and {len(der) - at:,} more bytes")
            break
        lines.append(line)
    return tuple(lines)


def _lines(der: bytes) -> Iterator[tuple[int, str]]:
    """Yield where it stands and the line of each value; iterative, so that no nesting exhausts the stack."""
    open_values = [(0, len(der))]
    while open_values:
        at, end = open_values.pop()
        if at >= end:
            continue
        indent = "  " * len(open_values)
        try:
            tag, start, stop = read(der, at, end)
        except DerError as error:
            yield at, f"{indent}{bounded_hex(der[at:end], _SHOWN)}: {error}"
            continue
        open_values.append((stop, end))
        inner = _inner(der, tag, start, stop) if len(open_values) < MAX_DEPTH else None
        if inner is None:
            yield at, f"{indent}{_title(tag)} {_value(tag, der[start:stop])}".rstrip()
        else:
            yield at, f"{indent}{_title(tag)}"
            open_values.append((inner, stop))


def _inner(der: bytes, tag: int, start: int, stop: int) -> int | None:
    """Return where values stand in the content, or None where it is to be shown as a whole."""
    if tag & _CONSTRUCTED:
        return start
    if tag == OCTET_STRING and stop - start > 2 and der[start] in (0x30, 0x31):
        try:
            return start if read(der, start, stop)[2] == stop else None
        except DerError:
            return None
    return None


def _title(tag: int) -> str:
    if tag >= 0x80:
        return f"[{tag & 0x1F}]"
    return tag_name(tag).partition(" ")[2]


def _value(tag: int, octets: bytes) -> str:
    try:
        match tag:
            case 0x01:
                return "false" if octets == b"\0" else "true"
            case 0x02 | 0x0A if octets and len(octets) <= 8:
                return str(int.from_bytes(octets, "big", signed=True))
            case 0x06:
                return _identifier(octets)
            case 0x17 | 0x18:
                return f"{decode_time(tag, octets):%Y-%m-%d %H:%M:%S} UTC"
            case 0x05:
                return ""
            case _ if tag < 0x80 and tag not in (INTEGER, OCTET_STRING, BIT_STRING):
                return f"“{visible(decode_string(tag, octets), 200)}”"
    except DerError:
        pass
    if tag >= 0x80 and octets and octets.isascii() and octets.decode("ascii").isprintable():
        return f"“{visible(octets.decode('ascii'), 200)}”"
    return bounded_hex(octets, _SHOWN)


def _identifier(octets: bytes) -> str:
    oid = oids.dotted(octets)
    name = next((names[oid] for names in _KNOWN if oid in names), None)
    return f"{oid} ({name})" if name else oid
