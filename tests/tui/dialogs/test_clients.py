"""The list of all clients: each can be chosen, gets a tab, and its code or its reason stands in the pane."""

from tui.driving import NARROW, driving
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
        assert "tls.checkServerIdentity" in driver.main.query_one(SnippetPane).view.page.text
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
