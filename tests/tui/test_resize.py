"""Resizing keeps cursor, tab, places and picks; below the smallest size one calm line says what is needed."""

import pytest
from textual.events import Paste
from tui.driving import NARROW, SMALL, WIDE, driving
from tui.samples import PINS

from inspector.tui.widgets.detail import Detail
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.snippet import SnippetPane


async def test_cursor_tab_and_picks_survive() -> None:
    """From two columns to one and back the cursor, the open tab and the picks stay."""
    async with driving() as driver:
        await driver.press("k", "space", "4")
        for size in (NARROW, SMALL, (30, 8), WIDE):
            await driver.pilot.resize_terminal(*size)
            await driver.rest()
        assert driver.main.query_one(Ladder).number == 1
        assert driver.main.query_one(Detail).tab == "bytes"
        assert "[x] inter" in driver.text
        assert driver.focus == "ladder"


async def test_the_place_in_a_tab_survives() -> None:
    """A tab stays scrolled where it was, through a resize and through a visit to another tab."""
    async with driving() as driver:
        await driver.press("4", "enter", "down", "down", "down")
        view = driver.main.query_one(Detail).view
        assert view.scroll_y == 3
        await driver.press("5", "4")
        assert view.scroll_y == 3
        await driver.pilot.resize_terminal(*NARROW)
        await driver.rest()
        assert view.scroll_y == 3


async def test_the_snippet_stays_in_sight() -> None:
    """Whoever reads the snippet in two columns reads it in one, and the other way round keeps the last tab."""
    async with driving() as driver:
        await driver.press("space", "2", "6")
        await driver.pilot.resize_terminal(*NARROW)
        await driver.rest()
        assert driver.main.query_one(Detail).tab == "snippet"
        assert "CertificatePinner" in driver.text
        await driver.pilot.resize_terminal(*WIDE)
        await driver.rest()
        assert driver.main.query_one(Detail).tab == "names"
        assert "CertificatePinner" in driver.text


TOO_SMALL = [(59, 40), (120, 19), (50, 12), (20, 5)]


def said(size: tuple[int, int]) -> list[str]:
    """Return the words that stand alone on a screen of `size` that is too small."""
    return f"Needs 60x20 cells, has {size[0]}x{size[1]}. q quits, esc goes back.".split()


@pytest.mark.parametrize("size", TOO_SMALL, ids=str)
async def test_too_small_says_what_is_needed_and_takes_no_key(size: tuple[int, int]) -> None:
    """Below 60x20 nothing stands on the screen but what is needed and the keys that act, and no other key acts."""
    async with driving(size=size) as driver:
        assert driver.text.split() == said(size)
        await driver.press("space", "k", "c", "N", "enter")
        assert driver.main.current.picked == 0
        assert driver.recorder.copied == []
        assert len(driver.app.screen_stack) == 1
        await driver.pilot.resize_terminal(*SMALL)
        await driver.rest()
        assert driver.main.query_one(Ladder).number == 2
        assert "[ ] leaf" in driver.text


@pytest.mark.parametrize("keys", ["N", "b", "e", "v", "p", "f", "question_mark", "m", "C", "l", "ctrl+p", "T"])
async def test_too_small_covers_every_page(keys: str) -> None:
    """A page or dialog that is open is covered too, takes no key, and stands there again as it was."""
    async with driving() as driver:
        await driver.press("space", keys)
        page, before, focus = driver.app.screen, driver.text, driver.focus
        await driver.pilot.resize_terminal(50, 12)
        await driver.rest()
        assert driver.text.split() == said((50, 12))
        await driver.press("x", "enter", "down", "tab", "f1")
        driver.app.post_message(Paste("pasted"))
        await driver.rest()
        assert driver.app.screen is page
        await driver.pilot.resize_terminal(*WIDE)
        await driver.rest()
        assert (driver.text, driver.focus) == (before, focus)


async def test_too_small_still_goes_back_and_quits() -> None:
    """Esc closes the covered dialog without a result, and q quits even where a field would take the letter."""
    async with driving() as driver:
        await driver.press("N")
        await driver.pilot.resize_terminal(50, 12)
        await driver.press("escape")
        assert driver.app.screen is driver.main
        await driver.pilot.resize_terminal(*WIDE)
        await driver.press("slash")
        await driver.pilot.resize_terminal(50, 12)
        await driver.pilot.press("q")
        await driver.pilot.pause()
        assert driver.app.return_code == 0
        assert driver.app._exit


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL, (60, 40), (200, 60), (119, 30), (120, 20)], ids=str)
async def test_the_pin_is_whole_at_every_size(size: tuple[int, int]) -> None:
    """The pin of the layer under the cursor stands on one line, uncut."""
    async with driving(size=size) as driver:
        for role in ("leaf", "inter", "root"):
            assert PINS[role] in driver.text
            await driver.press("k")


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL, (200, 60)], ids=str)
async def test_no_line_is_wider_than_the_screen(size: tuple[int, int]) -> None:
    """Every row of the ladder fills its width exactly, so that columns stand under each other."""
    async with driving(size=size) as driver:
        ladder = driver.main.query_one(Ladder)
        width = ladder.scrollable_content_region.width
        shown = [str(option.prompt) for option in ladder.options if not option.disabled]
        assert {len(line) for prompt in shown for line in prompt.split("\n")} == {width}
        assert driver.main.query_one(SnippetPane).client == "okhttp-kotlin"
