"""The verdict strip: one line that says what a client would make of the chain."""

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from inspector.tui.present.hint import hint
from inspector.tui.shape import is_tabbed
from inspector.tui.widgets.hints import CommandInvoked
from inspector.tui.widgets.terms import tell_drawn_term

if TYPE_CHECKING:
    from inspector.inspection import Inspection


_GAP = 2
"""Cells between the marks and the key."""


class VerdictStrip(Widget, can_focus=False):
    """The verdict; a click opens all findings."""

    DEFAULT_CSS = "VerdictStrip { height: 1; }"
    ALLOW_SELECT = False

    inspection: "reactive[Inspection | None]" = reactive(None)
    """The chain that is shown, or None."""

    def render(self) -> Content:
        """Return the marks that there is room for."""
        if self.inspection is None:
            return Content("")
        from inspector.tui.present.verdict import verdict_line, verdict_marks

        marks, width = verdict_marks(self.inspection), self.size.width
        if not self.inspection.findings or not is_tabbed(*self.app.size):
            return verdict_line(marks, width)
        for words in ("findings and what to do", "findings", "why"):
            key = hint("findings", words)
            line = verdict_line(marks, width - key.cell_length - _GAP)
            if words == "why" or line.plain == verdict_line(marks, width).plain:
                break
        return Content.assemble(line, " " * (width - line.cell_length - key.cell_length), key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the tooltip explain the term under the mouse."""
        tell_drawn_term(self, event)

    def on_click(self, event: events.Click) -> None:
        """Open all findings."""
        if self.inspection is not None:
            event.stop()
            self.post_message(CommandInvoked("findings"))
