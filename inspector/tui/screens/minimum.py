"""The dialog that asks for the app's minimum SDK."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.field import CALM, FieldDialog, praised, told
from inspector.tui.widgets.field import Field


class LevelInput(Field):
    """A field for digits, which leaves letters to the dialog's keys."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether the field takes this key itself."""
        return character is not None and character in "0123456789"


class MinimumDialog(FieldDialog[int]):
    """Gives an API level, 0 where every release is to count, or None where nothing is to change."""

    BINDINGS = [Binding("n", "none", "None", id="minimum-none", show=False, priority=True)]

    def __init__(self, current: int | None) -> None:
        super().__init__(
            "Minimum SDK",
            "The lowest API level on which the app runs (minSdk): a pin that some release from there on does not reach "
            "is marked. Nothing: every release counts.",
            value=str(current or ""),
            example="24",
            take="Set",
        )

    def field(self, value: str, example: str) -> Input:
        """Return the field; its text is selected, so that typing begins anew."""
        return LevelInput(value, placeholder=example, id="field", max_length=3, restrict=r"[0-9]*")

    def answers(self) -> ComposeResult:
        """Compose the answer that is no level."""
        yield KeyButton("n", "None", "none", id="none")

    def judge(self, text: str) -> Content:
        """Return which version the level is, or why it is none."""
        if not text:
            return Content.styled("Every release counts.", CALM)
        version, hint = _version(int(text))
        return praised(f"Android {version} and later") if version else told(f"API {text} is no level", hint)

    def action_none(self) -> None:
        """Leave with: every release counts."""
        self.dismiss(0)

    def action_submit(self) -> None:
        """Take the level."""
        text = self.text
        if not text:
            self.dismiss(0)
        elif _version(int(text))[0]:
            self.dismiss(int(text))


def _version(level: int) -> tuple[str, str]:
    """Return the oldest Android version that is known from `level` on, else an empty text and what to give."""
    from inspector.trust.android import releases

    known = releases()
    first, last = known[0].api, known[-1].api
    if not first <= level <= last:
        return "", f"Give one from {first} to {last}, such as 24 for Android 7.0"
    return next(item.version for item in known if item.api >= level), ""
