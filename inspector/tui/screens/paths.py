"""The page of all paths: a ladder with forks, who takes which, and in how many each pin stands."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding

from inspector.inspection import Inspection
from inspector.tui.present.page import Page
from inspector.tui.present.paths import paths_page
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from inspector.devices import Devices


class PathsScreen(Sheet[str]):
    """The paths, at once those of the store and then those of devices; gives `devices` to go on to those, else None."""

    BINDINGS = [
        Binding("v", "devices", "Devices", id="paths-devices", show=False),
        Binding("p", "cancel", "Close", id="paths-close", show=False),
    ]

    def __init__(
        self, inspection: Inspection, load: Callable[[], Awaitable["Devices"]], copy: Callable[[str, str], None]
    ) -> None:
        """Show the paths of `inspection`; `load` gives what devices take."""
        super().__init__("Paths", copy, "the paths")
        self._inspection, self._load = inspection, load
        self._devices: Devices | None = None

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("v", "Devices", "devices", id="devices")
        yield from super().buttons()

    def on_mount(self) -> None:
        """Show the store's paths, and ask the devices."""
        self.redraw()
        self.run_worker(self._ask(), group="devices", exclusive=True)

    async def _ask(self) -> None:
        self._devices = await self._load()
        self.redraw()

    def draw(self, width: int) -> Page:
        """Return the page."""
        return paths_page(self._inspection, self._devices, width)

    def action_devices(self) -> None:
        """Go on to the devices."""
        self.dismiss("devices")
