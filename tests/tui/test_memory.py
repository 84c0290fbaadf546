"""What the app remembers while it runs, and how a fault of its own ends it."""

import pytest
from tui.driving import driving
from tui.samples import Recorder, app

from inspector.tui.app import InspectorApp
from inspector.tui.remember import Memory
from inspector.tui.themes import DARK, LIGHT


async def test_hosts_that_answered_are_remembered_and_offered() -> None:
    """A host whose chain came is kept, newest first; the theme is kept only when it was chosen."""
    async with driving() as driver:
        driver.app.recall(Memory("", ("old.example",)))
        await driver.press("/")
        driver.host_field.value = "new.example"
        await driver.press("enter")
        assert driver.app.memory == Memory("", ("new.example", "old.example"))
        assert driver.app.hosts == ("new.example", "old.example")
        await driver.press("t")
        assert driver.app.memory == Memory(LIGHT, ("new.example", "old.example"))


async def test_a_remembered_theme_comes_back_where_it_can_be_read() -> None:
    """A known theme is taken up, an unknown one is passed over, and a complaint is said."""
    async with driving() as driver:
        driver.app.recall(Memory("no-such-theme"), "It was set aside.")
        await driver.rest()
        assert driver.app.theme == DARK
        assert driver.toasts == ["It was set aside."]
        driver.app.recall(Memory(LIGHT))
        assert driver.app.theme == LIGHT


async def test_nothing_is_remembered_unless_asked() -> None:
    """Without a memory there is nothing to write."""
    async with driving() as driver:
        assert driver.app.memory is None


async def test_a_fault_ends_the_app_without_a_page_of_locals(capsys: pytest.CaptureFixture[str]) -> None:
    """The exception is kept for the caller, a worker's unwrapped, and nothing is printed by the app itself."""
    made: InspectorApp = app(Recorder())

    async def fail() -> None:
        secret = "local value"  # noqa: F841
        raise LookupError("a fault")

    async def run() -> None:
        async with made.run_test() as pilot:
            await pilot.pause()
            made.run_worker(fail())
            await pilot.pause()
            await made.workers.wait_for_complete()

    with pytest.raises(Exception, match="a fault"):
        await run()
    assert isinstance(made.fault, LookupError)
    printed = capsys.readouterr()
    assert "local value" not in printed.out + printed.err
