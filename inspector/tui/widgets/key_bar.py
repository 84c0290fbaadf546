"""The key bar: the commands that matter, dimmed where they cannot run."""

from textual.content import Content
from textual.reactive import reactive

from inspector.tui.command import Situation
from inspector.tui.commands import COMMANDS
from inspector.tui.present.hint import hint
from inspector.tui.widgets.hints import HintsMixin

_DISPENSABLE = ("refetch", "host", "copy-nsc", "copy-okhttp", "copy-pin", "pick", "quit", "help")
"""What leaves a screen that is too narrow, in this order."""


class KeyBar(HintsMixin, can_focus=False):
    """One line of keys at the foot of the screen."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        dock: bottom;
    }
    """
    ALLOW_SELECT = False

    situation: reactive[Situation] = reactive(Situation())
    """What the commands depend on."""

    typing: reactive[bool] = reactive(False)
    """Whether a field has the focus, so that letters are text."""

    def render(self) -> Content:
        """Return as many words as there is room for: the long ones, else the short ones."""
        width = self.size.width
        palette = hint("palette", "palette", hover=self.hint_under)
        if self.typing:
            return self._typing_line(width, palette)
        words = {command.id: command.footer for command in COMMANDS if command.footer}
        if self.situation.failed:
            words["copy-pin"] = "Copy details"
        full = self._line(words, "  ")
        if full.cell_length + palette.cell_length + 4 <= width:
            gap = width - full.cell_length - palette.cell_length
            return Content.assemble(full, " " * gap, palette)
        words = {command.id: command.short for command in COMMANDS if command.short}
        for separator in ("  ", " "):
            short = self._line(words, separator)
            if short.cell_length + palette.cell_length + 2 <= width:
                return Content.assemble(short, " " * (width - short.cell_length - palette.cell_length), palette)
        while len(words) > 2 and self._line(words, " ").cell_length > width:
            del words[next(name for name in _DISPENSABLE if name in words)]
        return self._line(words, " ")

    def _typing_line(self, width: int, palette: Content) -> Content:
        parts = [
            hint("inspect", "Inspect", key="enter", hover=self.hint_under),
            hint("back", "Leave the field", hover=self.hint_under),
            hint("help", "Help", key="f1", hover=self.hint_under),
            hint("quit", "Quit", key="^q", hover=self.hint_under),
        ]
        line = Content("  ").join(parts)
        gap = width - line.cell_length - palette.cell_length
        return Content.assemble(line, " " * gap, palette) if gap > 1 else line

    def _line(self, words: dict[str, str], separator: str) -> Content:
        enabled = {command.id: not command.reason_not(self.situation) for command in COMMANDS}
        return Content(separator).join(
            [hint(name, word, enabled=enabled[name], hover=self.hint_under) for name, word in words.items()]
        )
