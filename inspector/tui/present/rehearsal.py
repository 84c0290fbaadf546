"""A rehearsal as pages: the matrix, the reasons with what would help, and the dates."""

from collections.abc import Iterator
from typing import assert_never

from textual.content import Content

from inspector.rehearsing.drawing import DAY, chart, due
from inspector.rehearsing.rehearsal import Answer, Cell, Rehearsal, Row
from inspector.rehearsing.report import Report, holes, said_of, short_title, suggestion_lines
from inspector.rehearsing.situation import Sort
from inspector.rehearsing.timeline import Timeline
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
            return page_of(list(_dates(report.timeline, width)))
        case _:
            return page_of(list(_matrix(report, width)))


def _matrix(report: Report, width: int) -> Iterator[Content]:
    rehearsal = report.rehearsal
    titles = [short_title(part.title) for part in rehearsal.parts]
    longest = max(len(row.event.title) for row in rehearsal.rows)
    brief = max(len(row.event.brief) for row in rehearsal.rows)
    fitting = [column for column in _COLUMNS if longest + 1 + column * len(titles) <= width]
    column = fitting[0] if fitting else _COLUMNS[-1]
    wide = column == _COLUMNS[0]
    label = longest if fitting else min(brief, max(10, width - 1 - column * len(titles)))
    heads = Content("").join(pad(Content.styled(clip(title, column - 1), "bold"), column) for title in titles)
    yield Content.assemble(" " * (label + 1), heads)
    sort = None
    for row in rehearsal.rows:
        if row.event.sort is not sort:
            sort = row.event.sort
            yield Content.styled(clip(_SORTS[sort], width), "$text-muted")
        cells = Content("").join(pad(_cell(cell, wide), column) for cell in row.cells)
        yield Content.assemble(
            pad(Content(clip(row.event.title if fitting else row.event.brief, label)), label), " ", cells
        )
    yield Content("")
    yield from _legend(rehearsal, width, wide)
    for part in rehearsal.parts:
        for line in said_of(part):
            yield from _muted(f"{part.title}: {line}", width)
    yield Content("")
    yield from _help(report, width)


def _legend(rehearsal: Rehearsal, width: int, wide: bool) -> Iterator[Content]:
    """Yield what the signs mean that stand in the matrix."""
    signs = (
        []
        if wide
        else [f"{_sign(answer)[0]} {answer.value}" for answer in Answer if answer is not Answer.NOT_APPLICABLE]
    )
    if rehearsal.count(Answer.NOT_APPLICABLE):
        signs.append(f"{SIGNS.dot} not for this client, chain or set")
    if signs:
        yield from _muted("  ".join(signs), width)


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
    absent = _absent(rehearsal, row)
    answer = found[0].answer if found else Answer.NOT_APPLICABLE if absent else Answer.WORKS
    sign, style = _sign(answer)
    yield Content.assemble((f"{sign} ", style), (clip(row.event.title, max(8, width - 2)), "bold"))
    yield from _indented(row.event.sentence, width, "$text-muted")
    if absent:
        yield from _indented(absent, width, "")
    for hole in found:
        who = ", ".join(map(short_title, hole.clients))
        yield from _indented(f"{who} {hole.answer}: {hole.reason}", width, _sign(hole.answer)[1])


def _absent(rehearsal: Rehearsal, row: Row) -> str:
    """Return why the event cannot happen at all, one sentence; empty where it can to a client that has the set."""
    cells = [cell for part, cell in zip(rehearsal.parts, row.cells, strict=True) if part.rules is not None]
    absent = cells and all(cell.answer is Answer.NOT_APPLICABLE for cell in cells)
    return cells[0].reason if absent else ""


def _dates(timeline: Timeline, width: int) -> Iterator[Content]:
    for line in chart(timeline, width):
        yield from wrap(line, width)
    yield Content("")
    indent = DAY + 4
    for sign, when, words in due(timeline):
        first, *rest = wrap(Content(words), max(16, width - indent))
        yield Content.assemble((sign, "bold"), " ", f"{when:{DAY}}  ", first)
        for more in rest:
            yield Content.assemble(" " * indent, more)


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
