"""Help that writes itself from the table of commands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from inspector.clipboard import is_remote
from inspector.tui.screens.dialog import Dialog, Reader


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One command as help lists it."""

    group: str
    """Title under which it stands; rows of one group follow each other."""

    key: str
    """Its keys as people write them; empty where it has none."""

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
    ("pin", "SHA-256 of a public key (its DER SubjectPublicKeyInfo). It stays the same as long as the key does."),
    ("fingerprint", "SHA-256 of a whole certificate. It is never a pin, though it looks like one."),
    ("backup pin", "The pin of a key that is not in today's chain, kept in reserve so that apps survive a change."),
    ("path", "The chain as a client builds it, with the root that the server does not send. Pins match the path."),
)
"""The words that are mixed up most often."""


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
