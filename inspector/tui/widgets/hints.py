"""Words that are keys and mouse targets at once: the key bar, and the hints of the panes."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from inspector.tui.commands import BY_ID
from inspector.tui.present.signs import SIGNS

COMMAND_META = "command"
"""Key under which a hint carries the id of its command."""


class CommandInvoked(Message):
    """A hint was clicked."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self.command = command
        """The id of the command."""


def hint(command: str, words: str, *, enabled: bool = True, hover: str = "", key: str = "") -> Content:
    """Return the key of a command (the first, or `key`) and `words`, which the mouse can press."""
    key_style = "bold $text-accent" if enabled else "$text-disabled"
    word_style = ("$foreground" if hover == command else "$text-muted") if enabled else "$text-disabled"
    content = Content.assemble((key or BY_ID[command].key or SIGNS.cursor, key_style), (f" {words}", word_style))
    return content.stylize(Style.from_meta({COMMAND_META: command}))


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
            self.tooltip = Content(f"{BY_ID[command].label}. {BY_ID[command].help}") if command else None

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hint_under = ""
