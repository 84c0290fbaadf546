"""An XML element as Android's resource compiler keeps it, with the line it stands on."""

from dataclasses import dataclass

_BLANKS = " \t\n\r\v\f"
ANDROID = "http://schemas.android.com/apk/res/android"
"""Namespace of the manifest's attributes."""

TOOLS = "http://schemas.android.com/tools"
"""Namespace of attributes for the build alone, such as `tools:ignore`."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute."""

    namespace: str
    """Its namespace's URI; empty for none."""

    name: str
    """Its local name."""

    value: str
    """Its value, untrusted."""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that no element and no comment interrupts: one text event of the compiled file."""

    value: str
    """As written, untrusted, never empty."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: gone from the compiled file, but it splits the text around it in two."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element."""

    namespace: str
    """Its namespace's URI; empty for none."""

    name: str
    """Its local name, untrusted; the platform looks at nothing else."""

    attributes: tuple[Attribute, ...]
    """In their order."""

    nodes: "tuple[Element | Text | Comment, ...]"
    """What is in it, in its order."""

    line: int
    """Line of its start tag, from 1."""

    @property
    def children(self) -> "tuple[Element, ...]":
        """The elements directly in it."""
        return tuple(node for node in self.nodes if isinstance(node, Element))

    @property
    def events(self) -> "tuple[Element | Text, ...]":
        """What the platform's parser meets in it: no comments, and no text of blanks alone (aapt2's XmlFlattener)."""
        return tuple(
            node
            for node in self.nodes
            if isinstance(node, Element) or (isinstance(node, Text) and node.value.strip(_BLANKS))
        )

    @property
    def text(self) -> str:
        """All text in it and below it, as a DOM gives it (lint)."""
        return "".join(
            node.text if isinstance(node, Element) else node.value
            for node in self.nodes
            if not isinstance(node, Comment)
        )

    def get(self, name: str, namespace: str = "") -> str | None:
        """Return the value of an attribute, or None where it is absent; one of another namespace does not count."""
        return next((item.value for item in self.attributes if item.name == name and item.namespace == namespace), None)

    def ignores(self, issue: str) -> bool:
        """Return whether `tools:ignore` on it names a lint issue, or all."""
        named = (self.get("ignore", TOOLS) or "").replace(" ", "").split(",")
        return issue in named or "all" in named
