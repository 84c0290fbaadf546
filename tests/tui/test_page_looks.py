"""Pictures of the pages about devices, paths and faces, named by state and size."""

import threading

import pytest
from textual.pilot import Pilot
from tui.crossed import HOST as CROSSED
from tui.crossed import crossed
from tui.samples import Recorder, Round, app
from tui.shop import HOST, half, shop, whole
from tui.test_looks import SIZES, SnapCompare, pressing


def recorder(*rounds: Round) -> Recorder:
    """Return a recorder with the cross-signed chain, and with the shop and `rounds` of its faces."""
    return Recorder(answers={CROSSED: crossed(), HOST: shop()}, rounds=list(rounds))


@pytest.mark.parametrize("size", SIZES)
def test_devices(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The leaf is picked, and each range of Android's releases has its line."""
    assert snap_compare(app(recorder(), CROSSED), terminal_size=size, run_before=pressing("space", "v"))


@pytest.mark.parametrize("size", SIZES)
def test_paths(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Two roots above one chain, and who takes which."""
    assert snap_compare(app(recorder(), CROSSED), terminal_size=size, run_before=pressing("p"))


@pytest.mark.parametrize("size", SIZES)
def test_faces(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """All leaf keys are known, and none is picked."""
    assert snap_compare(app(recorder(Round(whole())), HOST), terminal_size=size, run_before=pressing("a"))


@pytest.mark.parametrize("size", SIZES)
def test_faces_stopped(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Stopped half way, and what is known was picked."""
    gate = threading.Event()

    async def before(pilot: Pilot[None]) -> None:
        await pressing()(pilot)
        await pilot.press("a")
        while "3 of 8" not in pilot.app.screen.query_one("PageView").page.text:  # type: ignore[attr-defined]
            await pilot.pause(0.02)
        await pilot.press("escape")
        gate.set()
        await pilot.app.workers.wait_for_complete()
        pilot.app.screen._pick()  # type: ignore[attr-defined]
        pilot.app.screen.redraw()  # type: ignore[attr-defined]
        pilot.app.clear_notifications()
        await pilot.pause()

    used = recorder(Round(whole(), told=(half(),), gate=gate))
    assert snap_compare(app(used, HOST), terminal_size=size, run_before=before)
