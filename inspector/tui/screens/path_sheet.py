"""What the pages of devices and paths share: a key that picks what stands in the path of other devices alone."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding

from inspector.chain.pin import Pin
from inspector.tui.screens.chain_sheet import ChainSheet
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.widgets.tab_strip import Tab

if TYPE_CHECKING:
    from inspector.devices.looking import DeviceKey, Devices

Load = Callable[[], Awaitable["Devices"]]
"""Gives what devices make of the chain."""


class PathSheet(ChainSheet):
    """A page about paths; `u` puts a key that the shown path lacks into the pin set, or takes it out again."""

    BINDINGS = [Binding("u", "pick", "Pick a key beyond the shown path", id="beyond-pick", show=False)]

    def __init__(
        self,
        what: str,
        copy: Callable[[str, str], None],
        load: Load,
        *,
        picked: Callable[[], frozenset[Pin]],
        pick: "Callable[[DeviceKey], None]",
        tabs: tuple[Tab, ...] = (),
    ) -> None:
        """Make the page with what `load` gives; `pick` puts a key into the pin set or takes it out, `picked` tells."""
        super().__init__(what, copy, tabs)
        self._load, self._picked, self._pick = load, picked, pick
        self._devices: Devices | None = None

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        button = KeyButton("u", "Pick", "pick", id="pick")
        button.offered = False
        yield button
        yield from super().buttons()

    async def ask(self) -> None:
        """Get the devices, and offer the keys that only they have."""
        self._devices = await self._load()
        self.query_one("#pick", KeyButton).offer(bool(self._beyond))
        self._name_pick()
        self.redraw()

    @property
    def _beyond(self) -> "tuple[DeviceKey, ...]":
        if self._devices is None:
            return ()
        from inspector.devices.keys import keys_beyond

        return keys_beyond(self._devices)

    def action_pick(self) -> None:
        """Pick the one key that the shown path lacks, or ask which."""
        keys = self._beyond
        if len(keys) == 1:
            self._picks(keys[0])
        elif keys:
            from inspector.tui.screens.beyond import BeyondDialog

            self.app.push_screen(BeyondDialog(keys, self._picked()), self._picks)
        elif self._devices is not None:
            said = "Every key of these paths is a layer of the chain: space picks it there."
            self.notify(said, severity="warning", timeout=5, markup=False)

    def _picks(self, key: "DeviceKey | None") -> None:
        if key is not None:
            self._pick(key)
            self._name_pick()
            self.redraw()

    def _name_pick(self) -> None:
        """Name on the button what it does: the one key, where there is one."""
        keys = self._beyond
        dropped = len(keys) == 1 and keys[0].pin in self._picked()
        self.query_one("#pick", KeyButton).say("Drop" if dropped else "Pick")
