"""Distinguished names and alternative names, decoded as far as they can be."""

from dataclasses import dataclass, field
from enum import StrEnum

from inspector.chain import oids
from inspector.chain.der import OID, SEQUENCE, SET, DerError, sole, values, walk
from inspector.chain.primitive import bounded_hex, text

MAX_ATTRIBUTES = 100
"""Most attributes of one name that are decoded; the others are counted."""

_FULL_ATTRIBUTES = 30
_NOT_TEXT = frozenset({"x500UniqueIdentifier"})


@dataclass(frozen=True, slots=True)
class Name:
    """A distinguished name (RFC 5280, section 4.1.2.4). Every text in it is visible text."""

    der: bytes = field(repr=False)
    """The bytes of the SEQUENCE, for comparison."""

    readable: str
    """What people call it: the common name, else the organisation, else the first attribute, else `(empty)`."""

    full: str
    """All attributes from the most to the least specific, such as `CN=R11, O=Let's Encrypt, C=US`."""

    attributes: tuple[tuple[str, str], ...]
    """Label and value of each attribute in encoded order; the value is `#` and hexadecimal where it is no text."""

    problems: tuple[str, ...] = ()
    """One clause for each thing that could not be read, or not as the standard says; empty for an ordinary name."""

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
    """Whether a host may be matched against it: False where the value was not well formed."""


def parse_name(der: bytes) -> Name:
    """Return the distinguished name in the DER SEQUENCE `der`; never raises: what is odd stands in `problems`."""
    groups: list[list[tuple[str, str]]] = []
    problems: list[str] = []
    omitted = 0
    try:
        for tag, content in walk(sole(der, SEQUENCE, "the name")):
            if sum(map(len, groups)) >= MAX_ATTRIBUTES:
                omitted += 1
                continue
            groups.append(_attributes(tag, content, problems))
    except DerError as error:
        problems.append(str(error))
    if omitted:
        problems.append(f"it has {omitted:,} more parts, which are not shown")
    attributes = tuple(attribute for group in groups for attribute in group)
    return Name(der, _readable(attributes), _full(groups, omitted), attributes, tuple(problems))


def _attributes(tag: int, content: bytes, problems: list[str]) -> list[tuple[str, str]]:
    if tag != SET:
        problems.append("a part is not a SET")
        return []
    found: list[tuple[str, str]] = []
    kinds: set[bytes] = set()
    for outer, attribute in values(content):
        pair = values(attribute) if outer == SEQUENCE else []
        if len(pair) != 2 or pair[0][0] != OID:
            problems.append("an attribute is not a type and a value")
            found.append(("unreadable", "#" + bounded_hex(attribute)))
            continue
        (_, kind), (value_tag, value) = pair
        label = _label(kind, problems)
        if kind in kinds:
            problems.append(f"{label} stands twice in one part")
        kinds.add(kind)
        found.append((label, _value(label, value_tag, value, problems)))
    if not found:
        problems.append("a part has no attribute")
    return found


def _label(kind: bytes, problems: list[str]) -> str:
    try:
        oid = oids.dotted(kind)
    except DerError as error:
        problems.append(f"the type of an attribute cannot be read: {error}")
        return "unreadable"
    return oids.ATTRIBUTES.get(oid, oid)


def _value(label: str, tag: int, octets: bytes, problems: list[str]) -> str:
    try:
        return text(tag, octets)
    except DerError as error:
        if label not in _NOT_TEXT:
            problems.append(f"{label} cannot be read: {error}")
        return "#" + bounded_hex(octets)


def _readable(attributes: tuple[tuple[str, str], ...]) -> str:
    by_label = dict(attributes)
    for label in ("CN", "O", "OU"):
        if by_label.get(label):
            return by_label[label]
    return next((value for _, value in attributes if value), "(empty)")


def _full(groups: list[list[tuple[str, str]]], omitted: int) -> str:
    """Return the attributes most specific first, as RFC 4514 orders them, values quoted where they hold a separator."""
    parts = [" + ".join(f"{label}={_quoted(value)}" for label, value in group) for group in reversed(groups) if group]
    hidden = omitted + max(0, len(parts) - _FULL_ATTRIBUTES)
    shown = ", ".join(parts[:_FULL_ATTRIBUTES])
    return (shown or "(empty)") + (f", … +{hidden:,} more" if hidden else "")


def _quoted(value: str) -> str:
    if any(mark in value for mark in ',+"') or value != value.strip():
        return '"' + value.replace('"', '\\"') + '"'
    return value
