"""Rounds of asking for faces: stopped half way, answered too late, asked anew, and with nobody to answer."""

import threading

from tui.driving import NARROW, driving, shown
from tui.samples import Round
from tui.shop import HOST, PINS, answer, faces, half, recorder, shop, whole

from inspector.net.errors import Cause, FetchError, Stage
from inspector.tui.screens.main import MainScreen


async def test_stopped_half_way_by_keys() -> None:
    """Esc stops at once, by the switch, and keeps what came; only the next esc leaves; the late end changes nothing."""
    gate = threading.Event()
    used = recorder(Round(whole(), told=(half(),), gate=gate), Round(whole()))
    async with driving(used, text=HOST) as driver:
        await driver.pilot.press("a")
        await driver.until(lambda: "3 of 8 questions answered, esc stops" in driver.text)
        assert "esc Stop" in driver.text
        await driver.pilot.press("escape")
        await driver.pilot.pause()
        assert used.begun[0][2].is_set
        assert "Stopped: 3 of 8 questions were answered." in driver.text
        assert "esc Close" in driver.text
        gate.set()
        await driver.rest()
        assert "Stopped: 3 of 8 questions were answered." in driver.text
        assert PINS["edge"] not in driver.text
        await driver.press("u")
        assert driver.toasts[-1] == "2 leaf keys are in the pin set."
        await driver.press("escape")
        assert shown(driver) is MainScreen
        await driver.press("a")
        assert len(used.begun) == 1
        assert "Stopped: 3 of 8 questions were answered." in driver.text
        await driver.press("r")
        assert "3 leaf keys are in use" in driver.text


async def test_stopped_half_way_by_mouse() -> None:
    """The button that closes stops first, and says so."""
    used = recorder(Round(whole(), told=(half(),), gate=threading.Event()))
    async with driving(used, text=HOST, size=NARROW) as driver:
        await driver.pilot.press("a")
        await driver.until(lambda: "3 of 8 questions answered" in driver.text)
        await driver.pilot.click(offset=driver.where("esc Stop"))
        await driver.pilot.pause()
        assert "Stopped: 3 of 8" in driver.text
        await driver.until(lambda: not driver.app.screen.query_one("#leave").has_class("-active"))
        await driver.pilot.click(offset=driver.where("esc Close"))
        await driver.until(lambda: shown(driver) is MainScreen)


async def test_a_late_answer_does_not_overwrite_a_newer_one() -> None:
    """Asked again while the first round hangs: the first is switched off, and its end is dropped when it comes."""
    gate = threading.Event()
    newer = faces(answer("ecdsa"))
    used = recorder(Round(whole(), told=(half(),), gate=gate), Round(newer))
    async with driving(used, text=HOST) as driver:
        await driver.pilot.press("a")
        await driver.until(lambda: "3 of 8" in driver.text)
        await driver.pilot.press("r")
        await driver.until(lambda: "1 leaf key is in use." in driver.text)
        assert used.begun[0][2].is_set
        gate.set()
        await driver.rest()
        assert "1 leaf key is in use." in driver.text
        assert PINS["rsa"] not in driver.text


async def test_closing_ends_the_round() -> None:
    """Leaving the page by its own key switches the asking off, and so does quitting."""
    used = recorder(Round(whole(), told=(half(),), gate=threading.Event()))
    async with driving(used, text=HOST) as driver:
        await driver.pilot.press("a")
        await driver.until(lambda: "3 of 8" in driver.text)
        await driver.pilot.press("a")
        await driver.pilot.pause()
        assert shown(driver) is MainScreen
        assert used.begun[0][2].is_set


async def test_another_chain_asks_anew() -> None:
    """Answers belong to the chain that they were asked for: after a new fetch nothing is left of them."""
    used = recorder()
    async with driving(used, text=HOST) as driver:
        await driver.press("a", "escape")
        used.answers[HOST] = shop()
        await driver.press("r")
        await driver.press("a")
        assert len(used.begun) == 2


async def test_a_name_that_is_gone_is_told() -> None:
    """Where nothing can be asked the page says why and what to try, and picking says that nothing is known."""
    error = FetchError(Stage.NAME, Cause.NOT_FOUND, f"there is no host called {HOST}", "Check the spelling.")
    async with driving(recorder(Round(error)), text=HOST) as driver:
        await driver.press("a")
        assert f"✗ There is no host called {HOST}. Check the spelling." in driver.text
        await driver.press("u")
        assert driver.toasts[-1] == "No leaf key is known yet."
