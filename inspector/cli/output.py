"""Printing lines: results to standard output, everything else to standard error, all of it visible text."""

import os
import sys
from contextlib import suppress

from inspector.chain.text import visible

WIDEST, NARROWEST = 100, 60
"""Most and fewest columns at which sentences are wrapped; facts, pins and names never are."""


def text_width() -> int:
    """Return the columns at which sentences are wrapped: `COLUMNS`, else the terminal's, else the most."""
    try:
        columns = int(os.environ.get("COLUMNS", "")) or WIDEST
    except ValueError:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):
            columns = WIDEST
    return max(NARROWEST, min(columns, WIDEST))


def say(text: str = "") -> None:
    """Print one line of a result to standard output."""
    print(visible(text, limit=max(1, len(text))))


def tell(text: str) -> None:
    """Print one line about the run to standard error; where that takes nothing, nobody can be told."""
    with suppress(OSError):
        print(visible(text, limit=max(1, len(text))), file=sys.stderr)


def tell_hint(text: str) -> None:
    """Print what to try to standard error, indented under the line before; nothing where `text` is empty."""
    if text:
        tell(f"  {text}")
