"""The page of faces: what it says, by keys and by mouse, stopped half way, and with answers that come too late."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from tui.driving import NARROW, SMALL, WIDE, Driver, driving
from tui.samples import Recorder, Round, der, inspection
from tui.shop import FIRST, HOST, PINS, SECOND, THIRD, answer, faces, half, shop, silence, whole

from inspector.chain.certificate import parse_certificate
from inspector.inspection import Inspection
from inspector.leaf_keys import leaf_keys
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.faces import Faces
from inspector.net.options import KeyKind
from inspector.tui import facing
from inspector.tui.present.faces import faces_page
from inspector.tui.screens.devices import DevicesScreen
from inspector.tui.screens.faces import FacesScreen
from inspector.tui.screens.main import MainScreen
from inspector.tui.screens.paths import PathsScreen
from inspector.tui.widgets.snippet import SnippetPane

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])


def recorder(*rounds: Round, seen: Inspection | None = None) -> Recorder:
    """Return a recorder that answers with the shop's chain, and with `rounds` when its faces are asked."""
    made = Recorder(rounds=list(rounds) or [Round(whole())])
    made.answers[HOST] = seen or shop()
    return made


def lines(found: Faces | None, width: int = 90, **more: object) -> list[str]:
    """Return the lines of the page, without those at the end that always stand there."""
    keys = leaf_keys(found, shop()) if found is not None else ()
    view = replace(facing.View(HOST, facing.Round.DONE, found, keys), **more)  # type: ignore[arg-type]
    text = [line.rstrip() for line in faces_page(view, width).text.splitlines()]
    return text[: text.index(next(line for line in text if line.startswith("One look")))] if found else text


def code(driver: Driver) -> str:
    """Return the code that the snippet pane shows."""
    return driver.main.query_one(SnippetPane).view.page.text


async def until(driver: Driver, holds: Callable[[], bool]) -> None:
    """Let the app go on until something holds."""
    for _ in range(300):
        if holds():
            return
        await driver.pilot.pause(0.02)
    raise AssertionError(driver.text)


def shown(driver: Driver) -> type[object]:
    """Return the class of the screen on top."""
    return type(driver.app.screen)


def test_groups() -> None:
    """A group for each pin with kind of key, names, dates and places; the default is told apart; gaps at the end."""
    assert lines(whole()) == [
        "3 leaf keys are in use; a leaf pin set needs all of them.",
        "u puts all that may be pinned into the pin set.",
        "",
        "[ ] EC P-256  the leaf that is shown",
        f"    {PINS['ecdsa']}",
        "    shop.example.org  2026-10-10 → 2027-01-08",
        f"    {FIRST}  with and without the server name",
        "",
        "[ ] RSA 2048  leaf",
        f"    {PINS['rsa']}",
        "    shop.example.org  2026-09-30 → 2026-12-29",
        f"    {FIRST}  with and without the server name",
        "",
        "[ ] EC P-256  leaf",
        f"    {PINS['edge']}",
        "    shop.example.org  2026-10-15 → 2027-01-13",
        f"    {SECOND}  with the server name",
        "",
        " -  EC P-256  default of the server",
        f"    {PINS['default']}",
        "    default.example.net  2026-10-15 → 2027-01-13",
        f"    {SECOND}  without the server name",
        "    For clients that send no server name, and not for shop.example.org: the set does not",
        "    need it.",
        "",
        f"· {SECOND} has no RSA key.",
        "",
    ]


def test_what_had_no_answer_is_named() -> None:
    """An address that did not answer leaves the picture open, and its reason stands there."""
    found = lines(
        faces(answer("ecdsa"), silence(THIRD, KeyKind.ECDSA, alert=None), silence(THIRD, KeyKind.RSA, alert=None))
    )
    assert found[0] == "1 leaf key is in use. There may be more: 2 of 3 questions had no answer."
    reason = f"! {THIRD}, ECDSA with the server name, RSA with the server name: {THIRD} did not answer within 10 s."
    assert "".join(found).replace(" ", "").endswith(reason.replace(" ", ""))


def test_a_kind_that_is_missing_in_one_way_only_says_in_which() -> None:
    """A server that has the key for its name alone is not said to have none."""
    probes = (
        answer("rsa", kind=KeyKind.RSA),
        silence(FIRST, KeyKind.RSA, named=False),
    )
    assert f"· {FIRST} has no RSA key without the server name." in lines(faces(*probes))


def test_a_shown_leaf_that_was_not_met_again_is_told() -> None:
    """Renewed in between, or served by a machine that was not asked: it stays in the set, and the page says why."""
    found = lines(faces(answer("rsa", kind=KeyKind.RSA)), width=120)
    assert found[0].startswith("! The leaf that is shown was not met again: it was replaced")
    assert found[1] == "1 leaf key is in use."


def test_certificates_that_look_the_same_are_one_line() -> None:
    """A renewal with the same names and days adds nothing to read."""
    twin = replace(answer("ecdsa"), leaf=parse_certificate(der("faces_ecdsa")))
    found = faces(twin, answer("ecdsa", SECOND))
    key = replace(leaf_keys(found, shop())[0], certificates=(twin.leaf, twin.leaf))  # type: ignore[arg-type]
    page = faces_page(facing.View(HOST, facing.Round.DONE, found, (key,)), 90)
    assert page.text.count("2026-10-10") == 1


def test_a_chain_that_fares_worse_is_left_out_in_words() -> None:
    """A leaf key below an unknown root cannot be picked, and the page says why."""
    found = lines(faces(answer("ecdsa"), answer("stray", SECOND)))
    assert " -  EC P-256  leaf" in found
    assert any(line.startswith("    ! Left out of the pin set: ") for line in found)


def test_progress_stop_and_failure() -> None:
    """The first line says how far the asking is, that it was stopped, or why nothing could be asked."""
    assert lines(None, round=facing.Round.ASKING)[0].endswith("  Looking up the addresses, esc stops")
    asked = lines(half(), round=facing.Round.ASKING)
    assert asked[:2] == [
        "━" * 9 + "─" * 15 + "  3 of 8 questions answered, esc stops",
        "2 leaf keys so far; there may be more.",
    ]
    stopped = lines(half(), round=facing.Round.STOPPED)
    assert stopped[:2] == [
        "! Stopped: 3 of 8 questions were answered. r asks again.",
        "2 leaf keys so far; there may be more.",
    ]
    assert lines(None, round=facing.Round.FAILED, problem="No such host. Check it.") == ["✗ No such host. Check it."]


@pytest.mark.parametrize("width", [54, 76, 116])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    """Pins, addresses and reasons fit at every width."""
    found = faces(*whole().probes, answer("stray", THIRD), silence(THIRD, KeyKind.RSA, alert=None))
    view = facing.View(HOST, facing.Round.DONE, found, leaf_keys(found, shop()))
    page = faces_page(view, width)
    assert max(page.line(number).cell_length for number in range(page.count)) <= max(width, 55)


@SIZES
async def test_by_keys(size: tuple[int, int]) -> None:
    """Open, pick all, copy, go round the pages, take the picks out again: at every size, asked once."""
    used = recorder()
    async with driving(used, text=HOST, size=size) as driver:
        assert used.begun == []
        await driver.press("a")
        assert shown(driver) is FacesScreen
        assert "3 leaf keys are in use" in driver.text
        assert "u Pick" in driver.text
        await driver.press("u")
        assert "u Drop" in driver.text
        assert driver.toasts[-1] == "3 leaf keys are in the pin set."
        assert "[x] EC P-256  the leaf that is shown" in driver.text
        await driver.press("c")
        assert used.copied[-1][1] == "the faces"
        await driver.press("v")
        assert shown(driver) is DevicesScreen
        await driver.press("p")
        assert shown(driver) is PathsScreen
        await driver.press("a")
        assert shown(driver) is FacesScreen
        await driver.press("a")
        assert shown(driver) is MainScreen
        if size == WIDE:
            assert all(
                f"leaf {kind} {PINS[name][7:17]}" in driver.text for kind, name in (("EC", "edge"), ("RSA", "rsa"))
            )
        await driver.press("6")
        assert all(PINS[name] in code(driver) for name in ("ecdsa", "rsa", "edge"))
        assert PINS["default"] not in code(driver)
        await driver.press("o")
        assert used.copied[-1][1] == "OkHttp Kotlin snippet, 3 pins"
        await driver.press("a", "u", "escape")
        assert driver.main.current.draft.leaves == ()
        assert driver.main.current.pins == 0
        assert len(used.begun) == 1


@SIZES
async def test_by_mouse(size: tuple[int, int]) -> None:
    """The frame of the chain opens the page, its buttons do the rest."""
    used = recorder()
    async with driving(used, text=HOST, size=size) as driver:
        await driver.click("faces")
        assert shown(driver) is FacesScreen
        await driver.click("Pick")
        assert driver.main.current.pins == 3
        await driver.click("Copy")
        assert used.copied[-1][1] == "the faces"
        await driver.click("Again")
        assert len(used.begun) == 2
        await driver.click("Devices")
        assert shown(driver) is DevicesScreen
        await driver.click("Faces")
        await driver.click("Close")
        assert shown(driver) is MainScreen
        assert len(driver.main.current.draft.leaves) == 2


async def test_a_comment_tells_the_kinds_of_key_apart() -> None:
    """Each leaf's line in the code says which key it is, and nothing of the addresses."""
    async with driving(recorder(), text=HOST) as driver:
        await driver.press("a", "u", "escape")
        assert "// leaf: shop.example.org, valid to 2027-01-08" in code(driver)
        assert "// leaf: shop.example.org, RSA 2048, also served, valid to 2026-12-29" in code(driver)
        assert "203.0.113" not in code(driver)


async def test_stopped_half_way_by_keys() -> None:
    """Esc stops at once, by the switch, and keeps what came; only the next esc leaves; the late end changes nothing."""
    gate = threading.Event()
    used = recorder(Round(whole(), told=(half(),), gate=gate), Round(whole()))
    async with driving(used, text=HOST) as driver:
        await driver.pilot.press("a")
        await until(driver, lambda: "3 of 8 questions answered, esc stops" in driver.text)
        assert "esc Stop" in driver.text
        await driver.pilot.press("escape")
        await driver.pilot.pause()
        assert used.begun[0][2].is_set
        assert "Stopped: 3 of 8 questions were answered." in driver.text
        assert "esc Close" in driver.text
        gate.set()
        await driver.rest()
        assert "Stopped: 3 of 8 questions were answered." in driver.text
        assert PINS["edge"] not in driver.text
        await driver.press("u")
        assert driver.toasts[-1] == "2 leaf keys are in the pin set."
        await driver.press("escape")
        assert shown(driver) is MainScreen
        await driver.press("a")
        assert len(used.begun) == 1
        assert "Stopped: 3 of 8 questions were answered." in driver.text
        await driver.press("r")
        assert "3 leaf keys are in use" in driver.text


async def test_stopped_half_way_by_mouse() -> None:
    """The button that closes stops first, and says so."""
    used = recorder(Round(whole(), told=(half(),), gate=threading.Event()))
    async with driving(used, text=HOST, size=NARROW) as driver:
        await driver.pilot.press("a")
        await until(driver, lambda: "3 of 8 questions answered" in driver.text)
        await driver.pilot.click(offset=driver.where("esc Stop"))
        await driver.pilot.pause()
        assert "Stopped: 3 of 8" in driver.text
        await until(driver, lambda: not driver.app.screen.query_one("#leave").has_class("-active"))
        await driver.pilot.click(offset=driver.where("esc Close"))
        await until(driver, lambda: shown(driver) is MainScreen)


async def test_a_late_answer_does_not_overwrite_a_newer_one() -> None:
    """Asked again while the first round hangs: the first is switched off, and its end is dropped when it comes."""
    gate = threading.Event()
    newer = faces(answer("ecdsa"))
    used = recorder(Round(whole(), told=(half(),), gate=gate), Round(newer))
    async with driving(used, text=HOST) as driver:
        await driver.pilot.press("a")
        await until(driver, lambda: "3 of 8" in driver.text)
        await driver.pilot.press("r")
        await until(driver, lambda: "1 leaf key is in use." in driver.text)
        assert used.begun[0][2].is_set
        gate.set()
        await driver.rest()
        assert "1 leaf key is in use." in driver.text
        assert PINS["rsa"] not in driver.text


async def test_closing_ends_the_round() -> None:
    """Leaving the page by its own key switches the asking off, and so does quitting."""
    used = recorder(Round(whole(), told=(half(),), gate=threading.Event()))
    async with driving(used, text=HOST) as driver:
        await driver.pilot.press("a")
        await until(driver, lambda: "3 of 8" in driver.text)
        await driver.pilot.press("a")
        await driver.pilot.pause()
        assert shown(driver) is MainScreen
        assert used.begun[0][2].is_set


async def test_another_chain_asks_anew() -> None:
    """Answers belong to the chain that they were asked for: after a new fetch nothing is left of them."""
    used = recorder()
    async with driving(used, text=HOST) as driver:
        await driver.press("a", "escape")
        used.answers[HOST] = shop()
        await driver.press("r")
        await driver.press("a")
        assert len(used.begun) == 2


async def test_a_name_that_is_gone_is_told() -> None:
    """Where nothing can be asked the page says why and what to try, and picking says that nothing is known."""
    error = FetchError(Stage.NAME, Cause.NOT_FOUND, f"there is no host called {HOST}", "Check the spelling.")
    async with driving(recorder(Round(error)), text=HOST) as driver:
        await driver.press("a")
        assert f"✗ There is no host called {HOST}. Check the spelling." in driver.text
        await driver.press("u")
        assert driver.toasts[-1] == "No leaf key is known yet."


async def test_a_file_has_nobody_to_ask() -> None:
    """Certificates of a file have no server: the key says so, and asks nobody."""
    used = recorder(seen=replace(inspection(), target=None))
    async with driving(used, text=HOST) as driver:
        await driver.press("a")
        assert shown(driver) is MainScreen
        assert driver.toasts == ["These certificates are in a file: there is no server to ask."]
        assert used.begun == []


async def test_a_private_chain_still_asks_before_copying() -> None:
    """The union of an untrusted chain's leaf keys is stamped, and copying it asks."""
    async with driving(recorder(seen=shop(public=False)), text=HOST) as driver:
        await driver.press("a", "u", "escape", "o")
        assert "Copy pins of a private chain?" in driver.text
        assert driver.recorder.copied == []
