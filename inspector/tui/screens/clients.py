"""The dialog that lists every client that code can be written for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.list_dialog import ListDialog

if TYPE_CHECKING:
    from inspector.clients.client import Client
    from inspector.tui.snippets import Written


class ClientsDialog(ListDialog[str]):
    """Gives the name of the chosen client."""

    BINDINGS = [
        Binding("q", "cancel", "Close", id="clients-close", show=False),
    ]

    def __init__(
        self, clients: "tuple[Client, ...]", current: str, written: "Callable[[Client], Written] | None" = None
    ) -> None:
        """List `clients` in their order, with the cursor on the one called `current`.

        `written` gives what each makes of the pin set; None while nothing is chosen.
        """
        super().__init__("Clients")
        self._clients = {client.name: client for client in clients}
        self._current = current
        self._written = {client.name: written(client) for client in clients} if written else {}

    def body(self) -> ComposeResult:
        """Compose the list, and below it what the client under the cursor is and makes of the pin set."""
        width = max(len(client.title) for client in self._clients.values())
        rows = OptionList(
            *(Option(self._row(client, width), id=client.name) for client in self._clients.values()),
            id="clients",
            markup=False,
            compact=True,
        )
        names = list(self._clients)
        rows.highlighted = names.index(self._current) if self._current in names else 0
        yield rows
        yield Static(id="client", markup=False)

    def _row(self, client: "Client", width: int) -> Content:
        """Return title and summary; the title of one that cannot express the pin set is no brighter than the rest."""
        style = "$text-muted" if self._refusal(client.name) else "bold"
        return Content.assemble((client.title.ljust(width + 2), style), (client.summary, "$text-muted"))

    def _refusal(self, name: str) -> str:
        """Return why the client cannot express the pin set, one clause, or an empty text."""
        from inspector.tui.snippets import Refusal

        written = self._written.get(name)
        return written.reason if isinstance(written, Refusal) else ""

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell all about the client under the cursor."""
        event.stop()
        name = event.option_id or ""
        reason = self._refusal(name)
        lines = [Content(self._clients[name].summary)]
        if reason:
            lines.append(Content.assemble((f"{SIGNS.warning} ", "$text-warning"), f"{reason}."))
        self.query_one("#client", Static).update(Content("\n").join(lines))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Leave with the client."""
        event.stop()
        self.dismiss(event.option_id)
