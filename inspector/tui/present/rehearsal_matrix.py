"""The matrix of a rehearsal: events against clients, in words where there is room and in signs where there is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from textual.content import Content

from inspector.rehearsing.rehearsal import Answer, Rehearsal, Row
from inspector.rehearsing.report import Shown, short_title, shown
from inspector.rehearsing.situation import Sort
from inspector.tui.present.fit import clip, pad, wrap
from inspector.tui.present.signs import SIGNS

_ANYWAY = "="
"""The sign of a refusal that no pin set would change."""

_COLUMNS = (15, 9, 7)
_SORTS = {
    Sort.ROTATION: "When keys and authorities change",
    Sort.DEVICE: "On other devices, and later",
    Sort.ATTACK: "When somebody stands in the middle",
}


@dataclass(frozen=True, slots=True)
class _Grid:
    """How the matrix is laid out."""

    label: int
    """Cells for the event."""

    column: int
    """Cells for a client."""

    clients: int
    """Clients side by side at most."""

    in_full: bool
    """Whether events have their whole titles."""

    @property
    def in_words(self) -> bool:
        """Whether answers are words and not signs."""
        return self.column == _COLUMNS[0]


def matrix(rehearsal: Rehearsal, width: int) -> Iterator[Content]:
    """Yield the matrix for `width` cells and what its signs mean; clients that do not fit stand in blocks below."""
    grid = _grid(rehearsal, width)
    yield from _legend(rehearsal, grid, width)
    for start in range(0, len(rehearsal.parts), grid.clients):
        if start:
            yield Content("")
        yield from _block(rehearsal, slice(start, start + grid.clients), grid, width)


def sign(word: Shown) -> tuple[str, str]:
    """Return the sign of what is read of a cell, and its style."""
    match word:
        case Shown.WORKS | Shown.REFUSED:
            return SIGNS.ok, "$text-success"
        case Shown.LOCKED_OUT:
            return SIGNS.error, "$text-error"
        case Shown.UNPROTECTED | Shown.LET_IN:
            return SIGNS.warning, "$text-warning"
        case Shown.ANYWAY:
            return _ANYWAY, "$text-muted"
        case Shown.ABSENT:
            return SIGNS.dot, "$text-disabled"
        case unreachable:
            assert_never(unreachable)


def _legend(rehearsal: Rehearsal, grid: "_Grid", width: int) -> Iterator[Content]:
    """Yield what the signs mean, above them; of words only what they leave open."""
    signs = []
    if not grid.in_words:
        words = (Shown.WORKS, Shown.LOCKED_OUT, Shown.UNPROTECTED, Shown.ANYWAY)
        signs = [f"{sign(word)[0]} {word}" for word in words]
    if rehearsal.count(Answer.NOT_APPLICABLE):
        signs.append(f"{SIGNS.dot} not for this client, chain or set")
    if signs:
        yield from wrap(Content.styled("  ".join(signs), "$text-muted"), width)
        yield Content("")


def _grid(rehearsal: Rehearsal, width: int) -> _Grid:
    clients = max(1, len(rehearsal.parts))
    whole = max(len(row.event.title) for row in rehearsal.rows)
    for column in _COLUMNS:
        if whole + 1 + column * clients <= width:
            return _Grid(whole, column, clients, in_full=True)
    brief, column = max(len(row.event.brief) for row in rehearsal.rows), _COLUMNS[-1]
    side_by_side = min(clients, max(1, (width - brief - 1) // column))
    return _Grid(min(brief, max(8, width - 1 - column * side_by_side)), column, side_by_side, in_full=False)


def _block(rehearsal: Rehearsal, clients: slice, grid: _Grid, width: int) -> Iterator[Content]:
    titles = [short_title(part.title) for part in rehearsal.parts[clients]]
    heads = (pad(Content.styled(_head(title, grid.column - 1), "bold"), grid.column) for title in titles)
    yield Content.assemble(" " * (grid.label + 1), *heads)
    sort = None
    for row in rehearsal.rows:
        if row.event.sort is not sort:
            sort = row.event.sort
            yield Content.styled(clip(_head_of(sort, grid), width), "$text-muted")
        yield _line(row, clients, grid)


def _head_of(sort: Sort, grid: _Grid) -> str:
    """Return the line above the events of a sort; the signs are those of the attacker where one is there."""
    if sort is not Sort.ATTACK or grid.in_words:
        return _SORTS[sort]
    return f"Somebody in the middle: {sign(Shown.REFUSED)[0]} refused, {sign(Shown.LET_IN)[0]} let in"


def _head(title: str, room: int) -> str:
    """Return the title in at most `room` cells, with the number that tells it from others of its name."""
    words, _, number = title.rpartition(" ")
    if len(title) <= room or not number.isdigit():
        return clip(title, room)
    return f"{words[: room - len(number) - 1]}…{number}"


def _line(row: Row, clients: slice, grid: _Grid) -> Content:
    title = row.event.title if grid.in_full else row.event.brief
    cells = (pad(_cell(shown(row.event.sort, cell), grid.in_words), grid.column) for cell in row.cells[clients])
    return Content.assemble(pad(Content(clip(title, grid.label)), grid.label), " ", *cells)


def _cell(word: Shown, in_words: bool) -> Content:
    mark, style = sign(word)
    return Content.styled(word.value if in_words and word is not Shown.ABSENT else mark, style)
