"""The palette has every command, with the words of the table, and says why one cannot run."""

import pytest
from tui.driving import driving
from tui.samples import PINS

from inspector.tui.commands import BY_ID, COMMANDS
from inspector.tui.palette import CommandProvider
from inspector.tui.remember import Memory


async def _search(query: str, *, text: str | None) -> list[tuple[str, str]]:
    async with driving(text=text) as driver:
        provider = CommandProvider(driver.main)
        return [(str(hit.text), str(hit.help)) async for hit in provider.search(query)]


async def test_every_command_is_found_by_its_label() -> None:
    """Each label of the table finds its command."""
    async with driving() as driver:
        provider = CommandProvider(driver.main)
        for command in COMMANDS:
            if command.id == "palette":
                continue
            found = [hit.text async for hit in provider.search(command.label)]
            assert command.label in found


async def test_only_what_can_be_done_is_offered_first() -> None:
    """Before a chain is there the palette lists only what works."""
    async with driving(text=None) as driver:
        provider = CommandProvider(driver.main)
        offered = {hit.text async for hit in provider.discover()}
        assert BY_ID["help"].label in offered
        assert BY_ID["copy-okhttp"].label not in offered


async def test_what_cannot_run_says_why() -> None:
    """A command that is searched for and cannot run tells the reason in its second line."""
    found = dict(await _search("Copy OkHttp", text=None))
    assert found["Copy OkHttp"] == "Not now: There is no chain yet: type a host with /."


async def test_a_command_runs_from_the_palette() -> None:
    """Chosen in the palette, a command does what its key does."""
    async with driving() as driver:
        await driver.press("ctrl+p")
        provider = CommandProvider(driver.main)
        hits = [hit async for hit in provider.search("Copy this layer's pin")]
        await driver.press("escape")
        hits[0].command()
        await driver.rest()
        assert driver.recorder.copied == [(PINS["leaf"], "pin of the leaf www.example.org")]


async def test_the_palette_opens_and_lists_commands() -> None:
    """ctrl+p opens the palette over the chain, with commands and their keys."""
    async with driving() as driver:
        await driver.press("ctrl+p")
        await driver.app.screen.workers.wait_for_complete()
        await driver.pilot.pause(0.2)
        assert "Add a backup pin" in driver.text


async def test_themes_are_chosen_from_a_list_of_what_can_be_read() -> None:
    """T lists our themes first."""
    async with driving() as driver:
        assert driver.app.usable_themes[:2] == ["pinspector-dark", "pinspector-light"]
        await driver.press("T")
        await driver.pilot.pause(0.3)
        assert "pinspector-light" in driver.text


async def test_without_colours_no_ansi_theme_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under NO_COLOR an ANSI theme, black on black there, is not offered, recalled or taken from the environment."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TEXTUAL_THEME", "ansi-dark")
    async with driving() as driver:
        assert driver.app.theme == "pinspector-dark"
        assert not [name for name in driver.app.usable_themes if name.startswith("ansi")]
        monkeypatch.delenv("TEXTUAL_THEME")
        driver.app.recall(Memory("ansi-light"))
        assert driver.app.theme == "pinspector-dark"
