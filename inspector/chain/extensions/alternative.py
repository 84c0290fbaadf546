"""Alternative names, one by one (RFC 5280, section 4.2.1.6)."""

import re
from ipaddress import ip_address

from inspector.chain.der import SEQUENCE, DerError, read, sole
from inspector.chain.name import AlternativeName, NameKind, parse_name
from inspector.chain.primitive import bounded_hex
from inspector.chain.text import visible

MAX_NAMES = 20_000
"""Most names of one certificate that are decoded; the others are counted."""

_DNS = re.compile(
    rb"(?:\*\.)?(?:[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?\.)*[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?"
)
_TEXTS = {0x81: NameKind.EMAIL, 0x82: NameKind.DNS, 0x86: NameKind.URI}


def alternative_names(der: bytes) -> tuple[tuple[AlternativeName, ...], tuple[str, ...]]:
    """Return the names in their order, and one clause for each thing that is wrong with them; never raises."""
    names: list[AlternativeName] = []
    problems: list[str] = []
    omitted = 0
    try:
        content = sole(der, SEQUENCE, "the list of names")
    except DerError as error:
        return (), (str(error),)
    at, end = 0, len(content)
    try:
        while at < end:
            tag, start, at = read(content, at, end)
            if len(names) >= MAX_NAMES:
                omitted += 1
            else:
                names.append(general_name(tag, content[start:at], problems))
    except DerError as error:
        problems.append(str(error))
    if omitted:
        problems.append(f"{omitted:,} more names are not shown")
    return tuple(names), tuple(dict.fromkeys(problems))


def general_name(tag: int, octets: bytes, problems: list[str]) -> AlternativeName:
    """Return one GeneralName from its tag and content; what is odd is appended to `problems`."""
    kind = _TEXTS.get(tag)
    if kind is not None:
        if octets.isascii():
            shown = visible(octets.decode("ascii"))
            return AlternativeName(kind, shown, kind is not NameKind.DNS or _is_dns(octets))
        problems.append(f"a name of kind {kind} has bytes that are not ASCII")
        return AlternativeName(kind, visible(octets.decode("utf-8", "backslashreplace")), False)
    if tag == 0x87:
        if len(octets) in (4, 16):
            return AlternativeName(NameKind.IP, str(ip_address(octets)))
        problems.append(f"an IP address has {len(octets)} octets")
        return AlternativeName(NameKind.IP, bounded_hex(octets), False)
    if tag == 0xA4:
        name = parse_name(octets)
        problems.extend(name.problems)
        return AlternativeName(NameKind.DIRECTORY, name.full, False)
    return AlternativeName(NameKind.OTHER, bounded_hex(octets), False)


def _is_dns(octets: bytes) -> bool:
    return len(octets) <= 253 and _DNS.fullmatch(octets) is not None
