"""The keys of pages: told by ? and f1, in rows that never cut a word, each a button for the mouse."""

import pytest
from textual.widgets import Input
from tui import shop
from tui.driving import NARROW, SMALL, WIDE, Driver, driving
from tui.samples import Recorder, Round

from inspector.tui.screens.dialog import Dialog
from inspector.tui.screens.help import HelpScreen
from inspector.tui.widgets.key_row import KeyButton

SIZES = [WIDE, NARROW, SMALL]
PAGES = {
    "devices": "v",
    "paths": "p",
    "faces": "a",
    "findings": "f",
    "rehearsal": "R",
    "expiry": "e",
    "backup": "b",
    "save": "w",
    "clients": "m",
    "hand-over": "E",
    "check": "C",
    "new key": "N",
    "pattern": "h",
    "hosts": "H",
    "lessons": "l",
    "words": "f2",
    "notes": "i",
}
"""A key that opens each page from the main screen."""


def recorder() -> Recorder:
    """Return answers for every page."""
    return Recorder(answers={shop.HOST: shop.shop()}, rounds=[Round(shop.whole())])


async def open_page(driver: Driver, key: str) -> Dialog[object]:
    """Open a page from the chain, with one pin picked."""
    await driver.press("space", key)
    page = driver.app.screen
    assert isinstance(page, Dialog)
    return page


def told(driver: Driver) -> dict[str, str]:
    """Return the words of help by the keys that stand before them."""
    keys = [str(item.render()) for item in driver.app.screen.query(".help-key")]
    words = [str(item.render()) for item in driver.app.screen.query(".help-words")]
    return dict(zip(keys, words, strict=True))


@pytest.mark.parametrize("page", PAGES)
async def test_f1_tells_the_keys_of_the_page(page: str) -> None:
    """F1 lists every key of the page, also out of a field, and the same key goes back to the page."""
    async with driving(recorder(), text=shop.HOST) as driver:
        shown = await open_page(driver, PAGES[page])
        await driver.press("f1")
        assert isinstance(driver.app.screen, HelpScreen)
        rows = told(driver)
        assert any("esc" in key.split() for key in rows)
        assert all(words.strip() for words in rows.values())
        for button in shown.query(KeyButton):
            assert not button.offered or any(button.key in key.split() for key in rows), button.key
        await driver.press("f1")
        assert driver.app.screen is shown


@pytest.mark.parametrize("page", PAGES)
async def test_the_question_mark_does_the_same_outside_fields(page: str) -> None:
    """A question mark opens the same help, but is text in a field that takes letters."""
    async with driving(recorder(), text=shop.HOST) as driver:
        shown = await open_page(driver, PAGES[page])
        typed = shown.focused if isinstance(shown.focused, Input) else None
        before = typed.value if typed is not None else ""
        await driver.press("question_mark")
        if typed is not None:
            assert driver.app.screen is shown
            assert typed.restrict or typed.value != before
        else:
            assert isinstance(driver.app.screen, HelpScreen)


async def test_keys_that_stood_nowhere_are_told() -> None:
    """The keys of the single pages stand in their help, and the main help says how to get there."""
    wanted = {"a": ["u", "r"], "v": ["m", "p", "[ ←", "] →"], "R": ["w", "] →"], "l": ["enter", "1"]}
    for page, keys in wanted.items():
        async with driving(recorder(), text=shop.HOST) as driver:
            await open_page(driver, page)
            await driver.press("question_mark")
            assert set(keys) <= set(told(driver)), told(driver)
    async with driving(recorder(), text=shop.HOST) as driver:
        await driver.press("p", "question_mark")
        assert not any("[" in key for key in told(driver)), "the page has no tabs"
        await driver.press("escape", "escape", "question_mark")
        assert told(driver)["? f1"].startswith("The keys of that page")


@pytest.mark.parametrize("page", PAGES)
async def test_hint_rows_are_whole_and_every_button_acts(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At three sizes every button stands whole on the screen, a click on its last letter acts, and the last closes."""
    async with driving(recorder(), text=shop.HOST) as driver:
        shown = await open_page(driver, PAGES[page])
        done: list[object] = []

        async def run(action: object, *_: object, **__: object) -> bool:
            done.append(action)
            return True

        for size in SIZES:
            await driver.pilot.resize_terminal(*size)
            await driver.rest()
            row = [button for button in shown.query(KeyButton) if button.display]
            assert row[-1].key == "esc"
            with monkeypatch.context() as patch:
                patch.setattr(driver.app, "run_action", run)
                done.clear()
                for button in row:
                    x, y, width, _ = button.region
                    assert driver.lines[y][x : x + width].strip() == f"{button.key} {button.words}"
                    assert shown.query_one(".dialog").content_region.contains_region(button.region)
                    button.remove_class("-active")
                    await driver.pilot.click(offset=(x + width - 1, y))
                assert done == [f"screen.{button.does}" for button in row]
        row[-1].remove_class("-active")
        await driver.pilot.click(row[-1])
        await driver.rest()
        assert driver.app.screen is driver.main
