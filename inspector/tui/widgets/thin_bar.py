"""Scroll bars as thin lines: they say where one is, and stay out of the way."""

from math import ceil

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender


class ThinBar(ScrollBarRender):
    """Draws the grip as a line one cell wide, and nothing besides."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.default(),  # noqa: B008
        bar_color: Color = Color.default(),  # noqa: B008
    ) -> Segments:
        """Return the cells of one bar."""
        start, end = 0, 0
        if window_size and size and virtual_size and size != virtual_size:
            length = max(1, round(window_size * size / virtual_size))
            furthest = max(1, virtual_size - window_size)
            start = min(size - length, ceil((size - length) * position / furthest))
            end = start + length
        grip = "┃" if vertical else "━"
        cells = []
        for cell in range(int(size)):
            inside = start <= cell < end
            what = "grab" if inside else "scroll_up" if cell < start else "scroll_down"
            style = Style(color=bar_color, bgcolor=back_color, meta={"@mouse.down": what})
            cells.append(Segment((grip if inside else " ") * (thickness if vertical else 1), style))
        if vertical:
            return Segments(cells, new_lines=True)
        return Segments([*cells, Segment.line()] * thickness, new_lines=False)
