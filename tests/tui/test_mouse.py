"""Everything can be done with the mouse alone."""

from tui.driving import driving
from tui.samples import PINS, Recorder

from inspector.tui.commands import COMMANDS
from inspector.tui.widgets.detail import Detail
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.snippet import SnippetPane


async def test_a_click_on_the_mark_picks() -> None:
    """A click on `[ ]` picks that layer, and a second one drops it."""
    async with driving() as driver:
        await driver.click("[ ] inter")
        assert "[x] inter" in driver.text
        assert driver.main.query_one(Ladder).number == 1
        await driver.click("[x] inter")
        assert "[ ] inter" in driver.text


async def test_a_click_on_a_layer_shows_it_and_picks_nothing() -> None:
    """A click beside the mark moves the cursor only, and the focus stays in the ladder."""
    async with driving() as driver:
        await driver.click("Example Root X1")
        assert PINS["root"] in driver.text
        assert driver.main.current.picked == 0
        assert driver.focus == "ladder"


async def test_a_double_click_goes_into_the_details() -> None:
    """A double click on a layer goes into the detail pane."""
    async with driving() as driver:
        await driver.click("Example Root X1", times=2)
        assert driver.focus == "detail-page"


async def test_a_click_on_a_tab_opens_it() -> None:
    """Tabs of details and snippet open on a click."""
    async with driving() as driver:
        await driver.click("Extensions")
        assert driver.main.query_one(Detail).tab == "extensions"
        await driver.click("OkHttp Java")
        assert driver.main.query_one(SnippetPane).client == "okhttp-java"


async def test_key_bar_words_are_buttons() -> None:
    """The words of the key bar do what their keys do."""
    async with driving() as driver:
        await driver.click("Pick")
        await driver.click("OkHttp", nth=-1)
        await driver.click("Copy pin")
        await driver.click("NSC", nth=-1)
        await driver.click("Refetch")
        assert [what for _, what in driver.recorder.copied] == [
            "OkHttp Kotlin snippet, 1 pin",
            "pin of the leaf www.example.org",
            "Network Security Config snippet, 1 pin",
        ]
        assert len(driver.recorder.asked) == 2


async def test_hints_of_the_panes_are_buttons() -> None:
    """The hints of pin bar and snippet do what their keys do."""
    async with driving() as driver:
        await driver.click("subdomains")
        assert driver.main.current.draft.subdomains


async def test_the_verdict_opens_the_findings() -> None:
    """A click on the verdict strip shows all findings."""
    async with driving() as driver:
        await driver.click("name matches")
        assert "Findings" in driver.text
        assert "expires in 11 days" in driver.text


async def test_the_lab_opens_from_the_empty_page() -> None:
    """The empty page offers the lab, which is served on this machine and opened, and is said to be the lab."""
    from inspector.tui.app import InspectorApp

    app = InspectorApp()
    async with app.run_test(size=(120, 40)) as pilot:
        from tui.driving import Driver

        driver = Driver(pilot, Recorder())
        await driver.rest()
        await driver.click("Open the built-in lab")
        await driver.rest()
        assert driver.state == "chain"
        assert "LAB: a local demo" in driver.text
        assert driver.host_field.value == "api.bank.test"


def test_every_command_has_a_key_a_hint_or_a_palette_line() -> None:
    """No command is out of reach of the mouse: all stand in the palette, which the key bar opens."""
    assert all(command.label and command.help for command in COMMANDS)


async def test_copy_hints_stand_in_the_frame_of_the_code() -> None:
    """Once something is picked the frame of the code names the keys that copy it, as buttons."""
    for size in ((120, 40), (80, 24)):
        async with driving(size=size) as driver:
            assert "copy OkHttp" not in driver.text
            await driver.press("space")
            await driver.click("copy OkHttp")
            await driver.click("copy NSC")
            assert [what for _, what in driver.recorder.copied] == [
                "OkHttp Kotlin snippet, 1 pin",
                "Network Security Config snippet, 1 pin",
            ]


async def test_a_tooltip_explains_the_hint_under_the_mouse() -> None:
    """The mouse over a word of the key bar shows what its command does."""
    async with driving() as driver:
        await driver.pilot.hover(offset=driver.where("Backup"))
        await driver.pilot.pause()
        assert "Add a backup pin" in str(driver.main.query_one("#keys").tooltip)
