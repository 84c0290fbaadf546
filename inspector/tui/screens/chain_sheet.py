"""What the pages about the shown chain share: the keys that go from one to the other, and work beside the loop."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding

from inspector.tui.commands import BY_ID
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.sheet import Sheet
from inspector.tui.widgets.tab_strip import Tab

PAGES = {"devices": "Devices", "paths": "Paths", "faces": "Faces"}
"""The pages by the command that opens each, with their title."""


class ChainSheet(Sheet[str]):
    """A page about the shown chain; gives the command of the page that the user goes on to, else None."""

    PAGE: ClassVar[str]
    """The command that opens this page; its key closes it again."""

    BINDINGS = [
        Binding(BY_ID[page].keys[0], f"go('{page}')", title, id=f"page-{page}", show=False)
        for page, title in PAGES.items()
    ]

    def __init__(self, what: str, copy: Callable[[str, str], None], tabs: tuple[Tab, ...] = ()) -> None:
        """Make the page, whose text is copied as `what`."""
        super().__init__(PAGES[self.PAGE], copy, what, tabs)

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        for page, title in PAGES.items():
            if page != self.PAGE:
                yield KeyButton(BY_ID[page].key, title, f"go('{page}')", id=page)
        yield from super().buttons()

    def on_mount(self) -> None:
        """Show what is known, and ask for the rest."""
        self.redraw()
        self.begin()

    def begin(self) -> None:
        """Ask beside the event loop for what is to be shown; an earlier round ends."""
        self.run_worker(self.ask(), group="page", exclusive=True)

    async def ask(self) -> None:
        """Get what is to be shown, and show it."""
        raise NotImplementedError

    def action_go(self, page: str) -> None:
        """Go on to another page, or close this one."""
        self.dismiss(None if page == self.PAGE else page)
