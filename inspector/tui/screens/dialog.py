"""What all dialogs share: a frame with a title, a row of buttons that name their keys, and a way out."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from inspector.tui.shape import is_small
from inspector.tui.widgets.too_small import TooSmall

ResultT = TypeVar("ResultT")


class KeyButton(Button):
    """A button that shows the key that does the same."""

    BINDINGS = [
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]

    def __init__(self, key: str, label: str, action: str, *, id: str | None = None) -> None:
        """Make the button for `action` of the dialog, which `key` (as people write it) also runs."""
        self._key = key
        super().__init__(self._worded(label), id=id, action=f"screen.{action}", compact=True)

    def _worded(self, label: str) -> Content:
        return Content.assemble((self._key, "b"), " ", Content(label))

    def say(self, label: str) -> None:
        """Name what the button does by other words."""
        self.label = self._worded(label)
        self.refresh(layout=True)


class Dialog(ModalScreen[ResultT]):
    """A framed box above the screen below; gives its result, or None where the user leaves it by esc."""

    BINDINGS = [
        Binding("escape", "cancel", "Close", id="dialog-cancel", show=False),
        Binding("f2", "glossary", "The words", id="dialog-glossary", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Compose the frame around body and buttons."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield from self.body()
            with Horizontal(classes="dialog-buttons"):
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
