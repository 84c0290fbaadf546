"""A rehearsal as pages: the matrix, the reasons with what would help, and the dates."""

from collections.abc import Iterator
from typing import assert_never

from textual.content import Content

from inspector.rehearsing.drawing import draw
from inspector.rehearsing.rehearsal import Answer, Cell, Rehearsal, Row
from inspector.rehearsing.report import Report, holes, said_of, short_title, suggestion_lines
from inspector.rehearsing.situation import Sort
from inspector.tui.present.fit import clip, pad, wrap
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS

MATRIX, WHY, DATES = "matrix", "why", "dates"
"""The pages of a rehearsal."""

_COLUMNS = (13, 9, 7)
_SORTS = {
    Sort.ROTATION: "When keys and authorities change",
    Sort.DEVICE: "On other devices, and later",
    Sort.ATTACK: "When somebody stands in the middle: works means refused",
}


def rehearsing_page(width: int) -> Page:
    """Return the page that stands there until everything was played."""
    return page_of(_muted("Playing each event with certificates of its own…", width))


def unplayable_page(reason: str, width: int) -> Page:
    """Return the page that says why there is nothing to rehearse."""
    return page_of(wrap(Content(reason), width))


def rehearsal_page(report: Report, width: int, page: str) -> Page:
    """Return one of the pages for `width` cells."""
    match page:
        case "why":
            return page_of(list(_why(report, width)))
        case "dates":
            return page_of([part for line in draw(report.timeline, width) for part in wrap(line, width)])
        case _:
            return page_of(list(_matrix(report, width)))


def _matrix(report: Report, width: int) -> Iterator[Content]:
    rehearsal = report.rehearsal
    titles = [short_title(part.title) for part in rehearsal.parts]
    longest = max(len(row.event.title) for row in rehearsal.rows)
    fitting = [column for column in _COLUMNS if longest + 1 + column * len(titles) <= width]
    column = fitting[0] if fitting else _COLUMNS[-1]
    wide = column == _COLUMNS[0]
    label = min(longest, max(10, width - 1 - column * len(titles)))
    heads = Content("").join(pad(Content.styled(clip(title, column - 1), "bold"), column) for title in titles)
    yield Content.assemble(" " * (label + 1), heads)
    sort = None
    for row in rehearsal.rows:
        if row.event.sort is not sort:
            sort = row.event.sort
            yield Content.styled(clip(_SORTS[sort], width), "$text-muted")
        cells = Content("").join(pad(_cell(cell, wide), column) for cell in row.cells)
        yield Content.assemble(pad(Content(clip(row.event.title, label)), label), " ", cells)
    yield Content("")
    legend = " ".join(f"{_sign(answer)[0]} {answer.value}" for answer in Answer if answer is not Answer.NOT_APPLICABLE)
    if not wide:
        yield from _muted(f"{legend} {SIGNS.dot} not for this client or chain", width)
    for part in rehearsal.parts:
        for line in said_of(part):
            yield from _muted(f"{part.title}: {line}", width)
    yield Content("")
    yield from _help(report, width)


def _help(report: Report, width: int) -> Iterator[Content]:
    yield Content.styled("What would close the most", "bold")
    for number, line in enumerate(suggestion_lines(report)):
        yield from wrap(Content.styled(line, "$text-success" if report.suggestion and not number else ""), width)


def _why(report: Report, width: int) -> Iterator[Content]:
    rehearsal = report.rehearsal
    for row in rehearsal.rows:
        yield from _event(rehearsal, row, width)
    yield Content("")
    yield from _help(report, width)


def _event(rehearsal: Rehearsal, row: Row, width: int) -> Iterator[Content]:
    found = holes(rehearsal, row)
    sign, style = (SIGNS.ok, "$text-success") if not found else _sign(found[0].answer)
    yield Content.assemble((f"{sign} ", style), (clip(row.event.title, max(8, width - 2)), "bold"))
    yield from _indented(row.event.sentence, width, "$text-muted")
    for hole in found:
        who = ", ".join(map(short_title, hole.clients))
        yield from _indented(f"{who} {hole.answer}: {hole.reason}", width, _sign(hole.answer)[1])


def _cell(cell: Cell, wide: bool) -> Content:
    sign, style = _sign(cell.answer)
    if not wide or cell.answer is Answer.NOT_APPLICABLE:
        return Content.styled(sign, style)
    return Content.styled(cell.answer.value, style)


def _sign(answer: Answer) -> tuple[str, str]:
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


def _indented(text: str, width: int, style: str) -> Iterator[Content]:
    for line in wrap(Content.styled(text, style), max(8, width - 2)):
        yield Content.assemble("  ", line)


def _muted(text: str, width: int) -> list[Content]:
    return wrap(Content.styled(text, "$text-muted"), width)
