"""Help that writes itself from the table of commands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from inspector.clipboard import is_remote
from inspector.tui.glossary import explain
from inspector.tui.screens.dialog import Dialog, Reader


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One command as help lists it."""

    group: str
    """Title under which it stands; rows of one group follow each other."""

    key: str
    """Its keys as people write them, or the other way to it."""

    label: str
    """What it does."""

    help: str
    """One sentence more; may be empty."""


class HelpScreen(Dialog[None]):
    """All keys by group, the words of the field, and where copied text goes on this terminal."""

    AUTO_FOCUS = "Reader"
    BINDINGS = [Binding("question_mark,f1,q,enter", "cancel", "Close", id="help-close", show=False)]

    def __init__(self, rows: Sequence[HelpRow], environ: Mapping[str, str]) -> None:
        super().__init__("Help")
        self._rows, self._environ = tuple(rows), environ

    def body(self) -> ComposeResult:
        """Compose the text: a table whose key column never wraps into the words."""
        with Reader():
            for title, rows in groupby(self._rows, key=lambda row: row.group):
                yield Static(Content.styled(title, "b $text-primary"), classes="help-title")
                for row in rows:
                    yield Static(Content.styled(row.key, "b"), classes="help-key")
                    yield Static(_words(row), classes="help-words")
            for title, lines in (("Words", WORDS), ("Where copied text goes", clipboard_lines(self._environ))):
                yield Static(Content.styled(title, "b $text-primary"), classes="help-title")
                for head, text in lines:
                    yield Static(Content.styled(head, "b"), classes="help-key")
                    yield Static(Content(text), classes="help-words")


def _words(row: HelpRow) -> Content:
    return Content.assemble(Content(row.label), Content.styled(f"  {row.help}" if row.help else "", "$text-muted"))


WORDS = (
    *((term.word, term.sentence) for word in ("pin", "fingerprint", "backup pin", "path") if (term := explain(word))),
    ("f2", "Every other word, on any screen; the mouse over a word explains it too."),
)
"""The words that are mixed up most often, and where the others are."""


def clipboard_lines(environ: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return how copying works in this environment first, then what holds elsewhere, as pairs of head and text."""
    here = [
        line
        for holds, line in (
            (is_remote(environ), "This is an SSH session: text goes to your own terminal by OSC 52, unconfirmed."),
            (bool(environ.get("TMUX")), "Inside tmux: text goes into tmux's buffer (prefix ] pastes it), confirmed."),
            (bool(environ.get("STY")), "Inside GNU screen: OSC 52 may get lost; save with w."),
        )
        if holds
    ] or ["Text goes to the desktop's clipboard where a tool confirms it, else to the terminal, unconfirmed."]
    return (
        ("here", " ".join(here)),
        ("Linux", "wl-copy (Wayland), xclip or xsel (X11) confirm; without them the terminal is asked by OSC 52."),
        ("macOS", "pbcopy confirms. Terminal.app itself ignores OSC 52, so over SSH from it save with w."),
        ("iTerm2", "OSC 52 must be allowed in its settings, under General, Selection."),
        ("always", "w saves the snippet to a file, and the mouse selects text."),
    )
