"""The page of the rehearsal: what each event does to the pins that are chosen."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.binding import Binding

from inspector.tui.present.page import Page
from inspector.tui.present.rehearsal import DATES, MATRIX, WHY, rehearsal_page, rehearsing_page, unplayable_page
from inspector.tui.screens.sheet import Sheet
from inspector.tui.widgets.tab_strip import Tab

if TYPE_CHECKING:
    from inspector.rehearsing.report import Report

TABS = (Tab(MATRIX, "Events"), Tab(WHY, "Why"), Tab(DATES, "Dates"))
"""The pages."""


class RehearseScreen(Sheet[None]):
    """The matrix, the reasons and the dates; `w` saves all of it as Markdown."""

    SAVE = "Save as Markdown"
    BINDINGS = [
        Binding("w", "save", "Save as Markdown", id="rehearse-save", show=False),
        Binding("R", "cancel", "Close", id="rehearse-close", show=False),
    ]

    def __init__(
        self, load: Callable[[], Awaitable["Report | str"]], copy: Callable[[str, str], None], file_name: str
    ) -> None:
        """Show what `load` gives: the report, or why there is none in one sentence."""
        super().__init__("Rehearsal", copy, "the rehearsal", TABS)
        self._load, self._file_name = load, file_name
        self._report: Report | str | None = None

    def on_mount(self) -> None:
        """Say that it is being played, and play it."""
        self.redraw()
        self.run_worker(self._ask(), group="rehearse", exclusive=True)

    async def _ask(self) -> None:
        self._report = await self._load()
        self.redraw()

    @property
    def is_waiting(self) -> bool:
        """Whether there is no answer yet."""
        return self._report is None

    def draw(self, width: int) -> Page:
        """Return the page of the open tab."""
        if self._report is None:
            return rehearsing_page(width)
        if isinstance(self._report, str):
            return unplayable_page(self._report, width)
        return rehearsal_page(self._report, width, self.tab)

    def action_save(self) -> None:
        """Save the report as Markdown, once it is there."""
        from inspector.rehearsing.export import as_markdown
        from inspector.rehearsing.report import Report
        from inspector.tui.screens.save import SaveDialog

        if not isinstance(self._report, Report):
            return

        def saved(path: str | None) -> None:
            if path is not None:
                self.notify(f"Saved the rehearsal to {path}", timeout=6, markup=False)

        self.app.push_screen(SaveDialog(self._file_name, as_markdown(self._report), title="Save the rehearsal"), saved)
