"""The page about devices: what it says, at every size, by keys and by mouse, and what the minimum SDK marks."""

import threading
from unittest.mock import patch

import pytest
from textual.widgets import Input
from tui.crossed import HOST, crossed, roots
from tui.driving import SIZES, Driver, driving, shown
from tui.samples import NOW, Recorder, hostile, inspection

from inspector.devices.looking import ANDROID, APPLE, Devices, look_at_devices
from inspector.inspection import Inspection
from inspector.tui.present.devices import computing_page, devices_page
from inspector.tui.present.page import Page
from inspector.tui.screens.devices import DevicesScreen
from inspector.tui.screens.main import MainScreen
from inspector.tui.screens.minimum import MinimumDialog
from inspector.tui.screens.paths import PathsScreen


def recorder(**answers: Inspection) -> Recorder:
    """Return a recorder that answers with the cross-signed chain, and what is named besides."""
    made = Recorder()
    made.answers[HOST] = crossed()
    made.answers |= {f"{name}.test": answer for name, answer in answers.items()}
    return made


def lines(page: Page) -> list[str]:
    """Return the lines of a page without trailing blanks."""
    return [line.rstrip() for line in page.text.splitlines()]


def test_android_page() -> None:
    """Ranges with outcome, anchor and length; below, each key with its signs and its reach; notes at the end."""
    devices = look_at_devices(crossed())
    page = lines(devices_page(devices, 116, system=ANDROID, picked={devices.keys[0].pin}))
    old = next(key for key in devices.keys if key.name == "Old Root")
    assert page == [
        "Minimum SDK: none, every release counts.",
        "",
        "A  4.0-7.0        API 15-24  ✗ refused     No root of the store signed this chain.",
        "B  7.1.1-13       API 25-33  ✓ trusted     4 layers to Old Root",
        "C  14 on          API 34+    ✓ trusted     3 layers to New Root",
        "",
        "Pins in these paths: ✓ in it, ✗ not in it: a pin of it alone locks out, · chain refused.",
        "                                             A B C",
        "    root  Old Root                           · ✓ ✗",
        "    In the path on Android 7.1.1-13 (API 25-33), absent from 14 at the latest, no trusted path up to 7.0.",
        f"    {old.pin}",
        "    root  New Root                           · ✓ ✓",
        "    In the path from Android 7.1.1 on (API 25+), no trusted path up to 7.0.",
        "    inter Issuing                            · ✓ ✓",
        "    In the path from Android 7.1.1 on (API 25+), no trusted path up to 7.0.",
        "[x] leaf  graph.dev.test                     · ✓ ✓",
        "    In the path from Android 7.1.1 on (API 25+), no trusted path up to 7.0.",
        "",
        "A  Before Android 7.0 the search does not go back: with more than one chain sent it can fare worse.",
        "B  API 25 is Android 7.1.0 as well, whose roots are not known.",
        "C  At the latest: a module update can bring newer roots to an older system.",
        "AOSP as released: a maker's own changes are not known, nor which roots a user switched off or added.",
    ]


def test_minimum_dims_older_ranges_and_cuts_the_sentence() -> None:
    """With a minimum SDK only the releases from there on count."""
    page = lines(devices_page(look_at_devices(crossed()), 116, system=ANDROID, minimum=26))
    assert page[0] == "Minimum SDK: API 26; older ones do not count."
    assert "    In the path up to Android 13 (API 33 and below), absent from 14 at the latest." in page
    assert not any(line.startswith("A  Before") for line in page)


def test_apple_page_says_how_sure_it_is() -> None:
    """The list's caution comes first, and nothing is called certain."""
    page = lines(devices_page(look_at_devices(crossed()), 116, system=APPLE, minimum=26))
    assert page[0].startswith("By that release: each list was read under its title")
    assert "A  11 on                     ✓ trusted     3 layers to New Root" in page
    assert "Minimum SDK" not in "\n".join(page)


@pytest.mark.parametrize("width", [54, 76, 116])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    """Hostile names, a wrong host, a private root: every line fits, pins too."""
    cases = [hostile(), inspection(), crossed(), crossed(host="other.test"), crossed(android=28)]
    for case in cases:
        devices = look_at_devices(case)
        for system in (ANDROID, APPLE):
            page = devices_page(devices, width, system=system, minimum=30)
            assert max(page.line(number).cell_length for number in range(page.count)) <= width
    assert computing_page(width).count


@SIZES
async def test_by_keys(size: tuple[int, int]) -> None:
    """Open, read to the end, change the tab, copy, go on to the paths, back, close: at every size."""
    used = recorder()
    async with driving(used, text=HOST, size=size) as driver:
        await driver.press("v")
        assert "A  4.0-7.0" in driver.text
        assert "Android (AOSP)" in driver.text
        await driver.press("G")
        assert "switched off or added." in driver.text
        await driver.press("g", "right_square_bracket")
        assert "By that release:" in driver.text
        assert "11 on" in driver.text
        await driver.press("left_square_bracket", "c")
        text, what = used.copied[-1]
        assert what == "the devices"
        assert "B  7.1.1-13" in text
        await driver.press("p")
        assert shown(driver) is PathsScreen
        await driver.press("v")
        assert shown(driver) is DevicesScreen
        await driver.press("escape")
        assert shown(driver) is MainScreen
        await driver.press("v", "v")
        assert shown(driver) is MainScreen


@SIZES
async def test_by_mouse(size: tuple[int, int]) -> None:
    """The same with clicks alone: the frame of the chain opens the page, buttons and tabs do the rest."""
    used = recorder()
    async with driving(used, text=HOST, size=size) as driver:
        await driver.click("devices")
        assert shown(driver) is DevicesScreen
        await driver.click("Apple")
        assert "By that release:" in driver.text
        await driver.click("Android")
        await driver.click("Min SDK", nth=-1)
        assert shown(driver) is MinimumDialog
        await driver.click("None", nth=-1)
        await driver.click("Copy")
        assert used.copied[-1][1] == "the devices"
        await driver.click("Paths", nth=-1)
        assert shown(driver) is PathsScreen
        await driver.click("Close")
        assert shown(driver) is MainScreen


async def test_computing_state_and_cache() -> None:
    """The page stands at once and says that it computes; one chain is computed once, and another one anew."""
    gate, calls = threading.Event(), []

    def slow(what: Inspection) -> Devices:
        calls.append(what)
        gate.wait(30)
        return look_at_devices(what)

    used = recorder()
    with patch("inspector.devices.looking.look_at_devices", slow):
        async with driving(used, text=HOST) as driver:
            await driver.pilot.press("v")
            await driver.pilot.pause()
            assert "Computing the path that each release builds…" in driver.text
            gate.set()
            await driver.rest()
            assert "B  7.1.1-13" in driver.text
            await driver.press("escape", "v", "p", "escape", "v", "escape")
            assert len(calls) == 1
            used.answers[HOST] = crossed()
            await driver.press("r")
            await driver.press("v")
            assert len(calls) == 2


async def test_closing_while_computing() -> None:
    """A page that is closed early leaves nothing behind, and opening it again works."""
    gate = threading.Event()

    def slow(what: Inspection) -> Devices:
        gate.wait(30)
        return look_at_devices(what)

    with patch("inspector.devices.looking.look_at_devices", slow):
        async with driving(recorder(), text=HOST) as driver:
            await driver.pilot.press("v", "escape")
            await driver.pilot.pause()
            assert shown(driver) is MainScreen
            gate.set()
            await driver.press("v")
            assert "B  7.1.1-13" in driver.text


async def set_minimum(driver: Driver, level: str) -> None:
    """Set the minimum SDK by keys, and come back to the chain."""
    await driver.press("v", "m")
    driver.app.screen.query_one("#field", Input).value = ""
    await driver.press(*level, "enter", "escape")
    assert shown(driver) is MainScreen


async def test_minimum_marks_rows_hint_and_code() -> None:
    """A root that later releases do not reach is marked in its row, in the hint and in the code."""
    used = recorder(old=crossed(android=28))
    async with driving(used, text="old.test") as driver:
        await driver.press("g", "space")
        assert "absent from 14" not in driver.text
        await set_minimum(driver, "26")
        assert "[x]!root" in driver.text
        assert "absent from 14 at the latest" in driver.text
        assert "no pin of the set matches from Android 14 at the latest" in driver.text
        await driver.press("o")
        assert (
            "// WARNING: From API 26 on, no pin of the set matches from Android 14 at the latest." in used.copied[-1][0]
        )
        await driver.press("j", "space")
        assert "no pin of the set matches" not in driver.text
        await driver.press("o")
        assert "// WARNING: From API 26 on, Old Root is in the path up to Android 13" in used.copied[-1][0]


async def test_minimum_is_kept_for_the_next_chain() -> None:
    """It is the app's, not the host's: another host is held to it unasked; without one all releases count."""
    used = recorder(old=crossed(android=28))
    async with driving(used, text=HOST) as driver:
        await set_minimum(driver, "26")
        assert "!root" not in driver.text
        driver.host_field.focus()
        driver.host_field.value = "old.test"
        await driver.press("enter")
        assert "[ ]!root" in driver.text
        await driver.press("v", "m", "n", "escape")
        assert "[ ]!root" in driver.text
        await set_minimum(driver, "34")
        assert "[ ]!root" in driver.text


async def test_minimum_dialog_says_what_a_level_is() -> None:
    """Known levels name their version, others are refused in place, an empty field counts every release."""
    async with driving(recorder(), text=HOST) as driver:
        await driver.press("v", "m")
        assert "Every release counts." in driver.text
        await driver.press("2", "6")
        assert "Android 8.0 and later." in driver.text
        await driver.press("9", "enter")
        assert "API 269 is no level." in driver.text
        assert "Give one from 15 to 37" in driver.text
        assert shown(driver) is MinimumDialog
        await driver.press("backspace", "backspace", "0", "enter")
        assert "Minimum SDK: API 20" in driver.text


@SIZES
async def test_hostile_names(size: tuple[int, int]) -> None:
    """A certificate whose names try to rule the interface is shown as text."""
    used = Recorder()
    used.answers["evil.test"] = hostile()
    async with driving(used, text="evil.test", size=size) as driver:
        await driver.press("v")
        assert driver.app.screen.is_running
        assert "refused" in driver.text
        assert not any(ord(letter) < 0x20 and letter != "\n" for letter in driver.text)


def test_roots_of_the_sample() -> None:
    """Both roots have a level from which devices have them."""
    assert len(roots().anchors) == len(roots().since) == 2
    assert crossed().at == NOW
