"""Which hosts are pinned: by client and version, while one types."""

import pytest
from tui.dialogs.fields import type_in, words
from tui.driving import NARROW, SMALL, WIDE, driving

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])


def answer(text: str, client: str) -> str:
    """Return the line about a client."""
    return next(line for line in text.splitlines() if client in line)


@SIZES
async def test_the_host_itself_is_pinned_by_every_version(size: tuple[int, int]) -> None:
    """At once and without typing, at every size."""
    async with driving(size=size) as driver:
        await driver.press("space", "H")
        for client in ("OkHttp 5", "OkHttp 3.9"):
            assert "✓" in answer(driver.text, client)
            assert "by www.example.org" in answer(driver.text, client)


async def test_names_below_are_told_apart() -> None:
    """Two labels below: OkHttp 4.3 and NSC pin, older OkHttp and Apple do not, and say why."""
    async with driving() as driver:
        await driver.press("space", "d", "H")
        await type_in(driver, "a.b.www.example.org")
        assert "by **.www.example.org" in answer(driver.text, "OkHttp 4.3")
        assert "NOT pinned" in answer(driver.text, "OkHttp 4.0")
        assert "✓" in answer(driver.text, "Network Security Config")
        assert "NOT pinned" in answer(driver.text, "Apple")
        assert "NOT pinned" in answer(driver.text, "curl")
        await type_in(driver, "notwww.example.org")
        assert "NOT pinned" in answer(driver.text, "OkHttp 5")


async def test_what_is_no_host_is_said() -> None:
    """A URL is no host, and nothing is claimed about it."""
    async with driving() as driver:
        await driver.press("space", "H")
        await type_in(driver, "https://www.example.org/")
        assert "OkHttp 5" not in words(driver)
        await type_in(driver, "")
        assert "Nothing typed yet." in words(driver)
        await driver.press("escape")
        assert len(driver.app.screen_stack) == 1
