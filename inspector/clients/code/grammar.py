"""Parsers of Swift and TypeScript, from an extra that is asked for only when such a source is read."""

from typing import TYPE_CHECKING

from inspector.clients.grammar import INSTALL, parse
from inspector.clients.source import CannotRead, ParserMissing

if TYPE_CHECKING:
    from tree_sitter import Node

SIZE = 2 * 1024 * 1024
"""Longest source in characters."""


def parse_swift(text: str) -> "Node":
    """Return the root of Swift. Raises `CannotRead` where the extra `code` is not installed, or it takes too long."""
    _check(text)
    try:
        import tree_sitter
        import tree_sitter_swift
    except ImportError:
        raise ParserMissing("Reading Swift needs parsers that are not installed.", INSTALL) from None
    return parse(tree_sitter.Language(tree_sitter_swift.language()), text.encode("utf-8", "replace"))


def parse_typescript(text: str, *, jsx: bool) -> "Node":
    """Return the root of TypeScript or JavaScript; raises `CannotRead` as `parse_swift` does.

    `jsx` says whether elements may stand in it; then a type in angle brackets in front of a value is none.
    """
    _check(text)
    try:
        import tree_sitter
        import tree_sitter_typescript
    except ImportError:
        raise ParserMissing(
            "Reading JavaScript and TypeScript needs parsers that are not installed.", INSTALL
        ) from None
    language = tree_sitter_typescript.language_tsx() if jsx else tree_sitter_typescript.language_typescript()
    return parse(tree_sitter.Language(language), text.encode("utf-8", "replace"))


def _check(text: str) -> None:
    if len(text) > SIZE:
        raise CannotRead("the source is too long", f"At most {SIZE} characters are read.")
