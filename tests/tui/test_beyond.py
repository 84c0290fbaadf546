"""Keys beyond the shown path: picked on the pages of devices and paths, named truly, and dropped again."""

from dataclasses import replace

import pytest
from tui.crossed import HOST, crossed
from tui.driving import NARROW, SMALL, WIDE, Driver, driving
from tui.samples import Recorder

from inspector.devices.keys import choose_beyond, keys_beyond
from inspector.devices.looking import look_at_devices
from inspector.handover.markdown import sheet_markdown
from inspector.pinning.draft import Draft, make_pin_set, toggle_beyond
from inspector.tui.actions.rehearsing import play
from inspector.tui.screens.beyond import BeyondDialog

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])
PAGES = pytest.mark.parametrize("page", ["v", "p"], ids=["devices", "paths"])


def recorder() -> Recorder:
    """Return a recorder that answers with the cross-signed chain."""
    made = Recorder()
    made.answers[HOST] = crossed()
    return made


def picked(driver: Driver) -> list[str]:
    """Return the labels of the chosen pins."""
    return [item.label for item in driver.main.current.pin_set().chosen]


@SIZES
@PAGES
async def test_one_key_picks_the_other_root_and_drops_it_again(page: str, size: tuple[int, int]) -> None:
    """`u` puts the older root into the set, the code names it, and `u` takes it out."""
    async with driving(recorder(), text=HOST, size=size) as driver:
        await driver.press(page)
        assert "u Pick" in driver.text
        await driver.press("u")
        assert picked(driver) == ["Old Root"]
        assert "u Drop" in driver.text
        assert "in the path on Android 7.1.1-13 alone" in driver.toasts[-1]
        await driver.press("u")
        assert picked(driver) == []
        assert "u Pick" in driver.text


@PAGES
async def test_mouse_picks_it(page: str) -> None:
    """The button of the page does what the key does."""
    async with driving(recorder(), text=HOST) as driver:
        await driver.press(page)
        await driver.click("u Pick")
        assert picked(driver) == ["Old Root"]
        await driver.click("u Drop")
        assert picked(driver) == []


async def test_a_chain_with_one_path_offers_nothing() -> None:
    """Every key of its paths is a layer, which the key says."""
    async with driving() as driver:
        await driver.press("v")
        assert "u Pick" not in driver.text
        await driver.press("u")
        assert "space picks it there" in driver.toasts[-1]


async def test_of_several_keys_one_is_asked_for() -> None:
    """The dialog lists them with what is picked, and gives the chosen one."""
    keys = keys_beyond(look_at_devices(crossed()))
    twice = (*keys, replace(keys[0], name="Another Root"))
    async with driving() as driver:
        given: list[object] = []
        driver.app.push_screen(BeyondDialog(twice, {keys[0].pin}), given.append)
        await driver.rest()
        assert "[x] root  Old Root" in driver.text
        await driver.press("j", "enter")
        assert given == [twice[1]]


def test_everything_that_is_made_of_it_names_it_truly() -> None:
    """A root, in the path of some releases alone: comment, warning, sheet and rehearsal say so."""
    seen = crossed()
    devices = look_at_devices(seen)
    (key,) = keys_beyond(devices)
    item = choose_beyond(devices, key)
    assert (item.label, item.role.value, item.devices, item.in_path) == ("Old Root", "root", "Android 7.1.1-13", False)
    made = make_pin_set(toggle_beyond(Draft(HOST), item), seen.layers, at=seen.at)
    assert made.pins == (key.pin,)
    sheet = sheet_markdown(seen, made)
    assert "`Old Root`, in the path on Android 7.1.1-13 only" in sheet
    assert "Old Root is in the path on Android 7.1.1-13 alone: every other device fails." in sheet


def test_the_code_names_it_truly() -> None:
    """The comment tells where it is in the path, and what fails without."""
    from inspector.clients.registry import clients

    seen = crossed()
    devices = look_at_devices(seen)
    item = choose_beyond(devices, keys_beyond(devices)[0])
    alone = make_pin_set(toggle_beyond(Draft(HOST), item), seen.layers, at=seen.at)
    code = clients()["okhttp-kotlin"].write(alone).text
    assert "root: Old Root" in code
    assert "in the path on Android 7.1.1-13 only" in code
    assert "every connection but those of Android 7.1.1-13 fails today" in code


async def test_it_is_rehearsed_as_the_root_of_some_devices() -> None:
    """Locked out at the newest path, and works where its releases are, also when the root of today is missing."""
    async with driving(recorder(), text=HOST) as driver:
        await driver.press("v", "u", "escape")
        report = play(driver.main.current)
        assert not isinstance(report, str)
        found = {row.event.title: row.cells[0].answer.value for row in report.rehearsal.rows}
        assert found["Today"] == "locked out"
        assert found["Today, Android 7.1.1-13"] == "works"
        assert found["Root missing, cross-signed"] == "works"


async def test_a_chain_that_has_it_as_a_layer_takes_it_as_a_pick() -> None:
    """Asked again as Android 13 the older root is a layer of the path, and picked as one."""
    used = recorder()
    async with driving(used, text=HOST) as driver:
        await driver.press("v", "u", "escape")
        used.answers[HOST] = crossed(android=33)
        await driver.press("r")
        draft = driver.main.current.draft
        assert draft.beyond == ()
        assert picked(driver) == ["Old Root"]
        assert driver.main.current.pin_set().chosen[0].in_path


def test_the_command_line_picks_it_by_its_pin() -> None:
    """A pin of another device's path is picked beside a layer; one that nothing has stays a pick of a layer."""
    from inspector.cli.beyond import split_picks

    seen = crossed()
    (key,) = keys_beyond(look_at_devices(seen))
    words, beyond = split_picks(seen, ["leaf", str(key.pin), "0"])
    assert words == ["leaf", "0"]
    assert [item.label for item in beyond] == ["Old Root"]
    nothing = "sha256/C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
    assert split_picks(seen, [nothing]) == ([nothing], ())
    assert split_picks(seen, None) == (None, ())
