"""The page of faces by keys and by mouse, and what its picks become."""

from dataclasses import replace

from tui.driving import SIZES, WIDE, driving, shown
from tui.samples import inspection
from tui.shop import HOST, PINS, recorder, shop

from inspector.tui.screens.devices import DevicesScreen
from inspector.tui.screens.faces import FacesScreen
from inspector.tui.screens.main import MainScreen
from inspector.tui.screens.paths import PathsScreen


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
        assert all(PINS[name] in driver.code for name in ("ecdsa", "rsa", "edge"))
        assert PINS["default"] not in driver.code
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
        assert "// leaf: shop.example.org, valid to 2027-01-08" in driver.code
        assert "// leaf: shop.example.org, RSA 2048, also served, valid to 2026-12-29" in driver.code
        assert "203.0.113" not in driver.code


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
