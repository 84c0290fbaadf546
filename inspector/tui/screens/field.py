"""What dialogs with one field share: a question, the field, and a live word about what was typed."""

from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from inspector.tui.screens.dialog import Dialog, KeyButton

ResultT = TypeVar("ResultT")

GOOD = "$text-success"
BAD = "$text-error"
CALM = "$text-muted"


class FieldDialog(Dialog[ResultT]):
    """One field; what is typed is judged at once, enter takes it, esc leaves everything as it was."""

    AUTO_FOCUS = "#field"

    def __init__(self, title: str, question: str, *, value: str = "", example: str = "", take: str = "Take") -> None:
        super().__init__(title)
        self._question, self._value, self._example, self._take = question, value, example, take

    def body(self) -> ComposeResult:
        """Compose question, field and word."""
        yield Static(Content(self._question), classes="dialog-text")
        yield Input(self._value, placeholder=self._example, id="field", select_on_focus=False)
        yield Static(self.judge(self._value), id="word", classes="dialog-text")

    def buttons(self) -> ComposeResult:
        """Compose the two ways on."""
        yield KeyButton("enter", self._take, "submit", id="take")
        yield KeyButton("esc", "Cancel", "cancel", id="cancel")

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.query_one("#field", Input).value

    def say(self, word: Content) -> None:
        """Show `word` under the field."""
        self.query_one("#word", Static).update(word)

    def judge(self, text: str) -> Content:
        """Return what is to be said about `text`."""
        raise NotImplementedError

    def action_submit(self) -> None:
        """Take what stands in the field."""
        raise NotImplementedError

    @on(Input.Changed, "#field")
    def _typed(self, event: Input.Changed) -> None:
        self.say(self.judge(event.value))

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_submit()


def told(reason: str, hint: str) -> Content:
    """Return why something cannot be taken, and what to try."""
    return Content.assemble((f"{reason[:1].upper()}{reason[1:]}", BAD), ": ", (hint, CALM))
