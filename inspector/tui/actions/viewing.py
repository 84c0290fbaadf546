"""Looking: findings, help, themes, the maximised pane, and leaving."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.command import SimpleCommand, SimpleProvider
from textual.content import Content

from inspector.tui.actions.copying import deliver
from inspector.tui.command import shown_key
from inspector.tui.commands import COMMANDS
from inspector.tui.screens.main import MainScreen
from inspector.tui.themes import DARK, LIGHT
from inspector.tui.widgets.detail import Detail
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.panes import Right
from inspector.tui.widgets.snippet import SnippetPane


def _findings(screen: MainScreen) -> None:
    from inspector.tui.screens.findings import FindingsDialog

    if screen.session is not None:
        copy = partial(deliver, screen, saves=False)
        screen.app.push_screen(FindingsDialog(screen.session.findings, copy))


def _notes(screen: MainScreen) -> None:
    from inspector.tui.screens.message import MessageDialog

    pane = screen.query_one(SnippetPane)
    notes = Content("\n\n").join([Content(note) for note in pane.notes]) or Content("There are no notes.")
    copy = partial(deliver, screen, saves=False)
    screen.app.push_screen(MessageDialog(f"Notes on {pane.offer.client.title}", notes, copy, "the notes"))


def _help(screen: MainScreen) -> None:
    from inspector.tui.screens.help import HelpRow, HelpScreen

    now = screen.situation
    rows = [
        HelpRow(
            command.group.value,
            " ".join(shown_key(key) for key in command.keys) or "palette",
            command.words(now),
            command.explanation(now),
        )
        for command in COMMANDS
    ]
    rows.append(
        HelpRow("On pages and in dialogs", "? f1", "The keys of that page", "Inside a field, where ? is text: f1.")
    )
    screen.app.push_screen(HelpScreen(rows, os.environ))


def _maximise(screen: MainScreen) -> None:
    if screen.maximized is not None:
        screen.minimize()
        return
    if isinstance(screen.focused, Ladder):
        screen.maximize(screen.query_one("#chain"), container=False)
    elif screen.tabbed:
        screen.maximize(screen.query_one(Right), container=False)
    elif screen.focused is screen.query_one(SnippetPane).view:
        screen.maximize(screen.query_one(SnippetPane), container=False)
    else:
        screen.maximize(screen.query_one(Detail), container=False)
    screen.notify("z or esc brings the others back.", timeout=3, markup=False)


def _dark(screen: MainScreen) -> None:
    screen.app.theme = LIGHT if screen.app.current_theme.dark else DARK


def _theme(screen: MainScreen) -> None:
    from inspector.tui.palette import Palette

    app = screen.inspector
    commands: list[Any] = [
        SimpleCommand(name, partial(setattr, app, "theme", name), None) for name in app.usable_themes
    ]
    themes: Any = SimpleProvider(screen, commands)
    app.push_screen(Palette(providers=[themes], placeholder="Choose a theme"))


def _palette(screen: MainScreen) -> None:
    screen.app.action_command_palette()


def _quit(screen: MainScreen) -> None:
    screen.app.exit()


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "findings": _findings,
    "notes": _notes,
    "help": _help,
    "maximise": _maximise,
    "dark": _dark,
    "theme": _theme,
    "palette": _palette,
    "quit": _quit,
}
"""The commands of this file."""
