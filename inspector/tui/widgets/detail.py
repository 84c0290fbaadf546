"""The detail pane: everything about the layer under the cursor, in tabs."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from inspector.tui.present.page import EMPTY, Page
from inspector.tui.widgets.page_view import PageView
from inspector.tui.widgets.tab_strip import Tab, TabStrip

if TYPE_CHECKING:
    from inspector.tui.present.subject import Subject

TABS = (
    Tab("overview", "Overview"),
    Tab("names", "Names"),
    Tab("extensions", "Extensions"),
    Tab("bytes", "Bytes"),
    Tab("pem", "PEM"),
)
"""The tabs of a layer."""

SNIPPET_TAB = Tab("snippet", "Snippet")
"""The tab that narrow screens have besides."""


class Detail(Vertical):
    """Tabs over one page view; each tab keeps its own place."""

    ALLOW_MAXIMIZE = True

    subject: "reactive[Subject | None]" = reactive(None)
    """What is shown; None without a chain."""

    tab: reactive[str] = reactive(TABS[0].id)
    """The id of the open tab."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._places: dict[str, tuple[float, float]] = {}
        self.layer_tab = TABS[0].id
        """The tab of the layer that was opened last: what is shown where the snippet is no tab."""

    def compose(self) -> ComposeResult:
        """Lay out tabs and page."""
        strip = TabStrip(id="detail-tabs")
        strip.set_reactive(TabStrip.tabs, TABS)
        strip.set_reactive(TabStrip.active, TABS[0].id)
        yield strip
        yield PageView(id="detail-page")

    @property
    def view(self) -> PageView:
        """The page view."""
        return self.query_one("#detail-page", PageView)

    def watch_subject(self, before: "Subject | None", after: "Subject | None") -> None:
        """Show another layer from its beginning."""
        if not self.is_mounted:
            return
        same = before is not None and after is not None and before.layer is after.layer
        if not same:
            self._places.clear()
        self.border_title = after.title if after else ""
        self.view.show(self._draw, keep_place=same)

    def watch_tab(self, before: str, after: str) -> None:
        """Open another tab at the place where it was left."""
        if not self.is_mounted:
            return
        view = self.view
        if before != SNIPPET_TAB.id:
            self._places[before] = (view.scroll_x, view.scroll_y)
        self.query_one(TabStrip).active = after
        if after != SNIPPET_TAB.id:
            self.layer_tab = after
            view.show(self._draw)
            x, y = self._places.get(after, (0, 0))
            view.scroll_to(x, y, animate=False, immediate=True)

    def _draw(self, width: int) -> Page:
        subject = self.subject
        if subject is None:
            return EMPTY
        from inspector.tui.present.subject import tab_page

        return tab_page(subject, self.layer_tab, width)
