"""What dialogs with one field share: a question, the field, and a live word about what was typed."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from inspector.chain.text import sentence
from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.dialog import Dialog, KeyButton, ResultT
from inspector.tui.widgets.field import Field
from inspector.tui.widgets.masking import LONGEST, Masking

GOOD = "$text-success"
BAD = "$text-error"
WARN = "$text-warning"
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
        yield self.field(self._value, self._example)
        yield Static(self.judge(self._value), id="word", classes="dialog-text")

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("enter", self._take, "submit", id="take")
        yield from self.answers()
        yield KeyButton("esc", "Cancel", "cancel", id="cancel")

    def field(self, value: str, example: str) -> Input:
        """Return the field, whose id is `field`."""
        return Field(
            value, placeholder=example, id="field", select_on_focus=False, max_length=LONGEST, highlighter=Masking()
        )

    def answers(self) -> ComposeResult:
        """Compose buttons for answers that need no typing."""
        yield from ()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.query_one("#field", Input).value

    def say(self, word: Content) -> None:
        """Show `word` under the field."""
        self.query_one("#word", Static).update(word)

    def judge(self, text: str) -> Content:
        """Return what is to be said about `text` at once."""
        raise NotImplementedError

    def action_submit(self) -> None:
        """Take what stands in the field."""
        raise NotImplementedError

    @on(Input.Changed, "#field")
    def typed(self, event: Input.Changed) -> None:
        """Say what the text comes to."""
        self.say(self.judge(event.value))

    @on(Input.Submitted)
    def entered(self) -> None:
        """Take the text on enter."""
        self.action_submit()


def told(reason: str, hint: str) -> Content:
    """Return why something cannot be taken, and on the next line what to try."""
    return Content("\n").join(
        [_line(SIGNS.error, BAD, reason), *([Content.styled(sentence(hint), CALM)] if hint else [])]
    )


def praised(text: str) -> Content:
    """Return the line that says what is right."""
    return _line(SIGNS.ok, GOOD, text)


def warned(text: str) -> Content:
    """Return the line that says what will hurt."""
    return _line(SIGNS.warning, WARN, text)


def _line(sign: str, style: str, text: str) -> Content:
    return Content.assemble((f"{sign} ", style), Content(sentence(text)))
