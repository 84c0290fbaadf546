"""Parsers of Kotlin and Java, from an extra that is asked for only when a source is read."""

from typing import TYPE_CHECKING

from inspector.clients.grammar import INSTALL, parse
from inspector.clients.source import ParserMissing

if TYPE_CHECKING:
    from tree_sitter import Node

_MISSING = "Reading Kotlin and Java needs parsers that are not installed."


def parse_kotlin(text: str) -> "Node":
    """Return the root of ASCII Kotlin.

    Raises `CannotRead` where the extra `code` is not installed, and where it takes too long.
    """
    try:
        import tree_sitter
        import tree_sitter_kotlin
    except ImportError:
        raise ParserMissing(_MISSING, INSTALL) from None
    return parse(tree_sitter.Language(tree_sitter_kotlin.language()), text.encode("ascii"))


def parse_java(text: str) -> "Node":
    """Return the root of ASCII Java; raises as `parse_kotlin` does."""
    try:
        import tree_sitter
        import tree_sitter_java
    except ImportError:
        raise ParserMissing(_MISSING, INSTALL) from None
    return parse(tree_sitter.Language(tree_sitter_java.language()), text.encode("ascii"))
