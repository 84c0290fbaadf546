"""The focused pane takes the whole screen."""

import pytest
from tui.driving import NARROW, SMALL, WIDE, driving

from inspector.tui.widgets.ladder import Ladder


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=str)
async def test_the_chain_fills_the_screen(size: tuple[int, int]) -> None:
    """Z with the focus in the ladder stretches the chain over every cell, with nothing beside it."""
    async with driving(size=size) as driver:
        await driver.press("z")
        pane = driver.main.query_one("#chain")
        assert pane.region.size == size
        assert "╱" not in driver.text
        assert driver.main.query_one(Ladder).size.width >= size[0] - 5
        await driver.press("space")
        assert "[x] leaf" in driver.text
        await driver.press("z")
        assert "Overview" in driver.text


@pytest.mark.parametrize("key", ["2", "6"])
async def test_every_other_pane_fills_the_screen(key: str) -> None:
    """Z with the focus in details or code does the same for them."""
    async with driving() as driver:
        await driver.press(key, "enter") if key == "2" else await driver.press(key)
        await driver.press("z")
        assert driver.main.maximized is not None
        assert driver.main.maximized.region.size == WIDE
