"""The matrix of a rehearsal: events against clients, in words where there is room and in signs where there is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from textual.content import Content

from inspector.rehearsing.rehearsal import Answer, Cell, Rehearsal, Row
from inspector.rehearsing.report import short_title
from inspector.rehearsing.situation import Sort
from inspector.tui.present.fit import clip, pad, wrap
from inspector.tui.present.signs import SIGNS

_COLUMNS = (13, 9, 7)
_SORTS = {
    Sort.ROTATION: "When keys and authorities change",
    Sort.DEVICE: "On other devices, and later",
    Sort.ATTACK: "When somebody stands in the middle: works means refused",
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
    for start in range(0, len(rehearsal.parts), grid.clients):
        if start:
            yield Content("")
        yield from _block(rehearsal, slice(start, start + grid.clients), grid, width)
    yield Content("")
    signs = [f"{_sign_words(answer)}" for answer in Answer if answer is not Answer.NOT_APPLICABLE and not grid.in_words]
    if rehearsal.count(Answer.NOT_APPLICABLE):
        signs.append(f"{SIGNS.dot} not for this client, chain or set")
    if signs:
        yield from wrap(Content.styled("  ".join(signs), "$text-muted"), width)


def sign(answer: Answer) -> tuple[str, str]:
    """Return the sign of an answer and its style."""
    match answer:
        case Answer.WORKS:
            return SIGNS.ok, "$text-success"
        case Answer.LOCKED_OUT:
            return SIGNS.error, "$text-error"
        case Answer.UNPROTECTED:
            return SIGNS.warning, "$text-warning"
        case Answer.NOT_APPLICABLE:
            return SIGNS.dot, "$text-disabled"
        case unreachable:
            assert_never(unreachable)


def _sign_words(answer: Answer) -> str:
    return f"{sign(answer)[0]} {answer.value}"


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
            yield Content.styled(clip(_SORTS[sort], width), "$text-muted")
        yield _line(row, clients, grid)


def _head(title: str, room: int) -> str:
    """Return the title in at most `room` cells, with the number that tells it from others of its name."""
    words, _, number = title.rpartition(" ")
    if len(title) <= room or not number.isdigit():
        return clip(title, room)
    return f"{words[: room - len(number) - 1]}…{number}"


def _line(row: Row, clients: slice, grid: _Grid) -> Content:
    title = row.event.title if grid.in_full else row.event.brief
    cells = (pad(_cell(cell, grid.in_words), grid.column) for cell in row.cells[clients])
    return Content.assemble(pad(Content(clip(title, grid.label)), grid.label), " ", *cells)


def _cell(cell: Cell, in_words: bool) -> Content:
    shown, style = sign(cell.answer)
    return Content.styled(cell.answer.value if in_words and cell.answer is not Answer.NOT_APPLICABLE else shown, style)
