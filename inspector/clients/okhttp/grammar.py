"""Parsers of Kotlin and Java, from an extra that is asked for only when a source is read."""

from typing import TYPE_CHECKING

from inspector.clients.source import CannotRead

if TYPE_CHECKING:
    from tree_sitter import Node

_MISSING = "Reading Kotlin and Java needs parsers that are not installed."
_INSTALL = "Install them: pip install 'pinspector[code]'"


def parse_kotlin(text: str) -> "Node":
    """Return the root of ASCII Kotlin; raises `CannotRead` where the extra `code` is not installed."""
    try:
        import tree_sitter
        import tree_sitter_kotlin
    except ImportError:
        raise CannotRead(_MISSING, _INSTALL) from None
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_kotlin.language()))
    return parser.parse(text.encode("ascii")).root_node


def parse_java(text: str) -> "Node":
    """Return the root of ASCII Java; raises `CannotRead` where the extra `code` is not installed."""
    try:
        import tree_sitter
        import tree_sitter_java
    except ImportError:
        raise CannotRead(_MISSING, _INSTALL) from None
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_java.language()))
    return parser.parse(text.encode("ascii")).root_node
