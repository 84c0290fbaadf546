"""Pictures of the screen, named by state and size."""

import threading
from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui.driving import NARROW, SMALL, WIDE
from tui.samples import HOST, REFUSED, Recorder, app, inspection

from inspector.tui.widgets.loading import Loading

SnapCompare = Callable[..., bool]
Before = Callable[[Pilot[None]], Awaitable[None]]

SIZES = [pytest.param(WIDE, id="120x40"), pytest.param(NARROW, id="80x24")]


def pressing(*keys: str) -> Before:
    """Return what waits for the chain, presses `keys` and waits until all is drawn."""

    async def before(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()

    return before


@pytest.mark.parametrize("size", SIZES)
def test_empty(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Nothing asked yet."""
    assert snap_compare(app(Recorder(), None), terminal_size=size, run_before=pressing())


@pytest.mark.parametrize("size", SIZES)
def test_loading(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A fetch that lasts."""
    gate = threading.Event()

    async def before(pilot: Pilot[None]) -> None:
        await pilot.pause()
        loading = pilot.app.screen.query_one(Loading)
        loading.end()
        loading.doing, loading.seconds, loading.shown = "Connecting to 203.0.113.7:443", 2, True
        await pilot.pause()

    assert snap_compare(app(Recorder(gates={HOST: gate})), terminal_size=size, run_before=before)
    gate.set()


@pytest.mark.parametrize("size", SIZES)
def test_error(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A connection that was refused."""
    recorder = Recorder(answers={HOST: REFUSED})
    assert snap_compare(app(recorder), terminal_size=size, run_before=pressing())


@pytest.mark.parametrize("size", [*SIZES, pytest.param(SMALL, id="60x20")])
def test_chain(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A chain has come."""
    assert snap_compare(app(Recorder()), terminal_size=size, run_before=pressing())


@pytest.mark.parametrize("size", SIZES)
def test_picked(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Leaf and intermediate are picked."""
    assert snap_compare(app(Recorder()), terminal_size=size, run_before=pressing("space", "k", "space"))


@pytest.mark.parametrize("size", SIZES)
def test_snippet(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The code has the focus, as Network Security Config."""
    keys = ("space", "k", "space", "6", "left_square_bracket")
    assert snap_compare(app(Recorder()), terminal_size=size, run_before=pressing(*keys))


def test_private(snap_compare: SnapCompare) -> None:
    """An expired leaf with a wrong name, below a private anchor."""
    bad = inspection("other", "inter", store=("system", "the system's roots"), public=False)
    recorder = Recorder(answers={HOST: bad})
    assert snap_compare(app(recorder), terminal_size=WIDE, run_before=pressing())


def test_light(snap_compare: SnapCompare) -> None:
    """The same in the light theme."""
    assert snap_compare(app(Recorder()), terminal_size=WIDE, run_before=pressing("space", "k", "space", "t"))


def test_no_color(snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same without colours: everything is still told apart."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(Recorder()), terminal_size=WIDE, run_before=pressing("space", "k", "space"))
