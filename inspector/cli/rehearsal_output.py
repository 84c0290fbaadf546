"""A rehearsal as text for people."""

import shutil
from collections.abc import Iterator

from inspector.rehearsing.drawing import draw
from inspector.rehearsing.rehearsal import Rehearsal
from inspector.rehearsing.report import Report, all_said, broken_lines, short_title, shown, suggestion_lines

_COLUMN = 16


def report_lines(report: Report) -> Iterator[str]:
    """Yield the matrix, what breaks and why, what would close the worst hole, and the dates."""
    rehearsal = report.rehearsal
    yield f"Rehearsal of the pins for {rehearsal.host}, as of {rehearsal.at:%Y-%m-%d}"
    yield ""
    yield from _matrix(rehearsal)
    said = all_said(report)
    if said:
        yield ""
        yield from said
    yield ""
    yield "What breaks, and why"
    for line in broken_lines(rehearsal):
        yield f"  {line}"
    yield ""
    yield "What would close the most"
    for line in suggestion_lines(report):
        yield f"  {line}"
    yield ""
    yield "Dates"
    for line in draw(report.timeline, min(100, max(40, shutil.get_terminal_size().columns - 2))):
        yield f"  {line}"


def _matrix(rehearsal: Rehearsal) -> Iterator[str]:
    width = max(len(row.event.title) for row in rehearsal.rows)
    titles = [short_title(part.title) for part in rehearsal.parts]
    columns = [max(_COLUMN, len(title) + 2) for title in titles]
    heads = "".join(f"{title:{column}}" for title, column in zip(titles, columns, strict=True))
    yield f"{'':{width}}  {heads}".rstrip()
    for row in rehearsal.rows:
        cells = "".join(
            f"{shown(row.event.sort, cell):{column}}" for cell, column in zip(row.cells, columns, strict=True)
        )
        yield f"{row.event.title:{width}}  {cells}".rstrip()
