"""Distinguished names and alternative names, decoded as far as they can be."""

from dataclasses import dataclass, field
from enum import StrEnum

from inspector.chain import oids
from inspector.chain.der import OID, SEQUENCE, SET, DerError, sole, values, walk
from inspector.chain.primitive import PRINTABLE, PRINTABLE_OCTETS, bounded_hex, decode_string
from inspector.chain.text import hides, visible

MAX_ATTRIBUTES = 100
"""Most attributes of one name that are decoded; the others are counted."""

_FULL_PARTS = 30
_FULL_LIMIT = 4_000
_NOT_TEXT = frozenset({"x500UniqueIdentifier"})


@dataclass(frozen=True, slots=True)
class Name:
    """A distinguished name (RFC 5280, section 4.1.2.4). Every text in it is visible text."""

    der: bytes = field(repr=False)
    """The bytes of the SEQUENCE, for comparison."""

    readable: str
    """What people call it: the last common name, else organisation or its unit, else the first value, or `(empty)`."""

    full: str
    """All attributes from the most to the least specific, such as `CN=R11, O=Let's Encrypt, C=US`."""

    attributes: tuple[tuple[str, str], ...]
    """Label and value of each attribute in encoded order; the value is `#` and hexadecimal where it is no text."""

    problems: tuple[str, ...] = ()
    """One clause for each thing that could not be read, or not as the standard says; empty for an ordinary name."""

    omitted: int = 0
    """How many attributes of an absurdly long name are not in `attributes`."""

    holds_nul: bool = False
    """Whether a value holds a NUL character, which careless programs take for its end."""

    escaped: bool = False
    """Whether a value holds characters that a terminal would obey or hide, and that are shown as escapes."""

    def value(self, label: str) -> str | None:
        """Return the first value with this label (`CN`, `O`, …), or None."""
        return next((value for name, value in self.attributes if name == label), None)


class NameKind(StrEnum):
    """Kinds of subject alternative names (RFC 5280, section 4.2.1.6)."""

    DNS = "DNS"
    IP = "IP"
    EMAIL = "email"
    URI = "URI"
    DIRECTORY = "directory"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AlternativeName:
    """One subject alternative name."""

    kind: NameKind
    """Which choice of GeneralName."""

    text: str
    """The value as visible text; hexadecimal where it could not be decoded."""

    matchable: bool = True
    """Whether a host may be matched against it: only a well-formed DNS name or address in a sound extension."""

    escaped: bool = False
    """Whether it holds characters that a terminal would obey or hide, and that are shown as escapes."""


class _Notes:
    __slots__ = ("count", "escaped", "holds_nul", "omitted", "problems")

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.holds_nul = False
        self.escaped = False
        self.count = 0
        self.omitted = 0


def parse_name(der: bytes) -> Name:
    """Return the distinguished name in the DER SEQUENCE `der`; never raises: what is odd stands in `problems`."""
    notes = _Notes()
    groups: list[list[tuple[str, str]]] = []
    try:
        for tag, content in walk(sole(der, SEQUENCE, "the name")):
            groups.append(_group(content, notes) if tag == SET else [_unreadable(content, notes)])
    except DerError as error:
        notes.problems.append(str(error))
    attributes = tuple(attribute for group in groups for attribute in group)
    problems = tuple(dict.fromkeys(notes.problems))
    full = _full(groups, notes.omitted)
    readable = _readable(attributes)
    return Name(der, readable, full, attributes, problems, notes.omitted, notes.holds_nul, notes.escaped)


def _group(content: bytes, notes: _Notes) -> list[tuple[str, str]]:
    """Return label and value of each attribute in the content of one RelativeDistinguishedName."""
    found: list[tuple[str, str]] = []
    kinds: set[bytes] = set()
    try:
        for _, attribute in walk(content):
            notes.count += 1
            if notes.count > MAX_ATTRIBUTES:
                notes.omitted += 1
                continue
            fields = values(attribute)
            if len(fields) != 2 or fields[0][0] != OID:
                found.append(_unreadable(attribute, notes))
                continue
            kind = fields[0][1]
            label = _label(kind, notes)
            if kind in kinds:
                notes.problems.append(f"{label} stands twice in one part of it")
            kinds.add(kind)
            found.append((label, _value(label, *fields[1], notes)))
    except DerError:
        found.append(_unreadable(content, notes))
    if not content:
        notes.problems.append("a part of it has no attribute")
    return found


def _unreadable(octets: bytes, notes: _Notes) -> tuple[str, str]:
    notes.problems.append("a part of it is not an attribute with a value")
    return "unreadable", f"#{bounded_hex(octets)}"


def _label(kind: bytes, notes: _Notes) -> str:
    try:
        oid = oids.dotted(kind)
    except DerError as error:
        notes.problems.append(f"the type of an attribute cannot be read: {error}")
        return "unreadable"
    return oids.ATTRIBUTES.get(oid, oid)


def _value(label: str, tag: int, octets: bytes, notes: _Notes) -> str:
    try:
        text = decode_string(tag, octets)
    except DerError as error:
        if label not in _NOT_TEXT:
            notes.problems.append(f"{label} cannot be read: {error}")
        return f"#{bounded_hex(octets)}"
    if tag == PRINTABLE and octets.translate(None, PRINTABLE_OCTETS):
        notes.problems.append(f"{label} has characters that a PrintableString may not hold")
    if "\0" in text:
        notes.holds_nul = True
        notes.problems.append(f"{label} holds a NUL character")
    notes.escaped |= hides(text)
    return visible(text)


def _readable(attributes: tuple[tuple[str, str], ...]) -> str:
    by_label = dict(attributes)
    for label in ("CN", "O", "OU"):
        if by_label.get(label, "").strip():
            return by_label[label]
    return next((value for _, value in attributes if value.strip()), "(empty)")


def _full(groups: list[list[tuple[str, str]]], omitted: int) -> str:
    """Return the attributes most specific first, as RFC 4514 orders them, values quoted where they hold a separator."""
    parts = [" + ".join(f"{label}={_quoted(value)}" for label, value in group) for group in reversed(groups) if group]
    hidden = omitted + max(0, len(parts) - _FULL_PARTS)
    shown = ", ".join(parts[:_FULL_PARTS]) or "(empty)"
    if len(shown) > _FULL_LIMIT:
        shown = f"{shown[:_FULL_LIMIT]}… +{len(shown) - _FULL_LIMIT}"
    return f"{shown}, … and {hidden:,} more" if hidden else shown


def _quoted(value: str) -> str:
    if any(mark in value for mark in ',+"') or value != value.strip():
        return '"' + value.replace('"', '\\"') + '"'
    return value
