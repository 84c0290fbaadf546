"""Backup, host and expiry are changed in dialogs, and stand in pin bar and code at once."""

from tui.driving import NARROW, driving
from tui.samples import HOST, PINS, Recorder, inspection

from inspector.tui.remember import Memory
from inspector.tui.widgets.snippet import SnippetPane


async def test_b_adds_a_backup_and_capital_b_takes_it_out() -> None:
    """A typed backup pin joins the set; B removes the one that was added last."""
    async with driving() as driver:
        await driver.press("space", "b")
        driver.app.screen.query_one("#field").value = PINS["root"].replace("PqF", "QqF")  # type: ignore[attr-defined]
        await driver.press("enter")
        assert "backup QqFahmrj67…" in driver.text
        assert "QqFahmrj67Vnst8mSoNTkJyKcGOglpOIE865dXOcLlo=" in driver.code
        await driver.press("o")
        assert driver.recorder.copied[-1][1] == "OkHttp Kotlin snippet, 2 pins"
        await driver.press("B")
        assert "backup QqF" not in driver.text
        await driver.press("B")
        assert driver.toasts[-1] == "There is no backup pin to remove: b adds one."


async def test_leaving_a_dialog_changes_nothing() -> None:
    """Esc in the dialogs leaves the set as it was."""
    async with driving() as driver:
        await driver.press("space")
        before = driver.main.current.draft
        for key in "bhe":
            await driver.press(key, "escape")
        assert driver.main.current.draft == before
        assert driver.focus == "ladder"


async def test_h_changes_the_host_that_is_pinned() -> None:
    """The host of the pins may be another than the one asked; the code says it."""
    async with driving() as driver:
        await driver.press("space", "h")
        driver.app.screen.query_one("#field").value = "Example.ORG"  # type: ignore[attr-defined]
        await driver.press("enter", "d")
        assert "Pin set · example.org" in driver.text
        assert '"**.example.org"' in driver.code


async def test_e_changes_the_expiry() -> None:
    """A date stands in the pin bar and in the XML; never takes it out of both."""
    async with driving() as driver:
        await driver.press("space", "e")
        driver.app.screen.query_one("#field").value = "2027-06-30"  # type: ignore[attr-defined]
        await driver.press("enter")
        assert "expiry in NSC 2027-06-30" in driver.text
        driver.main.query_one(SnippetPane).client = "nsc"
        assert 'expiration="2027-06-30"' in driver.code
        await driver.press("e")
        driver.app.screen.query_one("#field").value = "never"  # type: ignore[attr-defined]
        await driver.press("enter")
        assert "expiration=" not in driver.code
        assert "expiry in NSC never" in driver.text


async def test_an_address_has_no_subdomains() -> None:
    """D on an IP address says why it does nothing."""
    recorder = Recorder(answers={HOST: inspection(host="192.0.2.1")})
    async with driving(recorder) as driver:
        await driver.press("space", "d")
        assert driver.toasts == ["An IP address has no subdomains."]
        assert not driver.main.current.draft.subdomains


async def test_hints_teach_while_the_set_grows() -> None:
    """One pin warns of one lost key, two of the same chain of a missing backup; a backup ends the warning."""
    async with driving() as driver:
        await driver.press("space")
        assert "every installed app is locked out" in driver.text
        await driver.press("k", "space")
        assert "no backup outside the chain" in driver.text
    async with driving(size=NARROW) as driver:
        await driver.press("space")
        assert "1 pin " in driver.lines[-2]
        assert "! no backup" in driver.lines[-2]


async def test_up_and_down_in_the_field_go_through_remembered_hosts() -> None:
    """Hosts of earlier runs are written into the field by up and down, newest first."""
    async with driving(text=None) as driver:
        driver.app.recall(Memory("", ("new.example", "old.example")))
        driver.main.query_one("#host").hosts = driver.app.hosts  # type: ignore[attr-defined]
        await driver.press("up")
        assert driver.host_field.value == "new.example"
        await driver.press("up", "up")
        assert driver.host_field.value == "old.example"
        await driver.press("down")
        assert driver.host_field.value == "new.example"
        await driver.press("enter")
        assert driver.recorder.asked[0][0] == "new.example"


async def test_remembered_hosts_are_offered_on_the_empty_page() -> None:
    """The empty page lists the last hosts; a click asks for one."""
    from tui.driving import WIDE, Driver
    from tui.samples import app

    recorder = Recorder()
    made = app(recorder, None)
    made.recall(Memory("", ("new.example", "old.example")))
    async with made.run_test(size=WIDE) as pilot:
        driver = Driver(pilot, recorder)
        await driver.rest()
        await driver.click("old.example")
        assert recorder.asked[0][0] == "old.example"
        assert driver.state == "chain"
