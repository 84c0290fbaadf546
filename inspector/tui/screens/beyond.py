"""The dialog that asks which of several keys beyond the shown path to pick or to drop."""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from inspector.chain.pin import Pin
from inspector.tui.present.ladder import ROLES
from inspector.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from inspector.devices.looking import DeviceKey


class BeyondDialog(Dialog["DeviceKey"]):
    """Gives the key that was chosen."""

    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding("j", "move('down')", "Down", show=False),
        Binding("k", "move('up')", "Up", show=False),
        Binding("q,u", "cancel", "Close", id="beyond-close", show=False),
    ]

    def __init__(self, keys: "Sequence[DeviceKey]", picked: Set[Pin]) -> None:
        """List `keys` in their order; those in `picked` are marked."""
        super().__init__("Pick a key beyond the shown path")
        self._keys, self._picked = tuple(keys), picked

    def body(self) -> ComposeResult:
        """Compose the list."""
        rows = (self._row(key) for key in self._keys)
        yield OptionList(*(Option(row) for row in rows), id="beyond", markup=False, compact=True)

    def _row(self, key: "DeviceKey") -> Content:
        mark = "[x]" if key.pin in self._picked else "[ ]"
        return Content.assemble((mark, "bold"), f" {ROLES[key.role]:5} ", key.name)

    def action_move(self, way: str) -> None:
        """Move the cursor."""
        rows = self.query_one(OptionList)
        if way == "down":
            rows.action_cursor_down()
        else:
            rows.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Leave with the key."""
        event.stop()
        self.dismiss(self._keys[event.option_index])
