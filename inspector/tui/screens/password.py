"""The dialog that asks for the password of a file."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from inspector.tui.screens.dialog import Dialog, KeyButton
from inspector.tui.screens.field import CALM, told
from inspector.tui.widgets.field import Field
from inspector.tui.widgets.masking import LONGEST


class PasswordDialog(Dialog[str]):
    """Gives what was typed, or None where the user leaves it; nothing of it is shown or kept here."""

    AUTO_FOCUS = "#password"

    def __init__(self, reason: str, hint: str, *, wrong: bool) -> None:
        """Say why it is asked: `reason` and `hint` are sentences, `wrong` is whether one was given before."""
        super().__init__("Password")
        self._word = told(reason, hint) if wrong else Content("\n").join([Content(reason), Content.styled(hint, CALM)])

    def body(self) -> ComposeResult:
        """Compose the reason and the field."""
        yield Static(self._word, classes="dialog-text")
        yield Field(placeholder="password", password=True, id="password", max_length=LONGEST)

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("enter", "Open", "submit", id="take")
        yield KeyButton("esc", "Cancel", "cancel", id="cancel")

    def action_submit(self) -> None:
        """Leave with what was typed."""
        field = self.query_one("#password", Input)
        given, field.value = field.value, ""
        self.dismiss(given)

    @on(Input.Submitted)
    def entered(self) -> None:
        """Take the password on enter."""
        self.action_submit()
