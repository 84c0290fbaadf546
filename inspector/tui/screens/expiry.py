"""The dialog that changes the day from which Android's Network Security Config no longer pins."""

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from inspector.chain.text import sentence
from inspector.pinning.draft import Expires
from inspector.pinning.expiry import LINT_SOON, ExpiryError, Proposal, expiry_words, parse_expiry
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.field import CALM, FieldDialog, praised, told, warned
from inspector.tui.widgets.field import Field

NEVER_COSTS = "An app that is no longer updated stays locked out for good once none of its pinned keys is in use."
"""What `never` costs."""


class DateInput(Field):
    """A field for a date or `never`, which leaves other letters to the dialog's keys."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether the field takes this key itself."""
        return character is not None and character in "0123456789-"


class ExpiryDialog(FieldDialog[date | Expires]):
    """Gives a date, `Expires.NEVER`, `Expires.PROPOSED` for an empty field, or None where nothing is to change."""

    BINDINGS = [
        Binding("n", "fill('never')", "Never", id="expiry-never", show=False, priority=True),
        Binding("p", "fill('')", "As proposed", id="expiry-proposal", show=False, priority=True),
    ]

    def __init__(self, current: date | Expires, proposal: Proposal, today: date) -> None:
        match current:
            case Expires.NEVER:
                value = "never"
            case Expires.PROPOSED:
                value = proposal.day.isoformat() if proposal.day else ""
            case day:
                value = day.isoformat()
        super().__init__(
            "Expiry in the Network Security Config",
            f"A date, never, or nothing for the proposal: {proposal.reason}. OkHttp pins have no expiry.",
            value=value,
            example=proposal.day.isoformat() if proposal.day else "never",
            take="Set",
        )
        self._proposal, self._today = proposal, today

    def field(self, value: str, example: str) -> Input:
        """Return the field; its text is selected, so that typing begins anew."""
        allowed = r"[0-9-]*|n|ne|nev|neve|never"
        return DateInput(value, placeholder=example, id="field", max_length=10, restrict=allowed)

    def answers(self) -> ComposeResult:
        """Compose the two answers that are no date."""
        yield KeyButton("p", "Proposal", "fill('')", id="proposal")
        yield KeyButton("n", "Never", "fill('never')", id="never")

    def _read(self, text: str) -> date | Expires:
        if not text.strip():
            return Expires.PROPOSED
        day = parse_expiry(text, self._today)
        if day is None:
            return Expires.NEVER
        return Expires.PROPOSED if day == self._proposal.day else day

    def judge(self, text: str) -> Content:
        """Return what the date does on Android, or why it is none."""
        try:
            read = self._read(text)
        except ExpiryError as error:
            return told(error.reason, error.hint)
        day = self._proposal.day if read is Expires.PROPOSED else None if read is Expires.NEVER else read
        if day is None:
            return warned(f"{sentence(expiry_words(None))} {NEVER_COSTS}")
        cost = self._proposal.beyond(day)
        words = [warned(f"{sentence(expiry_words(day))} {cost}") if cost else praised(expiry_words(day))]
        if day - self._today < LINT_SOON:
            words.append(warned("Android lint will say that it expires soon"))
        words += [Content.styled(note, CALM) for note in self._proposal.notes]
        return Content("\n").join(words)

    def action_fill(self, text: str) -> None:
        """Write an answer into the field, where its meaning shows before enter takes it."""
        field = self.query_one("#field", Input)
        field.value = text
        field.focus()
        field.action_select_all()

    def action_submit(self) -> None:
        """Take the date."""
        try:
            self.dismiss(self._read(self.text))
        except ExpiryError as error:
            self.say(told(error.reason, error.hint))
