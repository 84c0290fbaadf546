"""The detail pane: everything about the layer under the cursor, in tabs."""

from dataclasses import dataclass
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from inspector.chain.path import Layer, Role
from inspector.tui.present.names import names_page
from inspector.tui.present.overview import overview_page
from inspector.tui.present.page import EMPTY, Page
from inspector.tui.present.tabs import bytes_page, extensions_page, pem_page
from inspector.tui.widgets.page_view import PageView
from inspector.tui.widgets.tab_strip import Tab, TabStrip

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


@dataclass(frozen=True, slots=True)
class Subject:
    """What the detail pane is about."""

    layer: Layer
    """The layer under the cursor."""

    number: int
    """Its index in the path, 0 the leaf; its served index where it is in no path."""

    now: datetime
    """The moment of the judgement."""

    host: str | None
    """The name that the chain was checked for."""

    advice: tuple[str, ...]
    """What becomes of a pin of it, one sentence a line."""

    unused: bool = False
    """Whether it is in no path."""

    @property
    def title(self) -> Content:
        """The pane's title, such as `1 intermediate · R11`."""
        role = "unused" if self.unused else self.layer.role.value
        name = self.layer.certificate.subject.readable
        return Content.assemble(f"{self.number} {role} · ", name if len(name) <= 48 else f"{name[:47]}…")

    @property
    def is_leaf(self) -> bool:
        """Whether it is the leaf."""
        return self.layer.role is Role.LEAF


class Detail(Vertical):
    """Tabs over one page view; each tab keeps its own place."""

    ALLOW_MAXIMIZE = True

    subject: reactive[Subject | None] = reactive(None)
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

    def watch_subject(self, before: Subject | None, after: Subject | None) -> None:
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
        certificate = subject.layer.certificate
        match self.layer_tab:
            case "overview":
                return overview_page(subject.layer, width, subject.now, advice=subject.advice, unused=subject.unused)
            case "names":
                return names_page(certificate, width, host=subject.host if subject.is_leaf else None)
            case "extensions":
                return extensions_page(certificate, width)
            case "bytes":
                return bytes_page(certificate, width)
            case "pem":
                return pem_page(certificate)
            case _:
                return EMPTY
