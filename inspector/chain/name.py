"""Distinguished names and alternative names, decoded as far as they can be."""

from dataclasses import dataclass, field
from enum import StrEnum


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
    """Label and value of each attribute in encoded order."""

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
