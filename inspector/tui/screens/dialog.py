"""What all dialogs share: a frame with a title, a row of buttons that name their keys, and a way out."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from inspector.tui.shape import is_small
from inspector.tui.widgets.key_row import KeyButton, KeyRow
from inspector.tui.widgets.too_small import TooSmall

__all__ = ["Dialog", "KeyButton", "Reader"]

ResultT = TypeVar("ResultT")


class Dialog(ModalScreen[ResultT]):
    """A framed box above the screen below; gives its result, or None where the user leaves it by esc."""

    BINDINGS = [
        Binding("escape", "cancel", "Close", id="dialog-cancel", show=False),
        Binding("question_mark,f1", "help", "The keys of this page", id="dialog-help", show=False),
        Binding("f2", "glossary", "The words", id="dialog-glossary", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title
        """What stands in its frame: our own words and visible text."""

    def compose(self) -> ComposeResult:
        """Compose the frame around body and buttons."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self.heading)
            yield from self.body()
            with KeyRow(classes="dialog-buttons"):
                yield from self.buttons()
        yield TooSmall(classes="too-small")

    def on_resize(self) -> None:
        """Cover everything where the terminal is too small."""
        self.set_class(is_small(*self.app.size), "-small")

    def body(self) -> ComposeResult:
        """Compose what stands between title and buttons."""
        yield from ()

    def buttons(self) -> ComposeResult:
        """Compose the row of buttons."""
        yield KeyButton("esc", "Close", "cancel")

    def on_compose(self) -> None:
        """Take away what was said about the screen below: it would cover this one."""
        self.app.clear_notifications()

    def action_cancel(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this page."""
        from inspector.tui.screens.help import open_page_help

        open_page_help(self)

    def action_glossary(self) -> None:
        """Explain the words, those on this page first."""
        from inspector.tui.screens.glossary import open_glossary

        open_glossary(self)


class Reader(VerticalScroll):
    """Text that is scrolled by the keys that readers know."""

    BINDINGS = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("space", "page_down", "Page down", show=False),
        Binding("g", "scroll_home", "Top", show=False),
        Binding("G", "scroll_end", "End", show=False),
    ]
