"""The dialog that asks before something cannot be undone."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from inspector.tui.screens.dialog import Dialog, KeyButton


class ConfirmDialog(Dialog[bool]):
    """A question with two answers; gives True for yes, False for no and esc. Enter alone never says yes."""

    AUTO_FOCUS = "#no"
    BINDINGS = [
        Binding("y", "answer(True)", "Yes", id="confirm-yes", show=False),
        Binding("n", "answer(False)", "No", id="confirm-no", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str], yes_label: str = "Yes", no_label: str = "No") -> None:
        """Make the question of `lines`, visible text each."""
        super().__init__(title)
        self._lines = tuple(lines)
        self._yes, self._no = yes_label, no_label

    def body(self) -> ComposeResult:
        """Compose the question."""
        yield Static(Content("\n".join(self._lines)), classes="dialog-text")

    def buttons(self) -> ComposeResult:
        """Compose the two answers."""
        yield KeyButton("y", self._yes, "answer(True)", id="yes")
        yield KeyButton("n", self._no, "answer(False)", id="no")

    def action_answer(self, answer: bool) -> None:
        """Leave with `answer`."""
        self.dismiss(answer)

    def action_cancel(self) -> None:
        """Leave with no."""
        self.dismiss(False)
