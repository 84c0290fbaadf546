"""A million characters into every field there is, taken with enter too, and keys held down in every list."""

import base64
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from textual.events import Paste
from textual.widgets import Input
from tui.dialogs.fields import words
from tui.driving import Driver, driving
from tui.samples import HOST, Recorder, Round, inspection
from tui.secret_files import LONE
from tui.test_files import CASES, reading
from tui.test_floods import PASTED, PATIENCE, flood
from tui.test_hostile_screens import faces_of

from inspector.pinning.new_key import MAX_PASSPHRASE
from inspector.tui.screens.check import LONGEST_PASTE
from inspector.tui.widgets.masking import LONGEST

FIELDS = {
    "host": ("slash",),
    "pattern": ("h",),
    "backup": ("b",),
    "expiry": ("e",),
    "name of a new key": ("N",),
    "passphrase of a new key": ("N", "tab"),
    "check": ("C",),
    "hosts": ("H",),
    "save": ("w",),
    "save of the hand-over sheet": ("E", "m"),
    "minimum SDK": ("v", "m"),
    "palette": ("ctrl+p",),
}
"""Keys that lead to each field."""

LISTS = {
    "clients": ("m",),
    "palette": ("ctrl+p",),
    "glossary": ("f2",),
    "help": ("question_mark",),
    "lessons": ("l",),
    "a lesson": ("l", "enter"),
    "findings": ("f",),
    "devices": ("v",),
    "paths": ("p",),
    "rehearsal": ("R",),
    "faces": ("a",),
    "hosts": ("H", "tab"),
    "details": ("enter",),
    "notes": ("i",),
}
"""Keys that lead to each list or page."""

HELD = 30
"""How often a key that is held down comes."""


def focused(driver: Driver) -> Input:
    """Return the field that has the focus."""
    found = driver.app.focused
    assert isinstance(found, Input), found
    return found


async def check_field(driver: Driver, text: str) -> None:
    """Paste, type and take it: the field stays short, and the app answers at once."""
    field = focused(driver)
    assert await flood(driver, text) < PATIENCE
    assert len(field.value) <= LONGEST
    began = time.process_time()
    await driver.press("end", "a", "backspace")
    assert time.process_time() - began < 1
    assert len(field.value) <= LONGEST
    began = time.process_time()
    await driver.press("enter")
    assert time.process_time() - began < PATIENCE


async def leave(driver: Driver) -> None:
    """Close whatever is open."""
    for _ in range(4):
        if len(driver.app.screen_stack) > 1:
            await driver.press("escape")
    assert driver.main.is_current


@pytest.mark.parametrize("kind", PASTED)
@pytest.mark.parametrize("name", FIELDS)
async def test_a_megabyte_is_cut_or_refused(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every field has its bound, and enter on what is in it hurts nobody; no file comes of it."""
    monkeypatch.chdir(tmp_path)
    async with driving() as driver:
        await driver.press("space", *FIELDS[name])
        if name.startswith("save of") and not isinstance(driver.app.focused, Input):
            await driver.press("y")
        await check_field(driver, PASTED[kind])
        await leave(driver)
        await driver.press("question_mark")
        assert "Moves towards the root" in driver.text
    assert [len(file.name) < 200 for file in tmp_path.iterdir()] in ([], [True], [True, True])


@pytest.mark.parametrize("over", [0, 1], ids=["at", "above"])
async def test_a_passphrase_typed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: int) -> None:
    """The longest passphrase that OpenSSL takes locks the key; with a longer one no key is made, and that is told."""
    monkeypatch.chdir(tmp_path)
    passphrase = "x" * (MAX_PASSPHRASE + over)
    async with driving() as driver:
        await driver.press("space", "N", "tab")
        await flood(driver, passphrase)
        assert ("longer than 1,023 bytes" in words(driver)) == bool(over)
        await driver.press("tab")
        assert focused(driver).id == "again"
        await flood(driver, passphrase)
        await driver.press("enter")
        assert ("longer than 1,023 bytes" in words(driver)) == bool(over)
    assert sorted(file.suffix for file in tmp_path.iterdir()) == ([] if over else [".csr", ".key"])
    for made in tmp_path.glob("*.key"):
        load_pem_private_key(made.read_bytes(), passphrase.encode())


@pytest.mark.parametrize("over", [0, 1], ids=["at", "above"])
async def test_the_longest_text_of_a_field(over: int) -> None:
    """It is taken whole; a longer one is refused, and what stood there stays."""
    async with driving() as driver:
        await driver.press("slash")
        focused(driver).value = ""
        await flood(driver, "x" * (LONGEST + over))
        assert len(focused(driver).value) == (0 if over else LONGEST)


@pytest.mark.parametrize("kind", PASTED)
async def test_the_password_of_a_file(tmp_path: Path, kind: str) -> None:
    """It does not open the file, and the question stands again."""
    file = tmp_path / "locked.p12"
    file.write_bytes(base64.b64decode(CASES["openssl"]["base64"]))
    async with reading(str(file)) as driver:
        await check_field(driver, PASTED[kind])
        assert focused(driver).id == "password"
        assert focused(driver).value == ""


@pytest.mark.parametrize("kind", PASTED)
async def test_the_passphrase_of_a_backup(tmp_path: Path, kind: str) -> None:
    """It does not open the key, and the field is empty again."""
    file = tmp_path / "spare.key"
    file.write_bytes(LONE["encrypted PKCS8"]().data)
    async with driving() as driver:
        await driver.press("space", "b")
        focused(driver).value = str(file)
        await driver.rest()
        await driver.press("enter")
        assert focused(driver).id == "passphrase"
        await check_field(driver, PASTED[kind])
        assert focused(driver).value == ""
        assert driver.main.session is not None
        assert driver.main.session.draft.backups == ()


@pytest.mark.parametrize("over", [0, 1], ids=["at", "above"])
async def test_the_longest_code_that_is_pasted(over: int) -> None:
    """A million characters are taken, one more is refused with what to do."""
    text = "x\n" + "y" * (LONGEST_PASTE - 2 + over)
    async with driving() as driver:
        await driver.press("C")
        driver.app.post_message(Paste(text))
        await driver.rest()
        assert ("Pasted: 2 lines" in driver.text) != bool(over)
        assert ("more than a million characters" in driver.text) == bool(over)


@pytest.mark.parametrize("name", LISTS)
async def test_a_held_key_in_every_list(name: str) -> None:
    """It is dealt with as it comes, nothing is waiting when it is let go, and the way out works."""
    seen = inspection()
    recorder = Recorder(answers={HOST: seen}, rounds=[Round(faces_of(seen))])
    async with driving(recorder) as driver:
        await driver.press("space", *LISTS[name])
        began = time.process_time()
        await driver.pilot.press(*["down"] * HELD, *["tab"] * 3, *["pagedown"] * 3)
        await driver.rest()
        assert time.process_time() - began < HELD / 4
        began = time.process_time()
        await leave(driver)
        assert time.process_time() - began < PATIENCE
