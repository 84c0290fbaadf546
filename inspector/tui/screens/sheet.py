"""What full-screen pages share: a frame with tabs, a page that scrolls, and keys that are buttons."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from inspector.tui.present.page import Page
from inspector.tui.screens.dialog import Dialog, KeyButton, ResultT
from inspector.tui.widgets.page_view import PageView
from inspector.tui.widgets.tab_strip import Tab, TabStrip


class Sheet(Dialog[ResultT]):
    """A page over the whole screen; `c` hands its text to `copy`, with a name for it."""

    AUTO_FOCUS = "PageView"
    SAVE: ClassVar[str] = "Save"
    """What the button that saves is called."""

    BINDINGS = [
        Binding("c,y", "copy", "Copy the text", id="sheet-copy", show=False),
        Binding("w", "save", "Save the text to a file", id="sheet-save", show=False),
        Binding("q", "cancel", "Close", id="sheet-close", show=False),
        Binding("left_square_bracket,left", "tab(-1)", "Previous tab", id="sheet-previous", show=False),
        Binding("right_square_bracket,right", "tab(1)", "Next tab", id="sheet-next", show=False),
        *(Binding(f"{place}", f"nth_tab({place})", f"Tab {place}", show=False) for place in range(1, 10)),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
        Binding("space", "page", "Page down", show=False),
        Binding("g", "top", "Top", show=False),
        Binding("G", "end", "End", show=False),
    ]

    def __init__(self, title: str, copy: Callable[[str, str], None], what: str, tabs: tuple[Tab, ...] = ()) -> None:
        super().__init__(title)
        self._copy, self._what, self._tabs = copy, what, tabs

    def body(self) -> ComposeResult:
        """Compose tabs and page."""
        if self._tabs:
            strip = TabStrip(id="sheet-tabs")
            strip.set_reactive(TabStrip.tabs, self._tabs)
            strip.set_reactive(TabStrip.active, self._tabs[0].id)
            yield strip
        yield PageView(id="sheet-page")

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("c", "Copy", "copy")
        yield KeyButton("w", self.SAVE, "save", id="save")
        yield KeyButton("?", "Keys", "help", id="keys")
        yield KeyButton("esc", "Close", "cancel", id="leave")

    def on_mount(self) -> None:
        """Show the page, and on its frame the keys of the tabs."""
        if self._tabs:
            self.query_one(".dialog").border_subtitle = Content(f"[ ] or 1-{len(self._tabs)}: tabs")
        self.redraw()

    @property
    def view(self) -> PageView:
        """What shows the page."""
        return self.query_one(PageView)

    @property
    def tab(self) -> str:
        """The id of the open tab; empty without tabs."""
        return self.query_one(TabStrip).active if self._tabs else ""

    def draw(self, width: int) -> Page:
        """Return the page for a width in cells."""
        raise NotImplementedError

    def redraw(self, *, keep_place: bool = True) -> None:
        """Show the page anew."""
        self.view.show(self.draw, keep_place=keep_place)

    def open(self, tab: str) -> None:
        """Open a tab."""
        self.query_one(TabStrip).active = tab
        self.redraw(keep_place=False)

    def on_tab_strip_opened(self, event: TabStrip.Opened) -> None:
        """Open the tab that was clicked."""
        event.stop()
        self.open(event.tab)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys for tabs alone where there are none."""
        return super().check_action(action, parameters) and not (action == "tab" and not self.has_tabs)

    @property
    def has_tabs(self) -> bool:
        """Whether there is more than one page to open."""
        return bool(self._tabs)

    def action_tab(self, by: int) -> None:
        """Open the tab `by` places on."""
        if self._tabs:
            self.open(self.query_one(TabStrip).step(by))

    def action_nth_tab(self, place: int) -> None:
        """Open the tab at a place, counted from 1, where there is one."""
        if place <= len(self._tabs):
            self.open(self._tabs[place - 1].id)

    def action_copy(self) -> None:
        """Hand the text over to be copied."""
        if self._is_there():
            self._copy(self.text, self._what)

    @property
    def is_waiting(self) -> bool:
        """Whether the page only says that something is under way."""
        return False

    def _is_there(self) -> bool:
        if self.is_waiting:
            self.notify(f"There is nothing of {self._what} yet: wait a moment.", timeout=3, markup=False)
        return not self.is_waiting

    @property
    def text(self) -> str:
        """What is copied and saved: the page as plain text."""
        return self.view.page.text

    def action_save(self) -> None:
        """Ask for a file name and save the text: the way out where the clipboard cannot be reached."""
        from inspector.tui.screens.save import SaveDialog

        if not self._is_there():
            return

        def saved(path: str | None) -> None:
            if path is not None:
                self.notify(f"Saved {self._what} to {path}", timeout=6, markup=False)

        name = "-".join(self._what.removeprefix("the ").lower().split())
        self.app.push_screen(SaveDialog(f"{name}.txt", self.text, title=f"Save {self._what}"), saved)

    def action_scroll(self, by: int) -> None:
        """Scroll `by` lines."""
        self.view.scroll_relative(y=by, animate=False)

    def action_page(self) -> None:
        """Scroll one page down."""
        self.view.scroll_page_down(animate=False)

    def action_top(self) -> None:
        """Scroll to the beginning."""
        self.view.scroll_home(animate=False)

    def action_end(self) -> None:
        """Scroll to the end."""
        self.view.scroll_end(animate=False)
