"""A rehearsal as pages: the matrix, the reasons with what would help, and the dates."""

from collections.abc import Iterator

from textual.content import Content

from inspector.rehearsing.drawing import DAY, chart, due
from inspector.rehearsing.rehearsal import Answer, Rehearsal, Row
from inspector.rehearsing.report import Report, Shown, all_said, holes, short_title, suggestion_lines
from inspector.rehearsing.situation import Sort
from inspector.rehearsing.timeline import Timeline
from inspector.tui.present.fit import clip, wrap
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.rehearsal_matrix import matrix, sign

MATRIX, WHY, DATES = "matrix", "why", "dates"
"""The pages of a rehearsal."""


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
            return page_of(list(_events(report, width)))


def _events(report: Report, width: int) -> Iterator[Content]:
    yield from matrix(report.rehearsal, width)
    for line in all_said(report):
        yield from _muted(line, width)
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
    absent = _absent(rehearsal, row)
    holds = Shown.REFUSED if row.event.sort is Sort.ATTACK else Shown.WORKS
    word = found[0].shown if found else Shown.ABSENT if absent else holds
    mark, style = sign(word)
    yield Content.assemble((f"{mark} ", style), (clip(row.event.title, max(8, width - 2)), "bold"))
    yield from _indented(row.event.sentence, width, "$text-muted")
    if absent:
        yield from _indented(absent, width, "")
    for hole in found:
        who = ", ".join(map(short_title, hole.clients))
        yield from _indented(f"{who} {hole.shown}: {hole.reason}", width, sign(hole.shown)[1])


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
    for mark, when, words in due(timeline):
        first, *rest = wrap(Content(words), max(16, width - indent))
        yield Content.assemble((mark, "bold"), " ", f"{when:{DAY}}  ", first)
        for more in rest:
            yield Content.assemble(" " * indent, more)


def _indented(text: str, width: int, style: str) -> Iterator[Content]:
    for line in wrap(Content.styled(text, style), max(8, width - 2)):
        yield Content.assemble("  ", line)


def _muted(text: str, width: int) -> list[Content]:
    return wrap(Content.styled(text, "$text-muted"), width)
