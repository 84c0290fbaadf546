"""Dialogs: judged while one types, taken with enter, left with esc, by keys and by mouse."""

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from textual.widgets import Input
from tui.driving import NARROW, SMALL, WIDE, Driver, driving
from tui.samples import PINS

from inspector.chain.pin import Pin
from inspector.pinning.draft import Expires

SPARE = "sha256/C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
DEAD = "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


async def type_in(driver: Driver, text: str) -> None:
    """Put `text` into the focused field as a paste would."""
    field = driver.app.focused
    assert isinstance(field, Input)
    field.value = text
    await driver.rest()


def draft(driver: Driver):  # type: ignore[no-untyped-def]
    """Return the draft of the session."""
    assert driver.main.session is not None
    return driver.main.session.draft


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])
async def test_a_typed_backup_is_added(size: tuple[int, int]) -> None:
    """A pin in any spelling becomes a backup, in the pin set and in the code, at every size."""
    async with driving(size=size) as driver:
        await driver.press("space", "b")
        assert "enter Add" in driver.text
        await type_in(driver, SPARE.removeprefix("sha256/"))
        assert SPARE in driver.text.replace("│\n│", "") or SPARE[7:30] in driver.text
        await driver.press("enter")
        assert [str(backup.pin) for backup in draft(driver).backups] == [SPARE]
        await driver.press("o")
        assert SPARE in driver.recorder.copied[0][0]


async def test_esc_leaves_everything_as_it_was() -> None:
    """Esc closes each dialog without a change."""
    async with driving() as driver:
        await driver.press("space")
        before = draft(driver)
        for key in ("b", "e", "h", "w"):
            await driver.press(key)
            assert len(driver.app.screen_stack) == 2, key
            await type_in(driver, SPARE)
            await driver.press("escape")
            assert len(driver.app.screen_stack) == 1
        assert draft(driver) == before


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("hello", "not base64"),
        (DEAD, "hash of nothing"),
        ("sha1/2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "SHA-1"),
        ("/no/such/key.pem", "no file"),
        ("", "Any spelling"),
    ],
    ids=["words", "dead", "sha1", "no file", "empty"],
)
async def test_what_is_no_backup_is_refused_with_the_reason(text: str, word: str) -> None:
    """The dialog stays open and says why."""
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, text)
        await driver.press("enter")
        assert len(driver.app.screen_stack) == 2
        if text:
            assert word in driver.text
        assert draft(driver).backups == ()


async def test_a_pin_of_the_chain_is_told_to_be_no_backup() -> None:
    """The pin of a layer that is in the path may be added, and is said to be none."""
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, PINS["inter"])
        assert "in the present path" in " ".join(driver.text.replace("│", " ").split())


async def test_an_encrypted_key_asks_for_its_passphrase(tmp_path: Path) -> None:
    """A wrong passphrase is said to be wrong, the right one gives the pin, and neither stays on the screen."""
    key = ec.generate_private_key(ec.SECP256R1())
    file = tmp_path / "spare.pem"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"open sesame")))
    expected = Pin.of(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, str(file))
        await driver.press("enter")
        assert driver.focus == "passphrase"
        await type_in(driver, "wrong")
        await driver.press("enter")
        assert driver.focus == "passphrase"
        assert draft(driver).backups == ()
        await type_in(driver, "open sesame")
        assert "open sesame" not in driver.text
        await driver.press("enter")
        assert [backup.pin for backup in draft(driver).backups] == [expected]
        assert "spare.pem" in draft(driver).backups[0].label


async def test_a_private_key_is_read_for_its_public_half(tmp_path: Path) -> None:
    """The file's key gives a pin; nothing of the key reaches the screen."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = tmp_path / "spare.pem"
    file.write_bytes(pem)
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, str(file))
        assert "enter reads it" in driver.text
        await driver.press("enter")
        assert len(draft(driver).backups) == 1
        body = pem.decode().splitlines()[1]
        assert body[:20] not in driver.text


async def test_expiry_is_judged_and_set() -> None:
    """A date, never and the empty field each mean what they say; a past date is refused."""
    async with driving() as driver:
        await driver.press("space", "e")
        await type_in(driver, "2020-01-01")
        await driver.press("enter")
        assert "off already" in driver.text
        await type_in(driver, "2027-01-15")
        assert "2027-01-14" in driver.text
        await driver.press("enter")
        assert draft(driver).expires == date(2027, 1, 15)
        await driver.press("e")
        await type_in(driver, "never")
        await driver.press("enter")
        assert draft(driver).expires is Expires.NEVER
        await driver.press("e")
        await type_in(driver, "")
        await driver.press("enter")
        assert draft(driver).expires is Expires.PROPOSED


async def test_the_host_is_changed_to_what_clients_need() -> None:
    """A host is taken as its A-label in lower case; what can be no host stays in the dialog."""
    async with driving() as driver:
        await driver.press("space", "h")
        await type_in(driver, "a b")
        await driver.press("enter")
        assert len(driver.app.screen_stack) == 2
        await type_in(driver, "Bücher.example")
        await driver.press("enter")
        assert draft(driver).host == "xn--bcher-kva.example"


async def test_saving_asks_before_it_overwrites(tmp_path: Path) -> None:
    """A taken name is kept until the question is answered with yes."""
    file = tmp_path / "pins.kt"
    file.write_text("mine")
    async with driving() as driver:
        await driver.press("space", "w")
        await type_in(driver, str(file))
        await driver.press("enter")
        assert "Overwrite" in driver.text
        await driver.press("n")
        assert file.read_text() == "mine"
        await driver.press("enter", "y")
        assert PINS["leaf"] in file.read_text()
        assert len(driver.app.screen_stack) == 1
        assert any(str(file) in toast for toast in driver.toasts)


async def test_saving_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    """A folder that is absent costs a sentence, not the snippet."""
    async with driving() as driver:
        await driver.press("space", "w")
        await type_in(driver, str(tmp_path / "absent" / "pins.kt"))
        await driver.press("enter")
        assert "folder does not exist" in " ".join(driver.text.replace("│", " ").split())
        assert len(driver.app.screen_stack) == 2


async def test_dialogs_work_with_the_mouse_alone() -> None:
    """Buttons do what their keys do."""
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, SPARE)
        await driver.click("enter Add")
        assert [str(backup.pin) for backup in draft(driver).backups] == [SPARE]
        await driver.press("b")
        await driver.click("esc Cancel")
        assert len(driver.app.screen_stack) == 1


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])
async def test_help_lists_every_command(size: tuple[int, int]) -> None:
    """Help writes itself from the table, under titles, and closes as it opened."""
    async with driving(size=size) as driver:
        await driver.press("?")
        assert "Move" in driver.text
        assert "Layer above" in driver.text
        await driver.press("G")
        assert "w saves the snippet" in " ".join(driver.text.replace("│", " ").split())
        await driver.press("?")
        assert len(driver.app.screen_stack) == 1
