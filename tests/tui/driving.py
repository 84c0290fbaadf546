"""How the tests drive the app: until it rests, and reading what stands on the screen."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest
from rich.segment import Segment
from textual.pilot import Pilot
from textual.widgets import Input
from tui.samples import HOST, Recorder, app

from inspector.inspection import Settings
from inspector.tui.app import InspectorApp
from inspector.tui.screens.main import MainScreen
from inspector.tui.widgets.snippet import SnippetPane

WIDE, NARROW, SMALL = (120, 40), (80, 24), (60, 20)
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])


class Driver:
    """The app under a pilot, with what it asked and copied."""

    def __init__(self, pilot: Pilot[None], recorder: Recorder) -> None:
        self.pilot = pilot
        self.recorder = recorder

    @property
    def app(self) -> InspectorApp:
        """The app."""
        found = self.pilot.app
        assert isinstance(found, InspectorApp)
        return found

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        found = self.app.screen_stack[0]
        assert isinstance(found, MainScreen)
        return found

    async def rest(self) -> None:
        """Wait until no worker is busy and everything is drawn."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Let the app go on until something holds."""
        for _ in range(300):
            if holds():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.text)

    async def press(self, *keys: str) -> None:
        """Press keys and wait until the app rests."""
        await self.pilot.press(*keys)
        await self.rest()

    @property
    def lines(self) -> list[str]:
        """The lines of the screen as text."""
        return ["".join(segment.text for segment in line) for line in self.strips()]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines)

    def strips(self) -> list[list[Segment]]:
        """Return the segments of each line of the screen."""
        screen = self.app.screen
        return [list(strip) for strip in screen._compositor.render_strips(screen.size)]

    @property
    def toasts(self) -> list[str]:
        """What was said in toasts so far, oldest first."""
        return [notification.message for notification in self.app._notifications]

    def where(self, text: str, nth: int = 0) -> tuple[int, int]:
        """Return column and row of the `nth` place where `text` begins on the screen."""
        places = [
            (line.index(text, start), row) for row, line in enumerate(self.lines) for start in _starts(line, text)
        ]
        assert places, f"{text!r} is not on the screen:\n{self.text}"
        return places[nth]

    async def click(self, text: str, nth: int = 0, times: int = 1) -> None:
        """Click on the first letter of `text` where it stands on the screen."""
        await self.pilot.click(offset=self.where(text, nth), times=times)
        await self.rest()

    @property
    def focus(self) -> str:
        """The id of the widget that has the focus; empty without one."""
        focused = self.app.focused
        return focused.id or "" if focused is not None else ""

    @property
    def code(self) -> str:
        """The code that the snippet pane shows."""
        return self.main.query_one(SnippetPane).view.page.text

    @property
    def state(self) -> str:
        """What the middle of the main screen shows."""
        return self.main.state.value

    @property
    def host_field(self) -> Input:
        """The host field."""
        return self.main.query_one("#host", Input)


def shown(driver: Driver) -> type[object]:
    """Return the class of the screen on top."""
    return type(driver.app.screen)


def _starts(line: str, text: str) -> Iterator[int]:
    start = line.find(text)
    while start >= 0:
        yield start
        start = line.find(text, start + 1)


@asynccontextmanager
async def driving(
    recorder: Recorder | None = None,
    *,
    text: str | None = HOST,
    size: tuple[int, int] = WIDE,
    settings: Settings | None = None,
    rest: bool = True,
) -> AsyncIterator[Driver]:
    """Run the app and give its driver; with `rest` the chain has come already."""
    used = recorder or Recorder()
    made = app(used, text, settings=settings)
    async with made.run_test(size=size, notifications=True) as pilot:
        driver = Driver(pilot, used)
        if rest:
            await driver.rest()
        try:
            yield driver
        finally:
            driver.main.fetching.cancel()
            for gate in (*used.gates.values(), *(each.gate for each in used.rounds if each.gate is not None)):
                gate.set()
