"""The page about devices: what each release makes of the chain, and how far each pin reaches."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding

from inspector.chain.pin import Pin
from inspector.tui.present.devices import computing_page, devices_page
from inspector.tui.present.page import Page
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.minimum import MinimumDialog
from inspector.tui.screens.path_sheet import Load, PathSheet
from inspector.tui.widgets.tab_strip import Tab

if TYPE_CHECKING:
    from inspector.devices.looking import DeviceKey

TABS = (Tab("Android", "Android (AOSP)"), Tab("iOS", "Apple (by that release)"))
"""The systems, by the ids that `inspector.devices` gives them."""


class DevicesScreen(PathSheet):
    """Ranges of releases and the matrix of pins."""

    PAGE = "devices"
    BINDINGS = [Binding("m", "minimum", "Minimum SDK", id="devices-minimum", show=False)]

    def __init__(
        self,
        load: Load,
        copy: Callable[[str, str], None],
        *,
        minimum: int | None,
        set_minimum: Callable[[int | None], None],
        picked: Callable[[], frozenset[Pin]],
        pick: "Callable[[DeviceKey], None]",
    ) -> None:
        """Show what `load` gives; `set_minimum` is told when the minimum SDK changes."""
        super().__init__("the devices", copy, load, picked=picked, pick=pick, tabs=TABS)
        self._minimum, self._set = minimum, set_minimum

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("m", "Min SDK", "minimum", id="minimum")
        yield from super().buttons()

    @property
    def is_waiting(self) -> bool:
        """Whether there is no answer yet."""
        return self._devices is None

    def draw(self, width: int) -> Page:
        """Return the page of the open tab."""
        if self._devices is None:
            return computing_page(width)
        return devices_page(self._devices, width, system=self.tab, minimum=self._minimum, picked=self._picked())

    def action_minimum(self) -> None:
        """Ask for the minimum SDK."""

        def answered(level: int | None) -> None:
            if level is not None:
                self._minimum = level or None
                self._set(self._minimum)
                self.open(TABS[0].id)

        self.app.push_screen(MinimumDialog(self._minimum), answered)
