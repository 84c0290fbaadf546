"""What is copied is what is shown, and what is said of it is true."""

from pathlib import Path

import pytest
from textual.widgets import Input
from tui.driving import driving
from tui.samples import HOST, PINS, Recorder, inspection

from inspector.clipboard import CopyResult
from inspector.pinning.stamp import LAB_STAMP
from inspector.tui.widgets.snippet import SnippetPane


@pytest.mark.parametrize("key", ["c", "y"])
async def test_c_copies_the_pin_of_the_layer_under_the_cursor(key: str) -> None:
    """C and y copy the pin as OkHttp writes it, of the layer under the cursor, picked or not."""
    async with driving() as driver:
        await driver.press("k", key)
        assert driver.recorder.copied == [(PINS["inter"], "pin of the intermediate Example R11")]
        assert driver.toasts == ["Copied pin of the intermediate Example R11"]


async def test_o_copies_okhttp_in_the_language_that_was_opened_last() -> None:
    """O copies Kotlin at first, and Java once its tab was opened, whatever tab is shown then."""
    async with driving() as driver:
        await driver.press("space", "o", "6", "]", "]", "o")
        assert [what for _, what in driver.recorder.copied] == [
            "OkHttp Kotlin snippet, 1 pin",
            "OkHttp Java snippet, 1 pin",
        ]


async def test_n_copies_the_network_security_config() -> None:
    """N copies the XML with the pins of all picked layers."""
    async with driving() as driver:
        await driver.press("space", "k", "space", "n")
        text, what = driver.recorder.copied[0]
        assert what == "Network Security Config snippet, 2 pins"
        assert all(PINS[role].removeprefix("sha256/") in text for role in ("leaf", "inter"))


async def test_what_is_shown_is_what_is_copied() -> None:
    """For every client the shown lines are, byte for byte, the copied text."""
    async with driving() as driver:
        await driver.press("space", "6")
        pane = driver.main.query_one(SnippetPane)
        for _ in range(3):
            shown = pane.view.page.text
            await driver.press("s")
            assert driver.recorder.copied[-1][0] == shown + "\n"
            await driver.press("]")
        assert len({text for text, _ in driver.recorder.copied}) == 3


@pytest.mark.parametrize(
    ("result", "severity"),
    [
        pytest.param(CopyResult(True, False, "Copied it", ()), "information", id="confirmed"),
        pytest.param(CopyResult(False, False, "Sent it (unconfirmed)", ()), "warning", id="unconfirmed"),
        pytest.param(CopyResult(False, True, "Could not copy it", ()), "error", id="failed"),
    ],
)
async def test_the_toast_says_what_became_of_it(result: CopyResult, severity: str) -> None:
    """The toast is the clipboard's own sentence, and its colour says confirmed, unconfirmed or failed."""
    async with driving(Recorder(result=result)) as driver:
        await driver.press("c")
        assert [(item.message, item.severity) for item in driver.app._notifications] == [(result.sentence, severity)]


@pytest.mark.parametrize(
    ("key", "offered"),
    [("c", False), ("x", False), ("o", True), ("n", True), ("s", True)],
    ids=lambda value: str(value),
)
async def test_saving_is_offered_where_it_saves_the_same(key: str, offered: bool) -> None:
    """`w` saves the snippet: it is a way out for code, and none for a pin or a command."""
    unsure = CopyResult(False, False, "Sent it (unconfirmed)", ())
    async with driving(Recorder(result=unsure)) as driver:
        await driver.press("space", key)
        assert driver.toasts == ["Sent it (unconfirmed)" + "; w saves to a file" * offered]


@pytest.mark.parametrize(
    ("key", "name"), [("n", "nsc-pins-www.example.org.xml"), ("o", "okhttp-pins-www.example.org.java")]
)
async def test_what_was_copied_is_what_is_saved(key: str, name: str, tmp_path: Path) -> None:
    """Copying a client's code shows it, so that `w` saves the very text."""
    async with driving() as driver:
        await driver.press("space", "6", "]", key, "w")
        assert driver.app.screen.query_one("#field", Input).value == name
        driver.app.screen.query_one("#field", Input).value = str(tmp_path / name)
        await driver.press("enter")
        assert (tmp_path / name).read_text() == driver.recorder.copied[-1][0]


async def test_one_message_at_a_time_and_none_over_a_page() -> None:
    """A newer message takes the place of the older one, and a page that opens is not covered."""
    async with driving() as driver:
        await driver.press("space", "c", "o")
        assert driver.toasts == ["Copied OkHttp Kotlin snippet, 1 pin"]
        await driver.press("v")
        assert driver.toasts == []


async def test_a_private_anchor_is_asked_about_once() -> None:
    """Copying pins of a private chain asks first, once, and never again for the same source after a yes."""
    private = inspection(store=("system", "the system's roots"), public=False)
    async with driving(Recorder(answers={HOST: private})) as driver:
        assert "private anchor: Example Root X1" in driver.text
        await driver.press("c")
        assert driver.recorder.copied == []
        await driver.press("escape")
        assert driver.recorder.copied == []
        await driver.press("c", "y")
        assert len(driver.recorder.copied) == 1
        await driver.press("space", "o")
        assert len(driver.recorder.copied) == 2
        assert "DO NOT RELEASE" in driver.recorder.copied[1][0]


async def test_enter_alone_does_not_copy_pins_of_a_private_anchor() -> None:
    """In the question the safe answer has the focus."""
    private = inspection(store=("system", "the system's roots"), public=False)
    async with driving(Recorder(answers={HOST: private})) as driver:
        await driver.press("c", "enter")
        assert driver.recorder.copied == []


async def test_the_lab_copies_without_asking_and_stamps() -> None:
    """In the lab nothing is asked, and every snippet says that it was made there."""
    lab = inspection(store=("lab", "the lab's root"), public=False)
    async with driving(Recorder(answers={HOST: lab})) as driver:
        assert "LAB: a local demo" in driver.text
        await driver.press("space", "o", "n")
        assert len(driver.recorder.copied) == 2
        assert all(LAB_STAMP in text for text, _ in driver.recorder.copied)


async def test_the_lab_asks_where_a_real_chain_would() -> None:
    """A chain that even the lab's own roots do not vouch for is copied after the question only."""
    lab = inspection("leaf", anchors=("other",), store=("lab", "the lab's root"), public=False)
    async with driving(Recorder(answers={HOST: lab})) as driver:
        await driver.press("c")
        assert driver.recorder.copied == []
        await driver.press("y")
        assert len(driver.recorder.copied) == 1


async def test_a_client_of_the_list_names_its_own_key() -> None:
    """The frame says what `s` copies once another client is shown."""
    async with driving() as driver:
        await driver.press("space", "6", "m", "end", "enter")
        title = driver.main.query_one(SnippetPane).offer.client.title
        assert f"s copy {title}" in driver.text
        assert "o copy OkHttp" not in driver.text


async def test_a_client_that_cannot_express_the_set_says_so() -> None:
    """Where a client refuses, nothing is copied, and its reason is shown."""
    private = inspection("leaf", anchors=("other",), public=False)
    async with driving(Recorder(answers={HOST: private})) as driver:
        await driver.press("space", "o", "escape")
        assert driver.recorder.copied == []


async def test_a_selection_is_copied_as_honestly() -> None:
    """Text selected with the mouse goes through the same clipboard, with the same words."""
    async with driving() as driver:
        x, y = driver.where(PINS["leaf"])
        await driver.pilot.mouse_down(offset=(x, y))
        await driver.pilot.hover(offset=(x + 51, y))
        await driver.pilot.mouse_up(offset=(x + 51, y))
        await driver.press("ctrl+c")
        assert driver.recorder.copied == [(PINS["leaf"], "the selection")]
