"""Alternative names one by one, and the constraints on them (RFC 5280, sections 4.2.1.6, 4.2.1.7, 4.2.1.10)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address

from inspector.chain.der import SEQUENCE, DerError, read, sole, values, walk
from inspector.chain.name import AlternativeName, NameKind, parse_name
from inspector.chain.oids import dotted
from inspector.chain.primitive import bounded_hex
from inspector.chain.text import visible

MAX_NAMES = 20_000
"""Most names of one certificate that are decoded; the others are counted."""

_LABEL = rb"[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?"
_DNS = re.compile(rb"(?:\*\.)?(?:" + _LABEL + rb"\.)*" + _LABEL)
_LONGEST_DNS = 253
_TEXTS = {0x81: NameKind.EMAIL, 0x82: NameKind.DNS, 0x86: NameKind.URI}
_IP, _DIRECTORY, _REGISTERED = 0x87, 0xA4, 0x88


@dataclass(slots=True)
class Names:
    """Alternative names as they are read."""

    items: list[AlternativeName]
    """The names in their order, at most `MAX_NAMES`."""

    problems: list[str]
    """One clause for each kind of thing that is wrong."""

    holds_nul: bool = False
    """Whether a name holds a NUL character."""


def alternative_names(der: bytes) -> Names:
    """Return the names in the DER GeneralNames `der`; never raises: what is odd stands in its problems."""
    names = Names([], [])
    omitted = 0
    try:
        _, start, stop = read(der, 0, len(der))
        for tag, octets in walk(der[start:stop]):
            if len(names.items) < MAX_NAMES:
                names.items.append(general_name(tag, octets, names))
            else:
                omitted += 1
        sole(der, SEQUENCE, "the list of names")
    except DerError as error:
        names.problems.append(str(error))
        names.items = [_unmatchable(name) for name in names.items]
    if omitted:
        names.problems.append(f"there are {omitted:,} more names, which are not shown")
    return names


def _unmatchable(name: AlternativeName) -> AlternativeName:
    return AlternativeName(name.kind, name.text, matchable=False)


def general_name(tag: int, octets: bytes, names: Names) -> AlternativeName:
    """Return one GeneralName from its tag and content; what is odd is noted in `names`."""
    kind = _TEXTS.get(tag)
    if kind is not None:
        return _text_name(kind, octets, names)
    if tag == _IP:
        if len(octets) in (4, 16):
            return AlternativeName(NameKind.IP, str(ip_address(octets)))
        _note(names, f"an IP address has {len(octets):,} octets instead of 4 or 16")
        return AlternativeName(NameKind.IP, bounded_hex(octets), matchable=False)
    if tag == _DIRECTORY:
        name = parse_name(octets)
        for problem in name.problems:
            _note(names, problem)
        names.holds_nul |= name.holds_nul
        return AlternativeName(NameKind.DIRECTORY, name.full, matchable=False)
    text = bounded_hex(octets)
    if tag == _REGISTERED:
        try:
            text = dotted(octets)
        except DerError as error:
            _note(names, str(error))
    return AlternativeName(NameKind.OTHER, text, matchable=False)


def _text_name(kind: NameKind, octets: bytes, names: Names) -> AlternativeName:
    if b"\0" in octets:
        names.holds_nul = True
        _note(names, "a name holds a NUL character")
    if octets.isascii():
        is_host = kind is NameKind.DNS and len(octets) <= _LONGEST_DNS and _DNS.fullmatch(octets) is not None
        return AlternativeName(kind, visible(octets.decode("ascii")), is_host)
    _note(names, f"a name of kind {kind} has bytes that are not ASCII")
    return AlternativeName(kind, visible(octets.decode("utf-8", "backslashreplace")), matchable=False)


def _note(names: Names, problem: str) -> None:
    if problem not in names.problems:
        names.problems.append(problem)


def lines(der: bytes) -> Iterator[str]:
    """Yield the names in `der`, one a line; raises `DerError` where there is something wrong with them."""
    names = alternative_names(der)
    if names.problems:
        raise DerError(names.problems[0])
    for name in names.items:
        yield line(name)


def line(name: AlternativeName) -> str:
    """Return a name with its kind in front."""
    return f"{name.kind}: {name.text}"


def constraint_lines(der: bytes) -> Iterator[str]:
    """Yield the name constraints, one a line; raises `DerError`."""
    for tag, subtrees in walk(sole(der, SEQUENCE, "the extension")):
        verb = {0xA0: "permitted", 0xA1: "excluded"}.get(tag)
        if verb is None:
            raise DerError("it holds a value that does not belong there")
        for _, subtree in walk(subtrees):
            base = values(subtree)[:1]
            if not base:
                raise DerError("a constraint in it is empty")
            yield f"{verb} {_base(*base[0])}"


def _base(tag: int, octets: bytes) -> str:
    if tag == _IP:
        half = len(octets) // 2
        if len(octets) not in (8, 32):
            raise DerError(f"an address range has {len(octets):,} octets instead of 8 or 32")
        return f"IP: {ip_address(octets[:half])} with the mask {ip_address(octets[half:])}"
    names = Names([], [])
    name = general_name(tag, octets, names)
    if names.problems:
        raise DerError(names.problems[0])
    return line(name) if name.text else f"{name.kind}: all"
