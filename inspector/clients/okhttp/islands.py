"""Builders in source that does not parse, each cut out with the calls behind it."""

import re
from collections.abc import Collection, Iterator

from inspector.clients.okhttp.outline import Range

_BUILDER = re.compile(r"(?:\bnew\s+)?(?<![\w.])(?:\w+\s*\.\s*){0,9}?CertificatePinner\s*\.\s*Builder\s*(?=\()")
_NEXT = re.compile(r"\s*\??\.\s*\w+\s*|\s*(?=[({])")
_BRACKETS = re.compile(r"[()\[\]{}]")
_OPENING = frozenset("([{")
_COUNT = 50
_LENGTH = 200_000


def islands(masked: str, known: Collection[int]) -> Iterator[Range]:
    """Give the pieces of masked source that begin with a builder, but for those with a known call inside their name."""
    count = 0
    for found in _BUILDER.finditer(masked):
        if any(found.start() <= at < found.end() for at in known):
            continue
        end = _chain_end(masked, found.end())
        if end is not None and count < _COUNT:
            count += 1
            yield Range(found.start(), end)


def _chain_end(masked: str, at: int) -> int | None:
    """Return where the chain of calls ends whose first bracket is at `at`; None where a bracket stays open."""
    end: int | None = at
    while end is not None:
        at = end
        found = _NEXT.match(masked, at)
        if found is None:
            return at
        end = found.end()
        if masked[end : end + 1] in ("(", "{"):
            end = _closed(masked, end)
    return None


def _closed(masked: str, at: int) -> int | None:
    depth = 0
    for found in _BRACKETS.finditer(masked, at, at + _LENGTH):
        depth += 1 if found[0] in _OPENING else -1
        if depth == 0:
            return found.end()
    return None
