"""Alternative names one by one, and the constraints on them (RFC 5280, sections 4.2.1.6, 4.2.1.7, 4.2.1.10)."""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from inspector.chain.der import SEQUENCE, DerError, read, sole, walk
from inspector.chain.name import AlternativeName, NameKind, parse_name
from inspector.chain.oids import dotted
from inspector.chain.primitive import bounded_hex
from inspector.chain.text import hides, visible

MAX_NAMES = 20_000
"""Most names of one certificate that are decoded; the others are counted."""

_LABEL = rb"[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?"
_DNS = re.compile(rb"(?:\*\.)?(?:" + _LABEL + rb"\.)*" + _LABEL)
_LONGEST_DNS = 253
_TEXTS = {0x81: NameKind.EMAIL, 0x82: NameKind.DNS, 0x86: NameKind.URI}
_IP, _DIRECTORY, _REGISTERED = 0x87, 0xA4, 0x88


class Names:
    """Alternative names while they are read."""

    __slots__ = ("holds_nul", "is_broken", "items", "problems")

    def __init__(self, problems: list[str]) -> None:
        self.items: list[AlternativeName] = []
        """The names in their order, at most `MAX_NAMES`."""
        self.problems = problems
        """One clause for each kind of thing that is wrong."""
        self.holds_nul = False
        """Whether a name holds a NUL character."""
        self.is_broken = False
        """Whether something is so wrong that clients pass over all of them."""

    def note(self, problem: str) -> None:
        """Keep a problem once."""
        if problem not in self.problems:
            self.problems.append(problem)


def alternative_names(der: bytes, problems: list[str]) -> Names:
    """Return the names in the DER GeneralNames `der`; never raises: what is odd is appended to `problems`.

    One address of the wrong length spoils all names: Java, Go and cryptography then drop the whole extension.
    """
    names = Names(problems)
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
        names.note(str(error))
        names.is_broken = True
    if omitted:
        names.problems.append(f"there are {omitted:,} more names, which are not shown")
    return names


def general_name(tag: int, octets: bytes, names: Names) -> AlternativeName:
    """Return one GeneralName from its tag and content; what is odd is noted in `names`."""
    kind = _TEXTS.get(tag)
    if kind is not None:
        return _text_name(kind, octets, names)
    if tag == _IP:
        if len(octets) in (4, 16):
            return AlternativeName(NameKind.IP, str(ip_address(octets)))
        names.is_broken = True
        names.note(f"an IP address has {len(octets):,} octets instead of 4 or 16")
        return AlternativeName(NameKind.IP, bounded_hex(octets), matchable=False)
    if tag == _DIRECTORY:
        name = parse_name(octets)
        for problem in name.problems:
            names.note(problem)
        names.holds_nul |= name.holds_nul
        return AlternativeName(NameKind.DIRECTORY, name.full, matchable=False, escaped=name.escaped)
    text = bounded_hex(octets)
    if tag == _REGISTERED:
        try:
            text = dotted(octets)
        except DerError as error:
            names.note(str(error))
    return AlternativeName(NameKind.OTHER, text, matchable=False)


def _text_name(kind: NameKind, octets: bytes, names: Names) -> AlternativeName:
    if kind is NameKind.DNS and len(octets) <= _LONGEST_DNS and _DNS.fullmatch(octets):
        return AlternativeName(kind, octets.decode("ascii"))
    if b"\0" in octets:
        names.holds_nul = True
        names.note("a name holds a NUL character")
    if not octets.isascii():
        names.note(f"a name of kind {kind} has bytes that are not ASCII")
    text = octets.decode("utf-8", "backslashreplace")
    return AlternativeName(kind, visible(text), matchable=False, escaped=hides(text))


def lines(der: bytes, problems: list[str]) -> Iterator[str]:
    """Yield the names in `der`, one a line."""
    return map(line, alternative_names(der, problems).items)


def line(name: AlternativeName) -> str:
    """Return a name with its kind in front."""
    return f"{name.kind}: {name.text}"


def constraint_lines(der: bytes, problems: list[str]) -> Iterator[str]:
    """Yield the name constraints, one a line; raises `DerError` where they cannot be taken apart."""
    names = Names(problems)
    for tag, subtrees in walk(sole(der, SEQUENCE, "the extension")):
        verb = {0xA0: "permitted", 0xA1: "excluded"}.get(tag)
        if verb is None:
            raise DerError("it holds a value that does not belong there")
        for _, subtree in walk(subtrees):
            kind, start, stop = read(subtree, 0, len(subtree))
            yield f"{verb} {_base(kind, subtree[start:stop], names)}"


def _base(tag: int, octets: bytes, names: Names) -> str:
    if tag != _IP:
        name = general_name(tag, octets, names)
        return line(name) if name.text else f"{name.kind}: all"
    if len(octets) not in (8, 32):
        names.note(f"an address range has {len(octets):,} octets instead of 8 or 32")
        return f"IP: {bounded_hex(octets)}"
    half = len(octets) // 2
    return f"IP: {ip_address(octets[:half])} with the mask {ip_address(octets[half:])}"
