"""What matters can be reached at every size: keys are shown, each a button, and choices show what they did."""

from dataclasses import replace

import pytest
from tui.driving import NARROW, SMALL, WIDE, Driver, driving
from tui.samples import HOST, REFUSED, Recorder, inspection

from inspector.tui.present.connection import connection_line
from inspector.tui.present.hint import COMMAND_META
from inspector.tui.screens.main import MainScreen
from inspector.tui.widgets.snippet import SnippetPane

SIZES = [WIDE, NARROW, SMALL]


def hints(driver: Driver) -> dict[tuple[int, int], str]:
    """Return the command of each hint on the screen by the place of its first cell."""
    found: dict[tuple[int, int], str] = {}
    for y, line in enumerate(driver.strips()):
        x, before = 0, ""
        for segment in line:
            meta = segment.style.meta if segment.style is not None else {}
            command = str(meta.get(COMMAND_META, ""))
            if command and command != before:
                found[x, y] = command
            x, before = x + segment.cell_length, command
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", ["empty", "failed", "chain", "picked", "snippet"])
async def test_every_hint_is_a_button(size: tuple[int, int], state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A click on any hint of the main screen runs its command, whatever the screen shows."""
    keys = {"picked": ("space",), "snippet": ("space", "6")}.get(state, ())
    recorder = Recorder(answers={HOST: REFUSED} if state == "failed" else {})
    async with driving(recorder, text=None if state == "empty" else HOST, size=size) as driver:
        await driver.press(*keys)
        done: list[str] = []
        monkeypatch.setattr(MainScreen, "run_command", lambda _screen, name: done.append(name))
        found = hints(driver)
        assert len(found) > 5
        for place in found:
            await driver.pilot.click(offset=place)
        await driver.pilot.pause()
        assert done == list(found.values())


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (NARROW, ("f why", "b adds one", "R rehearse", "H which hosts", "e expiry", "d subdomains")),
        (SMALL, ("f why", "b add", "R rehearse", "e expiry")),
        ((120, 25), ("f findings", "b adds one", "R rehearse")),
    ],
    ids=str,
)
async def test_small_screens_name_the_keys_that_help(size: tuple[int, int], shown: tuple[str, ...]) -> None:
    """With a pin picked the strip, the frame of the chain and the pin bar name the keys that there is room for."""
    async with driving(size=size) as driver:
        assert "R rehearse" not in driver.text
        await driver.press("space")
        assert not [words for words in shown if words not in driver.text], driver.text


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=str)
async def test_choices_show_what_they_did(size: tuple[int, int]) -> None:
    """Names and end stand in the thin pin bar, and change there when they are changed."""
    async with driving(size=size) as driver:
        await driver.press("space")
        assert "www.example.org · until 2026-11-14" in driver.text or "www.example.org · 2026-11-14" in driver.text
        await driver.press("d")
        assert "**.www.example.org · " in driver.text
        await driver.press("e", "ctrl+u", *"2027-01-01", "enter")
        assert "2027-01-01" in driver.lines[-2]
        await driver.press("e", "n", "enter")
        assert "no expiry" in driver.lines[-2] or "no end" in driver.lines[-2]


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=str)
async def test_choosing_a_client_brings_its_code_into_sight(size: tuple[int, int]) -> None:
    """M and enter open the tab of the code, and so does the whole file; the keys for layers go on working."""
    async with driving(size=size) as driver:
        await driver.press("space", "m", "end", "enter")
        client = driver.main.query_one(SnippetPane)
        assert client.client not in ("okhttp-kotlin", "okhttp-java", "nsc")
        assert client.display
        assert driver.focus == "ladder"
        await driver.press("1")
        shown = [client.display]
        client.client = "nsc"
        await driver.press("F")
        assert [*shown, client.display] == [False, True]
        assert client.offer.whole_file


def test_words_for_a_file_are_chosen_by_width() -> None:
    """What is told of a file is never cut: shorter words are taken."""
    seen = replace(inspection(), handshake=None, target=None)
    told = {width: connection_line(seen, width).plain for width in range(60)}
    assert all(len(text) <= width for width, text in told.items())
    assert set(told.values()) == {
        "",
        "file",
        "from a file",
        "file · judged 2026-11-02",
        "from a file · judged 2026-11-02",
        "from a file · judged 2026-11-02 09:16 UTC",
    }
