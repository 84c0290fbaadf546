"""What holds for all dialogs: left with esc, read to their end, worked by keys and by mouse."""

import pytest
from tui.dialogs.fields import draft, type_in, words
from tui.driving import NARROW, SIZES, SMALL, driving
from tui.samples import HOST, Recorder, inspection

from inspector.tui.present.options import in_app
from inspector.tui.screens.help import clipboard_lines
from inspector.tui.screens.message import MessageDialog

SPARE = "sha256/C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="


async def test_esc_leaves_everything_as_it_was() -> None:
    """Esc closes each dialog without a change."""
    async with driving() as driver:
        await driver.press("space")
        before = draft(driver)
        for key in ("b", "e", "h", "w"):
            await driver.press(key)
            assert len(driver.app.screen_stack) == 2, key
            await type_in(driver, SPARE)
            await driver.press("escape")
            assert len(driver.app.screen_stack) == 1
        assert draft(driver) == before


async def test_findings_are_shown_whole_and_copied() -> None:
    """Worst first, with sign, word and hint; c copies the text as it stands, f closes as it opened."""
    recorder = Recorder(answers={HOST: inspection(anchors=(), host="other.example")})
    async with driving(recorder, size=NARROW) as driver:
        await driver.press("f")
        assert "✗ error" in driver.text
        await driver.press("c")
        text, what = recorder.copied[-1]
        assert what.endswith("findings")
        found = driver.main.current.inspection.findings
        assert [text.index(finding.title) for finding in found] == sorted(text.index(item.title) for item in found)
        assert all(in_app(finding.hint) in text for finding in found)
        await driver.press("f")
        assert len(driver.app.screen_stack) == 1


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=["80x24", "60x20"])
async def test_a_long_text_scrolls_and_its_buttons_stay(size: tuple[int, int]) -> None:
    """A text longer than the screen is reached to its end by keys, markup in it stays text."""
    copied: list[tuple[str, str]] = []
    lines = [f"[ @click=app.exit]line {number}" for number in range(200)]
    async with driving(size=size) as driver:
        dialog = MessageDialog("Details", "\n".join(lines), lambda text, what: copied.append((text, what)), "all")
        driver.app.push_screen(dialog)
        await driver.rest()
        assert lines[0] in driver.text
        assert "esc Close" in driver.text
        await driver.press("G")
        assert lines[-1] in driver.text
        await driver.press("g", "c")
        assert copied == [("\n".join(lines), "all")]
        await driver.click("[ @click=app.exit]line 1")
        assert len(driver.app.screen_stack) == 2
        await driver.click("esc Close")
        assert len(driver.app.screen_stack) == 1


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "desktop's clipboard"),
        ({"SSH_TTY": "/dev/pts/3"}, "your own terminal by OSC 52"),
        ({"TMUX": "/tmp/tmux,1,0"}, "tmux's buffer"),
        ({"STY": "1.pts"}, "GNU screen"),
    ],
    ids=["desktop", "ssh", "tmux", "screen"],
)
def test_help_says_where_copied_text_goes_here(environ: dict[str, str], said: str) -> None:
    """The first line is about the terminal at hand."""
    assert said in clipboard_lines(environ)[0][1]


async def test_dialogs_work_with_the_mouse_alone() -> None:
    """Buttons do what their keys do."""
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, SPARE)
        await driver.click("enter Add")
        assert [str(backup.pin) for backup in draft(driver).backups] == [SPARE]
        await driver.press("b")
        await driver.click("esc Cancel")
        assert len(driver.app.screen_stack) == 1


@SIZES
async def test_help_lists_every_command(size: tuple[int, int]) -> None:
    """Help writes itself from the table, under titles, and closes as it opened."""
    async with driving(size=size) as driver:
        await driver.press("?")
        assert "Move" in driver.text
        assert "Layer above" in driver.text
        await driver.press("G")
        assert "w saves the snippet" in words(driver)
        await driver.press("?")
        assert len(driver.app.screen_stack) == 1
