"""Parsers of Swift and TypeScript, from an extra that is asked for only when such a source is read."""

import time
from typing import TYPE_CHECKING

from inspector.clients.source import CannotRead, ParserMissing

if TYPE_CHECKING:
    from tree_sitter import Language, Node

SIZE = 2 * 1024 * 1024
"""Longest source in characters."""

_SECONDS = 10
_BLOCK = 4_096
_INSTALL = "Install them: pip install 'pinspector[code]'"


def parse_swift(text: str) -> "Node":
    """Return the root of Swift. Raises `CannotRead` where the extra `code` is not installed, or it takes too long."""
    _check(text)
    try:
        import tree_sitter
        import tree_sitter_swift
    except ImportError:
        raise ParserMissing("Reading Swift needs parsers that are not installed.", _INSTALL) from None
    return _parse(tree_sitter.Language(tree_sitter_swift.language()), text)


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
            "Reading JavaScript and TypeScript needs parsers that are not installed.", _INSTALL
        ) from None
    language = tree_sitter_typescript.language_tsx() if jsx else tree_sitter_typescript.language_typescript()
    return _parse(tree_sitter.Language(language), text)


def _parse(language: "Language", text: str) -> "Node":
    """Return the root; raises `CannotRead` where it takes longer than any sound source does."""
    import tree_sitter

    octets = text.encode("utf-8", "replace")
    began = time.process_time()
    try:
        tree = tree_sitter.Parser(language).parse(
            lambda at, _: octets[at : at + _BLOCK],
            progress_callback=lambda *_: time.process_time() - began > _SECONDS,
        )
    except ValueError:
        raise CannotRead("This source takes too long to parse.", "Give the file that holds the pins.") from None
    return tree.root_node


def _check(text: str) -> None:
    if len(text) > SIZE:
        raise CannotRead("the source is too long", f"At most {SIZE} characters are read.")
