"""The dialog that asks in which form the hand-over sheet is wanted."""

from enum import StrEnum

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from inspector.tui.screens.dialog import Dialog, KeyButton


class Form(StrEnum):
    """A form of the sheet."""

    COPY = "copy"
    MARKDOWN = "md"
    SVG = "svg"
    JSON = "json"


class HandoverDialog(Dialog[Form]):
    """Gives the form that was chosen."""

    AUTO_FOCUS = "#copy"
    BINDINGS = [
        Binding("c,y", "choose('copy')", "Copy Markdown", show=False),
        Binding("m", "choose('md')", "Markdown", show=False),
        Binding("s", "choose('svg')", "Picture", show=False),
        Binding("j", "choose('json')", "JSON", show=False),
        Binding("q,E", "cancel", "Close", show=False),
    ]

    def __init__(self, pins: int) -> None:
        super().__init__("Hand-over sheet")
        self._pins = pins

    def body(self) -> ComposeResult:
        """Compose what the sheet holds, and the forms."""
        pins = "no pins yet" if self._pins == 0 else "1 pin" if self._pins == 1 else f"{self._pins} pins"
        lines = (
            f"The chain, {pins}, why, what the set survives, its last protected day, and the command to look again.",
            "",
            "c   copies it as Markdown, to paste into a pull request or a wiki",
            "m   saves it as Markdown",
            "s   saves a picture of this screen, as SVG",
            "j   saves it as JSON",
        )
        yield Static(Content("\n".join(lines)), classes="dialog-text")

    def buttons(self) -> ComposeResult:
        """Compose the forms and the way out."""
        yield KeyButton("c", "Copy", "choose('copy')", id="copy")
        yield KeyButton("m", "Markdown", "choose('md')")
        yield KeyButton("s", "SVG", "choose('svg')")
        yield KeyButton("j", "JSON", "choose('json')")
        yield KeyButton("esc", "Close", "cancel")

    def action_choose(self, form: str) -> None:
        """Leave with the form."""
        self.dismiss(Form(form))
