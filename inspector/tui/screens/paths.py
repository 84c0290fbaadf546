"""The page of all paths: a ladder with forks, who takes which, and in how many each pin stands."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from inspector.inspection import Inspection
from inspector.tui.present.page import Page
from inspector.tui.present.paths import paths_page
from inspector.tui.screens.chain_sheet import ChainSheet

if TYPE_CHECKING:
    from inspector.devices import Devices


class PathsScreen(ChainSheet):
    """The paths, at once those of the store and then those of devices."""

    PAGE = "paths"

    def __init__(
        self, inspection: Inspection, load: Callable[[], Awaitable["Devices"]], copy: Callable[[str, str], None]
    ) -> None:
        """Show the paths of `inspection`; `load` gives what devices take."""
        super().__init__("the paths", copy)
        self._inspection, self._load = inspection, load
        self._devices: Devices | None = None

    async def ask(self) -> None:
        """Get what devices take."""
        self._devices = await self._load()
        self.redraw()

    def draw(self, width: int) -> Page:
        """Return the page."""
        return paths_page(self._inspection, self._devices, width)
