"""The page of all paths: a ladder with forks, who takes which, and in how many each pin stands."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from inspector.chain.pin import Pin
from inspector.inspection import Inspection
from inspector.tui.present.page import Page
from inspector.tui.present.paths import paths_page
from inspector.tui.screens.path_sheet import Load, PathSheet

if TYPE_CHECKING:
    from inspector.devices.looking import DeviceKey


class PathsScreen(PathSheet):
    """The paths, at once those of the store and then those of devices."""

    PAGE = "paths"

    def __init__(
        self,
        inspection: Inspection,
        load: Load,
        copy: Callable[[str, str], None],
        *,
        picked: Callable[[], frozenset[Pin]],
        pick: "Callable[[DeviceKey], None]",
    ) -> None:
        """Show the paths of `inspection`; `load` gives what devices take."""
        super().__init__("the paths", copy, load, picked=picked, pick=pick)
        self._inspection = inspection

    def draw(self, width: int) -> Page:
        """Return the page."""
        return paths_page(self._inspection, self._devices, width, self._picked())
