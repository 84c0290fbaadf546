"""The command palette: the same table of commands, with the same words."""

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from inspector.tui.command import Command, Group
from inspector.tui.commands import COMMANDS
from inspector.tui.shape import is_small
from inspector.tui.widgets.masking import LONGEST, Masking
from inspector.tui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from inspector.tui.screens.main import MainScreen


_BY_USE = sorted(COMMANDS, key=lambda command: command.group is Group.MOVE)
"""The commands with those at the end that nobody needs the palette for."""


class Palette(CommandPalette):
    """The list of commands, or of what else can be searched; covered where the terminal is too small.

    Its field is bounded like all others, and has signs for what hides.
    """

    def compose(self) -> ComposeResult:
        """Compose the list and its cover."""
        yield from super().compose()
        yield TooSmall(classes="too-small")

    def on_mount(self) -> None:
        """Set the field up."""
        field = self.query_one(Input)
        field.max_length, field.highlighter = LONGEST, Masking()

    def on_resize(self) -> None:
        """Cover the list where the terminal is too small."""
        self.set_class(is_small(*self.app.size), "-small")


class CommandProvider(Provider):
    """Offers every command; those that cannot run now say why."""

    @property
    def _main(self) -> "MainScreen":
        return cast("MainScreen", self.screen)

    def _help(self, command: Command) -> str:
        """Return our own words only: Textual reads them as markup."""
        reason = command.reason_not(self._main.situation)
        return f"Not now: {reason}" if reason else command.explanation(self._main.situation)

    def _run(self, command: Command) -> None:
        self._main.run_command(command.id)

    async def discover(self) -> Hits:
        """Yield what can be done now."""
        for command in _BY_USE:
            if command.id != "palette" and not command.reason_not(self._main.situation):
                words = command.words(self._main.situation)
                yield DiscoveryHit(
                    _display(Content(words), command),
                    lambda command=command: self._run(command),
                    text=words,
                    help=self._help(command),
                )

    async def search(self, query: str) -> Hits:
        """Yield the commands that match `query`."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            words = command.words(self._main.situation)
            score = matcher.match(words)
            if score > 0 and command.id != "palette":
                yield Hit(
                    score,
                    _display(matcher.highlight(words), command),
                    lambda command=command: self._run(command),
                    text=words,
                    help=self._help(command),
                )


def _display(label: Content, command: Command) -> Content:
    return Content.assemble(label, (f"  {command.key}", "$text-accent")) if command.key else label
