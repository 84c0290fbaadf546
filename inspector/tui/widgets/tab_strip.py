"""A row of tabs on one or two lines, drawn by one widget; the mouse opens them, and the screen's keys do."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from inspector.tui.present.signs import SIGNS
from inspector.tui.widgets.terms import tell_drawn_term

_META = "tab"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab."""

    id: str
    """Its name in messages."""

    title: str
    """What is written on it: our own words."""


class TabStrip(Widget, can_focus=False):
    """Tabs of which one is active."""

    DEFAULT_CSS = """
    TabStrip {
        height: 2;
        width: 1fr;
    }
    """
    ALLOW_SELECT = False

    active: reactive[str] = reactive("")
    """The id of the active tab; empty without tabs."""

    tabs: reactive[tuple[Tab, ...]] = reactive(())
    """The tabs in their order."""

    hover: reactive[str] = reactive("")
    """The id of the tab under the mouse."""

    class Opened(Message):
        """A tab was opened by the mouse."""

        def __init__(self, strip: "TabStrip", tab: str) -> None:
            super().__init__()
            self.strip = strip
            """The strip that it stands in."""
            self.tab = tab
            """The id of the tab."""

        @property
        def control(self) -> "TabStrip":
            """The strip, for `on`."""
            return self.strip

    def step(self, by: int) -> str:
        """Return the id of the tab `by` places after the active one, around the ends."""
        ids = [tab.id for tab in self.tabs]
        if not ids:
            return ""
        place = ids.index(self.active) if self.active in ids else 0
        return ids[(place + by) % len(ids)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return two lines."""
        return 2

    def render(self) -> Content:
        """Return the titles, and below them the line on which the active one is heavy."""
        start = self._first_visible()
        titles: list[Content] = []
        rule: list[Content] = []
        if start:
            titles.append(Content.styled("‹ ", "$text-muted"))
            rule.append(Content.styled(SIGNS.rest * 2, "$border-blurred"))
        for tab in self.tabs[start:]:
            titles.append(self._title(tab))
            on = tab.id == self.active
            rule.append(
                Content.styled(
                    (SIGNS.full if on else SIGNS.rest) * (len(tab.title) + 2), "$primary" if on else "$border-blurred"
                )
            )
        top = Content("").join(titles)
        bottom = Content("").join(rule)
        width = self.size.width
        bottom = bottom.append_text(SIGNS.rest * max(0, width - bottom.cell_length), "$border-blurred")
        return Content("\n").join([top.truncate(width), bottom.truncate(width)])

    def _title(self, tab: Tab) -> Content:
        if tab.id == self.active:
            style = "bold $foreground" if self.size.height > 1 else "bold $background on $primary"
        else:
            style = "$foreground" if tab.id == self.hover else "$text-muted"
        return Content.styled(f" {tab.title} ", style).stylize(Style.from_meta({_META: tab.id}))

    def _first_visible(self) -> int:
        """Return the first tab to draw, so that the active one stands within the width."""
        ids = [tab.id for tab in self.tabs]
        if self.active not in ids:
            return 0
        place = ids.index(self.active)
        start = 0
        while start < place:
            cells = sum(len(tab.title) + 2 for tab in self.tabs[start : place + 1]) + (2 if start else 0)
            if cells <= self.size.width:
                break
            start += 1
        return start

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        tab = event.style.meta.get(_META)
        if isinstance(tab, str):
            event.stop()
            self.post_message(self.Opened(self, tab))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Brighten the tab under the mouse."""
        tab = event.style.meta.get(_META)
        self.hover = tab if isinstance(tab, str) else ""
        tell_drawn_term(self, event)

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hover = ""
