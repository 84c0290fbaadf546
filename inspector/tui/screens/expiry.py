"""The dialog that changes the day from which Android's Network Security Config no longer pins."""

from datetime import date

from textual.content import Content

from inspector.pinning.draft import Expires
from inspector.pinning.expiry import ExpiryError, Proposal, expiry_words, parse_expiry
from inspector.tui.screens.field import CALM, FieldDialog, told


class ExpiryDialog(FieldDialog[date | Expires]):
    """Gives a date, `Expires.NEVER`, `Expires.PROPOSED` for an empty field, or None where nothing is to change."""

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
        words = expiry_words(day)
        return Content.styled(f"{words[:1].upper()}{words[1:]}.", CALM)

    def action_submit(self) -> None:
        """Take the date."""
        try:
            self.dismiss(self._read(self.text))
        except ExpiryError as error:
            self.say(told(error.reason, error.hint))
