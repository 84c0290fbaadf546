"""Widgets whose hints the mouse can press: the key bar, and the hints of the panes."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from inspector.tui.command import Situation
from inspector.tui.commands import BY_ID
from inspector.tui.present.hint import COMMAND_META
from inspector.tui.widgets.terms import tell_drawn_term


class CommandInvoked(Message):
    """A hint was clicked."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self.command = command
        """The id of the command."""


def hint_at(event: events.MouseEvent) -> str:
    """Return the id of the command under the mouse, or an empty text."""
    command = event.style.meta.get(COMMAND_META)
    return command if isinstance(command, str) else ""


class HintsMixin(Widget):
    """Presses the hint that is clicked, and brightens and explains the one under the mouse."""

    hint_under: reactive[str] = reactive("")
    """The id of the command whose hint is under the mouse."""

    def on_click(self, event: events.Click) -> None:
        """Press the hint under the mouse."""
        command = hint_at(event)
        if command:
            event.stop()
            self.post_message(CommandInvoked(command))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Brighten the hint under the mouse, and let the tooltip tell what it does."""
        command = hint_at(event)
        if command != self.hint_under:
            self.hint_under = command
            self.tooltip = Content(self._explain(command)) if command else None
        if not command:
            tell_drawn_term(self, event)

    def _explain(self, name: str) -> str:
        situation = getattr(self.screen, "situation", Situation())
        command = BY_ID[name]
        return f"{command.words(situation)}. {command.explanation(situation)}".rstrip()

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hint_under = ""
