"""A page: lines of Content that are made when they come into sight."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from textual.content import Content


@dataclass(frozen=True, slots=True)
class Page:
    """What a pane scrolls over."""

    count: int
    """How many lines."""

    width: int
    """Cells of the widest line, 0 where no line is wider than the pane."""

    line: Callable[[int], Content] = field(repr=False)
    """Gives the line with this number, from 0."""

    @property
    def text(self) -> str:
        """All lines as plain text."""
        return "\n".join(self.line(number).plain for number in range(self.count))


def page_of(lines: Sequence[Content]) -> Page:
    """Return the page that shows `lines`."""
    return Page(len(lines), max((line.cell_length for line in lines), default=0), lambda number: lines[number])


EMPTY = page_of(())
"""A page without lines."""
