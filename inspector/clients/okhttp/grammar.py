"""Parsers of Kotlin and Java, from an extra that is asked for only when a source is read."""

import time
from typing import TYPE_CHECKING

from inspector.clients.source import CannotRead, ParserMissing

if TYPE_CHECKING:
    from tree_sitter import Language, Node

_MISSING = "Reading Kotlin and Java needs parsers that are not installed."
_INSTALL = "Install them: pip install 'pinspector[code]'"
_SECONDS = 10
_BLOCK = 4_096


def parse_kotlin(text: str) -> "Node":
    """Return the root of ASCII Kotlin.

    Raises `CannotRead` where the extra `code` is not installed, and where it takes too long.
    """
    try:
        import tree_sitter
        import tree_sitter_kotlin
    except ImportError:
        raise ParserMissing(_MISSING, _INSTALL) from None
    return _parse(tree_sitter.Language(tree_sitter_kotlin.language()), text)


def parse_java(text: str) -> "Node":
    """Return the root of ASCII Java; raises as `parse_kotlin` does."""
    try:
        import tree_sitter
        import tree_sitter_java
    except ImportError:
        raise ParserMissing(_MISSING, _INSTALL) from None
    return _parse(tree_sitter.Language(tree_sitter_java.language()), text)


def _parse(language: "Language", text: str) -> "Node":
    import tree_sitter

    octets = text.encode("ascii")
    began = time.process_time()
    parser = tree_sitter.Parser(language)
    try:
        tree = parser.parse(
            lambda at, _: octets[at : at + _BLOCK],
            progress_callback=lambda *_: time.process_time() - began > _SECONDS,
        )
    except ValueError:
        raise CannotRead("This source takes too long to parse.", "Give the file that builds the pins.") from None
    return tree.root_node
