"""Parsing a source with tree-sitter: in bounded time, and without holding up the threads beside it."""

import time
from typing import TYPE_CHECKING

from inspector.clients.source import CannotRead

if TYPE_CHECKING:
    from tree_sitter import Language, Node

SECONDS = 10
"""Longest time that one source is parsed, of the processor."""

INSTALL = "Install them: pip install 'pinspector[code]'"
"""What to do where the parsers are missing."""

DEEPEST = 5_000
"""Most brackets that may be open at once: far more than people write, far fewer than hold a parser up."""

_BLOCK = 4_096
_OPEN, _CLOSE = b"([{", b")]}"
_OTHERS = bytes(sorted(set(range(256)) - set(_OPEN + _CLOSE)))


def parse(language: "Language", octets: bytes) -> "Node":
    """Return the root of what `octets` hold. Raises `CannotRead` where it is nested too deeply or takes too long.

    The parser asks back for every block and between its steps, so that other threads go on meanwhile.
    """
    import tree_sitter

    if _depth(octets) > DEEPEST:
        raise CannotRead("This source is nested too deeply to parse.", "Give the file that builds the pins.")
    began = time.process_time()
    parser = tree_sitter.Parser(language)
    try:
        tree = parser.parse(
            lambda at, _: octets[at : at + _BLOCK],
            progress_callback=lambda *_: time.process_time() - began > SECONDS,
        )
    except ValueError:
        raise CannotRead("This source takes too long to parse.", "Give the file that builds the pins.") from None
    return tree.root_node


def _depth(octets: bytes) -> int:
    """Return how many brackets are open at once at most, those in texts and comments among them."""
    depth = deepest = 0
    for octet in octets.translate(None, _OTHERS):
        if octet in _OPEN:
            depth += 1
            deepest = max(deepest, depth)
        elif depth:
            depth -= 1
    return deepest
