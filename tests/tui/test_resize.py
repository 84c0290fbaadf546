"""Resizing keeps cursor, tab, places and picks; below the smallest size one calm line says what is needed."""

import pytest
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


@pytest.mark.parametrize("size", [(59, 40), (120, 19), (20, 5)], ids=str)
async def test_too_small_says_what_is_needed(size: tuple[int, int]) -> None:
    """Below 60x20 there is one line with what is needed and what there is, and keys still work."""
    async with driving(size=size) as driver:
        lines = [line for line in driver.lines if line.strip()]
        assert " ".join(lines).split() == f"Needs 60x20 cells, has {size[0]}x{size[1]}.".split()
        await driver.press("space")
        assert driver.main.current.picked == 1


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
