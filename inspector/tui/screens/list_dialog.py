"""A dialog in which one thing of a list is chosen."""

from textual.binding import Binding
from textual.widgets import OptionList

from inspector.tui.screens.dialog import Dialog, ResultT


class ListDialog(Dialog[ResultT]):
    """A dialog whose body has one list, with the keys that readers know."""

    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding("j", "move(1)", "Down", show=False),
        Binding("k", "move(-1)", "Up", show=False),
    ]

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        rows = self.query_one(OptionList)
        if by > 0:
            rows.action_cursor_down()
        else:
            rows.action_cursor_up()
