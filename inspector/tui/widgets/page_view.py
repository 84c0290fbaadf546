"""A pane that scrolls over a page: nothing is wrapped here, and only the lines in sight are drawn."""

from collections.abc import Callable

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from inspector.tui.present.page import EMPTY, Page
from inspector.tui.widgets.terms import tell_term

Draw = Callable[[int], Page]
"""Makes the page for a width in cells."""


class PageView(ScrollView, can_focus=True):
    """Shows a page; it is drawn anew for another width, and keeps its place.

    The virtual size is set without a new layout of the screen, so that a change is on the screen in one frame.
    """

    DEFAULT_CSS = """
    PageView {
        height: 1fr;
        scrollbar-size: 1 1;
        overflow: auto scroll;
    }
    """
    BINDINGS = [
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw: Draw = lambda _width: EMPTY
        self._page = EMPTY
        self._drawn_for: int | None = None
        self._strips: dict[int, Strip] = {}

    @property
    def page(self) -> Page:
        """What is shown."""
        return self._page

    def show(self, draw: Draw, *, keep_place: bool = True) -> None:
        """Show what `draw` makes of this pane's width."""
        self._draw = draw
        self._drawn_for = None
        self._redraw()
        if not keep_place:
            self.scroll_to(0, 0, animate=False, immediate=True)

    def _redraw(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0 or width == self._drawn_for:
            return
        self._page = self._draw(width)
        self._drawn_for = width
        self._strips.clear()
        size = Size(max(self._page.width, 1), self._page.count)
        self.set_reactive(PageView.virtual_size, size)
        self._scroll_update(size)
        self.refresh()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._redraw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the tooltip explain the term under the mouse."""
        column, number = event.x + self.scroll_offset.x, event.y + self.scroll_offset.y
        tell_term(self, self._page.line(number).plain if number < self._page.count else "", column)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._strips.clear()
        super().notify_style_update()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text under the mouse selection."""
        return selection.extract(self._page.text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        scroll_x, scroll_y = self.scroll_offset
        number = scroll_y + y
        width = self.size.width
        if number >= self._page.count:
            return Strip.blank(width, self.rich_style)
        strip = self._strip(number).crop_extend(scroll_x, scroll_x + width, self.rich_style)
        return strip.apply_offsets(scroll_x, number)

    def _strip(self, number: int) -> Strip:
        known = self._strips.get(number)
        if known is not None:
            return known
        content = self._page.line(number)
        selection = self.text_selection
        span = selection.get_span(number) if selection is not None else None
        if span is not None:
            start, end = span
            chosen = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            content = content.stylize(chosen, start, len(content.plain) if end == -1 else end)
        options = RenderOptions(self._get_style, {"text_wrap": "nowrap"})
        made = content.render_strips(max(1, content.cell_length), None, self.visual_style, options)
        strip = made[0] if made else Strip.blank(0)
        if len(self._strips) > 2_000:
            self._strips.clear()
        self._strips[number] = strip
        return strip
