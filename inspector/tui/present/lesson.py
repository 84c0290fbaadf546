"""Lessons as lines: words, steps and tables, and how they are dealt out to pages on which nothing scrolls away."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from inspector.lessons.lesson import Block, Lesson, Step, Table, Tone
from inspector.tui.present.fit import pad, wrap
from inspector.tui.present.signs import SIGNS

Lines = list[Content]
"""Lines that belong together."""

_SIGN = {Tone.PLAIN: SIGNS.dot, Tone.GOOD: SIGNS.ok, Tone.WARNING: SIGNS.warning, Tone.BAD: SIGNS.error}
_STYLE = {
    Tone.PLAIN: "$text-muted",
    Tone.GOOD: "bold $text-success",
    Tone.WARNING: "bold $text-warning",
    Tone.BAD: "bold $text-error",
}
_CELL = {
    "works": "$text-success",
    "same": "$text-success",
    "locked out": "bold $text-error",
    "none": "bold $text-error",
    "changed": "$text-warning",
}
"""Cells of tables that are told apart by colour too."""

_GAP = 2
_NARROWEST = 8
_UNWRAPPED = 1_000


def paragraphs(texts: Iterable[str], width: int) -> list[Lines]:
    """Return each paragraph as lines of at most `width` cells."""
    return [wrap(text, width) for text in texts]


def blocks_as_lines(blocks: Iterable[Block], width: int) -> list[Lines]:
    """Return each block as lines of at most `width` cells."""
    return [list(_step(block, width)) if isinstance(block, Step) else _table(block, width) for block in blocks]


def sources_as_lines(sources: Sequence[str], width: int) -> list[Lines]:
    """Return where the facts come from, as one block; none where nothing is named."""
    if not sources:
        return []
    return [[line.stylize("$text-muted") for line in wrap(f"Sources: {'; '.join(sources)}", width)]]


def deal(groups: Sequence[Lines], height: int) -> list[Lines]:
    """Return pages of at most `height` lines; a group stays on one page where it fits, blank lines stand between."""
    pages: list[Lines] = [[]]
    for group in groups:
        page = pages[-1]
        room = height - len(page) - (1 if page else 0)
        if len(group) > room and page:
            pages.append([])
            page, room = pages[-1], height
        if page:
            page.append(Content(""))
        page.extend(group[:room])
        pages.extend(group[start : start + height] for start in range(room, len(group), height))
    return [page for page in pages if page] or [[]]


def words_pages(lesson: Lesson, width: int, height: int) -> list[Lines]:
    """Return the words of a lesson and its sources as pages."""
    return deal([*paragraphs(lesson.words, width), *sources_as_lines(lesson.sources, width)], height)


def one_after_another(words: list[Lines], beside: list[Lines], height: int) -> list[Lines]:
    """Return the pages of one column: words first, and on the same page what stands beside them where it fits."""
    if len(words) == len(beside) == 1 and len(words[0]) + 1 + len(beside[0]) <= height:
        return [[*words[0], Content(""), *beside[0]]]
    return [*words, *beside]


def lesson_text(lesson: Lesson, blocks: Iterable[Block]) -> str:
    """Return a lesson and what stands beside it as plain text; no line is wrapped."""
    groups = [lesson.title, *lesson.words]
    groups += ["\n".join(line.plain for line in lines) for lines in blocks_as_lines(blocks, _UNWRAPPED)]
    return "\n\n".join(groups) + "\n"


def _step(step: Step, width: int) -> Iterator[Content]:
    for number, line in enumerate(wrap(Content.styled(step.title, "bold"), width - 2)):
        head = Content.styled(f"{_SIGN[step.tone]} ", _STYLE[step.tone]) if number == 0 else Content("  ")
        yield Content.assemble(head, line)
    for text in step.lines:
        yield from _under(text, width, "$text-primary" if step.verbatim else "")


def _under(text: str, width: int, style: str) -> Iterator[Content]:
    """Yield a line below its step, under its own indent, which gives way to a pin that would not fit on one line."""
    body = text.lstrip(" ")
    longest = max((len(word) for word in body.split()), default=0)
    indent = max(0, min(2 + len(text) - len(body), width - longest))
    for line in wrap(Content.styled(body, style), width - indent):
        yield Content.assemble(" " * indent, line)


def _table(table: Table, width: int) -> Lines:
    widths = _widths(table, width)
    lines = list(_row(table.head, widths, head=True))
    lines.append(Content.styled(SIGNS.rest * min(width, sum(widths) + _GAP * (len(widths) - 1)), "$border-blurred"))
    for row in table.rows:
        lines += _row(row, widths, head=False)
    return lines


def _widths(table: Table, width: int) -> list[int]:
    """Return the width of each column: as wide as its text, and where room lacks the widest give way first."""
    widths = [max(len(row[place]) for row in (table.head, *table.rows)) for place in range(len(table.head))]
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool) -> Iterator[Content]:
    columns = []
    for place, (cell, cells_wide) in enumerate(zip(cells, widths, strict=True)):
        style = "$text-muted" if head or place == 0 else _CELL.get(cell, "")
        columns.append(wrap(Content.styled(cell, style), cells_wide))
    for parts in zip_longest(*columns, fillvalue=Content("")):
        yield Content(" " * _GAP).join([pad(part, size) for part, size in zip(parts, widths, strict=True)]).rstrip()
