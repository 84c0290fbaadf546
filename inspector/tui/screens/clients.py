"""The dialog that lists every client that code can be written for."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from inspector.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from inspector.clients.client import Client


class ClientsDialog(Dialog[str]):
    """Gives the name of the chosen client."""

    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding("j", "move(1)", "Down", show=False),
        Binding("k", "move(-1)", "Up", show=False),
        Binding("q", "cancel", "Close", id="clients-close", show=False),
    ]

    def __init__(self, clients: "tuple[Client, ...]", current: str) -> None:
        """List `clients` in their order, with the cursor on the one called `current`."""
        super().__init__("Clients")
        self._clients = clients
        self._current = current

    def body(self) -> ComposeResult:
        """Compose the list: title, and what it is in one line."""
        width = max(len(client.title) for client in self._clients)
        options = [
            Option(
                Content.assemble((client.title.ljust(width + 2), "bold"), (client.summary, "$text-muted")),
                id=client.name,
            )
            for client in self._clients
        ]
        rows = OptionList(*options, id="clients", markup=False, compact=True)
        names = [client.name for client in self._clients]
        rows.highlighted = names.index(self._current) if self._current in names else 0
        yield rows

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        rows = self.query_one(OptionList)
        if by > 0:
            rows.action_cursor_down()
        else:
            rows.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Leave with the client."""
        event.stop()
        self.dismiss(event.option_id)
