"""The page of faces: every leaf key of the host, and one key that puts all of them into the pin set."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding

from inspector.chain.pin import Pin
from inspector.tui.present.faces import faces_page
from inspector.tui.present.page import Page
from inspector.tui.screens.chain_sheet import ChainSheet
from inspector.tui.screens.dialog import KeyButton

if TYPE_CHECKING:
    from inspector.tui.facing import Facing


class FacesScreen(ChainSheet):
    """Leaf keys by pin while the answers come in; esc stops the asking first, and then closes."""

    PAGE = "faces"
    BINDINGS = [
        Binding("u", "pick", "Pick all", id="faces-pick", show=False),
        Binding("r", "again", "Ask again", id="faces-again", show=False),
        Binding("q", "close", "Close", id="faces-close", show=False),
    ]

    def __init__(
        self,
        facing: "Facing",
        copy: Callable[[str, str], None],
        *,
        picked: Callable[[], frozenset[Pin]],
        needed: Callable[[], frozenset[Pin]],
        pick: Callable[[], None],
    ) -> None:
        """Show the faces of `facing`; `pick` puts the `needed` keys into the pin set or takes them out of it.

        `picked` tells what is in it.
        """
        super().__init__("the faces", copy)
        self._facing, self._picked, self._needed, self._pick = facing, picked, needed, pick

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("u", "Pick", "pick", id="union")
        yield KeyButton("r", "Again", "again", id="again")
        yield from super().buttons()

    def begin(self) -> None:
        """Ask, unless the answers are there already."""
        if self._facing.view.faces is None:
            super().begin()

    async def ask(self) -> None:
        """Ask every address."""
        await self._facing.ask(self._changed)

    def _changed(self) -> None:
        if self.is_attached:
            self.redraw()
            words = "Stop" if self._facing.is_asking else "Close"
            self.query_one("#leave", KeyButton).say(words)

    def draw(self, width: int) -> Page:
        """Return the page."""
        return faces_page(replace(self._facing.view, picked=self._picked()), width)

    def redraw(self, *, keep_place: bool = True) -> None:
        """Show the page anew, and what u does now."""
        super().redraw(keep_place=keep_place)
        drops = bool(self._facing.view.keys) and self._needed() <= self._picked()
        self.query_one("#union", KeyButton).say("Drop" if drops else "Pick")

    def action_pick(self) -> None:
        """Put all leaf keys into the pin set, or take them out where all are in it."""
        self._pick()
        self.redraw()

    def action_again(self) -> None:
        """Ask everything anew."""
        super().begin()

    def action_cancel(self) -> None:
        """Stop asking; where nothing is asked, leave."""
        if self._facing.is_asking:
            self._facing.cancel()
            self._changed()
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Leave; what is still asked is stopped."""
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Leave nothing running."""
        self._facing.cancel()
