"""Saving: new files only, and a question before one is replaced."""

from pathlib import Path

import pytest
from tui.dialogs.fields import type_in, words
from tui.driving import SMALL, driving
from tui.samples import PINS


async def test_saving_asks_before_it_overwrites(tmp_path: Path) -> None:
    """A taken name is kept until the question is answered with yes."""
    file = tmp_path / "pins.kt"
    file.write_text("mine")
    async with driving() as driver:
        await driver.press("space", "w")
        await type_in(driver, str(file))
        await driver.press("enter")
        assert "Overwrite" in driver.text
        await driver.press("n")
        assert file.read_text() == "mine"
        await driver.press("enter", "y")
        assert PINS["leaf"] in file.read_text()
        assert len(driver.app.screen_stack) == 1
        assert any(str(file) in toast for toast in driver.toasts)


async def test_saving_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    """A folder that is absent costs a sentence, not the snippet."""
    async with driving() as driver:
        await driver.press("space", "w")
        await type_in(driver, str(tmp_path / "absent" / "pins.kt"))
        await driver.press("enter")
        assert "folder does not exist" in words(driver)
        assert len(driver.app.screen_stack) == 2


async def test_a_question_is_not_answered_by_enter_alone(tmp_path: Path) -> None:
    """The focus lies on the answer that changes nothing; esc is no, a click is an answer."""
    file = tmp_path / "pins.kt"
    file.write_text("mine")
    async with driving(size=SMALL) as driver:
        await driver.press("space", "w")
        await type_in(driver, str(file))
        for answer in ("enter", "escape"):
            await driver.press("enter")
            assert "Overwrite" in driver.text
            await driver.press(answer)
            assert file.read_text() == "mine"
            assert len(driver.app.screen_stack) == 2
        await driver.click("enter Save")
        await driver.click("y Overwrite")
        assert file.read_text() != "mine"


@pytest.mark.parametrize("name", ["~nobody-here/x", "folder/", "a\0b"], ids=["home", "folder", "nul"])
async def test_names_that_can_be_no_file_are_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that cannot be written stays in the dialog with a reason, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    async with driving() as driver:
        await driver.press("space", "w")
        await type_in(driver, name)
        await driver.press("enter")
        assert "✗" in driver.text
        assert len(driver.app.screen_stack) == 2
        assert list(tmp_path.iterdir()) == []
