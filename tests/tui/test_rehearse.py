"""The page of the rehearsal: at every size, by keys and by mouse, and what it saves."""

import re
from pathlib import Path

from tui.dialogs.fields import type_in, words
from tui.driving import SIZES, Driver, driving
from tui.samples import HOST, PINS
from tui.test_check import BARE, config

from inspector.tui.screens.rehearse import RehearseScreen
from inspector.tui.widgets.page_view import PageView

RENEWED = {"Leaf renewed, new key", "Renewed, new key"}


def shown(driver: Driver) -> str:
    """Return the name of the screen's class."""
    return type(driver.app.screen).__name__


@SIZES
async def test_leaf_alone_is_locked_out_at_its_renewal(size: tuple[int, int]) -> None:
    """The leaf is picked, the page tells what a renewal does to it, and why on the next page."""
    async with driving(size=size) as driver:
        await driver.press("space", "R")
        assert isinstance(driver.app.screen, RehearseScreen)
        row = next(line for line in driver.lines if RENEWED & {line[2:23].strip(), line[2:18].strip()})
        assert "locked out" in row or "✗" in row
        await driver.press("]")
        assert "Why" in driver.text
        assert "The leaf is renewed and keeps its key." in driver.text
        await driver.press("G")
        assert "What would close the most" in driver.text
        await driver.press("]")
        assert "Today." in driver.text
        assert "├" in driver.text
        await driver.press("escape")
        assert not isinstance(driver.app.screen, RehearseScreen)


async def test_what_cannot_happen_says_why() -> None:
    """An event without an answer is no success: without a backup the page says that there is none to turn to."""
    async with driving() as driver:
        await driver.press("space", "R")
        assert "· not for this client, chain or set" in words(driver)
        await driver.press("]")
        place = next(number for number, line in enumerate(driver.lines) if "Leaf key turned" in line)
        assert "· Leaf key turned" in driver.lines[place]
        assert "No key outside the chain is pinned." in driver.lines[place + 2]


async def test_another_pattern_is_rehearsed_at_the_open_host() -> None:
    """A pattern that does not cover the host that is open protects nothing there from today on."""
    async with driving() as driver:
        await driver.press("space", "h")
        await type_in(driver, "other.example.net")
        await driver.press("enter", "R")
        row = next(line for line in driver.lines if line[2:].startswith("Today"))
        assert "unprotected" in row


async def test_mouse_opens_pages_and_closes() -> None:
    """Tabs and buttons work by mouse."""
    async with driving() as driver:
        await driver.press("space", "R")
        await driver.click("Dates")
        assert "├" in driver.text
        await driver.click("esc Close")
        assert not isinstance(driver.app.screen, RehearseScreen)


async def test_text_is_copied_and_markdown_saved(tmp_path: Path) -> None:
    """`c` copies the page, `w` saves the whole report."""
    async with driving() as driver:
        await driver.press("space", "R")
        await driver.press("c")
        assert "Leaf renewed, new key" in driver.recorder.copied[0][0]
        await driver.press("w")
        await type_in(driver, str(tmp_path / "rehearsal.md"))
        await driver.press("enter")
    assert "| Leaf renewed, new key |" in (tmp_path / "rehearsal.md").read_text()


async def test_nothing_picked_has_nothing_to_rehearse() -> None:
    """Without pins the command is not there."""
    async with driving() as driver:
        await driver.press("R")
        assert not isinstance(driver.app.screen, RehearseScreen)


@SIZES
async def test_shipped_pins_are_rehearsed_from_the_check(size: tuple[int, int], tmp_path: Path) -> None:
    """`R` on the page of the check opens the rehearsal of the code that was read, and esc goes back to the check."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(config(BARE["leaf"]))
    async with driving(size=size) as driver:
        asked = len(driver.recorder.asked)
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter")
        assert "R Rehearse" in driver.text
        assert "esc Close" in driver.text
        await driver.press("R")
        assert shown(driver) == "RehearseScreen"
        assert "NSC" in driver.text
        assert "curl" not in driver.text
        row = next(line for line in driver.lines if RENEWED & {line[2:23].strip(), line[2:18].strip()})
        assert "locked out" in row or "✗" in row
        assert len(driver.recorder.asked) == asked
        await driver.press("escape")
        assert shown(driver) == "CheckScreen"


async def test_code_about_other_hosts_has_nothing_to_rehearse(tmp_path: Path) -> None:
    """The page says that nothing in the file pins the open host."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(config(BARE["leaf"], host="other.example.net"))
    async with driving() as driver:
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter", "R")
        assert "Nothing in" in driver.text
        assert "pins www.example.org" in words(driver)


async def test_without_a_chain_the_check_offers_no_rehearsal(tmp_path: Path) -> None:
    """There is nothing to play then, by key or by button."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(config(BARE["leaf"]))
    async with driving(text=None) as driver:
        await driver.press("escape")
        driver.app.screen.set_focus(None)
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter")
        assert shown(driver) == "CheckScreen"
        assert "Rehearse" not in driver.text
        await driver.press("R")
        assert shown(driver) == "CheckScreen"


@SIZES
async def test_many_builders_stand_below_each_other(size: tuple[int, int], tmp_path: Path) -> None:
    """A project with more pinners than fit side by side hides none of them, and every line fits."""
    for number in range(9):
        code = f'val p = okhttp3.CertificatePinner.Builder().add("{HOST}", "{PINS["leaf"]}").build()\n'
        (tmp_path / f"Net{number}.kt").write_text(f"import okhttp3.CertificatePinner\n{code}")
    async with driving(size=size) as driver:
        await driver.press("C")
        await type_in(driver, str(tmp_path))
        await driver.press("enter", "R")
        page = driver.app.screen.query_one(PageView).page
        heads = " ".join(line for line in page.text.splitlines() if "OkHt" in line and "In Net" not in line)
        assert re.findall(r"OkHt(?:tp|…)? ?(\d?)", heads) == ["", *"23456789"]
        assert all(len(line) <= size[0] for line in page.text.splitlines())


@SIZES
async def test_digits_and_brackets_turn_the_tabs_as_the_frame_says(size: tuple[int, int]) -> None:
    """1 to 3 open the tabs by their place; a digit beyond does nothing."""
    async with driving(size=size) as driver:
        await driver.press("space", "R")
        assert "[ ] or 1-3: tabs" in driver.text
        for key, tab in (("3", "dates"), ("2", "why"), ("1", "matrix"), ("9", "matrix")):
            await driver.press(key)
            screen = driver.app.screen
            assert isinstance(screen, RehearseScreen)
            assert screen.tab == tab
