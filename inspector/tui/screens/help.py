"""Help that writes itself from the table of commands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from inspector.clipboard import is_remote
from inspector.tui.command import shown_key
from inspector.tui.glossary import explain
from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.dialog import Dialog, KeyButton, Reader
from inspector.tui.screens.sheet import Sheet
from inspector.tui.widgets.page_view import PageView

_EVERY = "On every page"


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

    def __init__(self, rows: Sequence[HelpRow], environ: Mapping[str, str] | None = None, title: str = "Help") -> None:
        """List `rows`; with `environ`, the environment, also words and where copied text goes."""
        super().__init__(title)
        self._rows = tuple(rows)
        more = () if environ is None else (("Words", WORDS), ("Where copied text goes", clipboard_lines(environ)))
        self._more: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = more

    def body(self) -> ComposeResult:
        """Compose the text: a table whose key column never wraps into the words."""
        with Reader():
            for title, rows in groupby(self._rows, key=lambda row: row.group):
                yield Static(Content.styled(title, "b $text-primary"), classes="help-title")
                for row in rows:
                    yield Static(Content.styled(row.key, "b"), classes="help-key")
                    yield Static(_words(row), classes="help-words")
            for title, lines in self._more:
                yield Static(Content.styled(title, "b $text-primary"), classes="help-title")
                for head, text in lines:
                    yield Static(Content.styled(head, "b"), classes="help-key")
                    yield Static(Content(text), classes="help-words")


def open_page_help(page: Dialog[Any]) -> None:
    """Show the keys of `page`."""
    page.app.push_screen(HelpScreen(page_rows(page), title=f"Keys {SIGNS.dot} {page.heading}"))


def page_rows(page: Dialog[Any]) -> list[HelpRow]:
    """Return the keys of `page` as its bindings and buttons name them: its own first, then those of every page."""
    keys: dict[str, list[str]] = {}
    rows: dict[str, tuple[str, str, str]] = {}
    taken: set[str] = set()
    kinds = [kind for owner in (page, page.focused) if owner is not None for kind in type(owner).__mro__]
    for kind in (kind for kind in kinds if kind.__module__.startswith("inspector.") and kind is not KeyButton):
        group = _EVERY if kind in (Dialog, Sheet, Reader, PageView) else page.heading
        for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ())):
            if binding.key in taken or not page.check_action(*_parsed(binding.action)):
                continue
            taken.add(binding.key)
            keys.setdefault(binding.action, []).append(shown_key(binding.key))
            rows.setdefault(binding.action, (group, binding.description, binding.tooltip))
    for button in page.query(KeyButton):
        if button.does not in rows and button.offered:
            keys[button.does], rows[button.does] = [button.key], (page.heading, button.words, "")
    found = [HelpRow(group, " ".join(keys[action]), label, more) for action, (group, label, more) in rows.items()]
    return sorted(found, key=lambda row: row.group == _EVERY)


def _parsed(action: str) -> tuple[str, tuple[object, ...]]:
    _, name, parameters = parse(action)
    return name, parameters


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
