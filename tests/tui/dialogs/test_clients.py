"""The list of all clients: each can be chosen, gets a tab, and its code or its reason stands in the pane."""

import pytest
from textual.events import MouseScrollDown
from textual.widgets import OptionList
from tui.driving import NARROW, SMALL, WIDE, driving
from tui.samples import PINS

from inspector.clients.registry import clients
from inspector.tui.widgets.snippet import SnippetPane
from inspector.tui.widgets.tab_strip import TabStrip


async def test_m_opens_the_list_and_enter_gives_a_tab() -> None:
    """A chosen client stands beside the three that are always there; the next one takes its place."""
    async with driving() as driver:
        await driver.press("space", "m")
        assert "Apple NSPinnedDomains" in driver.text
        await driver.press("end", "enter")
        strip = driver.main.query_one(SnippetPane).query_one(TabStrip)
        assert [tab.id for tab in strip.tabs] == ["okhttp-kotlin", "okhttp-java", "nsc", "python"]
        assert strip.active == "python"
        await driver.press("m", "k", "enter")
        assert [tab.id for tab in strip.tabs][3:] == ["node"]
        assert "tls.checkServerIdentity" in driver.code
        await driver.press("s")
        assert driver.recorder.copied[-1][1] == "Node.js snippet, 1 pin"


async def test_every_client_can_be_opened() -> None:
    """Code with the pin or the certificate, or a reason and what to do about it, never a fault."""
    async with driving() as driver:
        await driver.press("space")
        pane = driver.main.query_one(SnippetPane)
        for name in clients():
            pane.open_client(name)
            await driver.rest()
            assert pane.client == name
            assert pane.view.page.text.strip()
        pane.open_client("curl")
        await driver.rest()
        has_leaf = PINS["leaf"].removeprefix("sha256/") in pane.view.page.text
        assert has_leaf or "curl looks at the leaf's key only" in pane.view.page.text


async def test_leaving_the_list_changes_nothing() -> None:
    """Esc keeps the tabs, in one column too."""
    async with driving(size=NARROW) as driver:
        await driver.press("space", "m")
        assert "Clients" in driver.text
        await driver.press("escape")
        assert driver.main.query_one(SnippetPane).client == "okhttp-kotlin"


async def test_the_client_under_the_cursor_is_told_in_full() -> None:
    """Below the list stands its whole line, and why it cannot express what is picked; one that can says nothing."""
    async with driving(size=NARROW) as driver:
        await driver.press("up", "space", "m", *["down"] * 3)
        assert "macOS 11 and later: a leaf list or a CA list" in " ".join(driver.text.replace("│", " ").split())
        assert "!" not in driver.text
        await driver.press("end")
        assert "! Python looks at the leaf's key only." in driver.text
        await driver.press("escape", "down", "space", "m", *["down"] * 3)
        assert "! Apple NSPinnedDomains cannot take the leaf together with a layer" in driver.text


async def test_without_a_pick_no_client_is_told_off() -> None:
    """Before anything is picked each is only told."""
    async with driving() as driver:
        await driver.press("m", "end")
        assert driver.text.count("compares the leaf's key before it sends; standard library only") == 1
        assert "Nothing is picked" not in driver.lines[-12]


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["wide", "narrow", "small"])
async def test_the_mouse_alone_opens_a_client(size: tuple[int, int]) -> None:
    """The frame of the code names the list; the wheel reaches its end, a click on a line opens that client."""
    async with driving(size=size) as driver:
        await driver.press("space")
        await driver.click("more clients")
        rows = driver.app.screen.query_one(OptionList)
        while "Python " not in driver.text:
            before = rows.scroll_y
            await driver.pilot._post_mouse_events([MouseScrollDown], "#clients", button=0)
            await driver.rest()
            assert rows.scroll_y > before
        await driver.click("Python ")
        assert driver.main.query_one(SnippetPane).client == "python"
        await driver.click("more clients")
        await driver.click("Close")
        assert driver.main.query_one(SnippetPane).client == "python"
