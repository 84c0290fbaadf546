"""The dialog that shows a text as a whole, to be read and copied."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from inspector.tui.screens.dialog import Dialog, KeyButton, Reader


class MessageDialog(Dialog[None]):
    """A text that scrolls; `c` hands it to `copy` as plain text, with a name for it."""

    AUTO_FOCUS = "Reader"
    BINDINGS = [
        Binding("c,y", "copy", "Copy the text", id="message-copy", show=False),
        Binding("q,enter", "cancel", "Close", id="message-close", show=False),
    ]

    def __init__(
        self, title: str, text: Content | str, copy: Callable[[str, str], None] | None = None, what: str = "the text"
    ) -> None:
        """Show `text` (a str is taken literally); `copy` gets the text and `what`, None offers no copying."""
        super().__init__(title)
        self._text = Content(text) if isinstance(text, str) else text
        self._copy, self._what = copy, what

    def body(self) -> ComposeResult:
        """Compose the text."""
        with Reader():
            yield Static(self._text)

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        if self._copy is not None:
            yield KeyButton("c", "Copy", "copy")
        yield KeyButton("esc", "Close", "cancel")

    def action_copy(self) -> None:
        """Hand the text over to be copied."""
        if self._copy is not None:
            self._copy(self._text.plain, self._what)
