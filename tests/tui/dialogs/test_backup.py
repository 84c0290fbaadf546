"""Backup pins: judged while one types, from text and from files."""

import hashlib
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
from textual.events import Paste
from textual.widgets import Input
from tui.dialogs.fields import draft, type_in, words
from tui.driving import SIZES, driving
from tui.samples import PINS, der

from inspector.chain.pin import Pin

SPARE = "sha256/C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
DEAD = "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


@SIZES
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


async def test_a_pin_of_the_chain_is_no_backup() -> None:
    """The pin of a layer that is in the path is said to be none, and enter does not add it."""
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, PINS["inter"])
        await driver.press("enter")
        assert "in the present path" in words(driver)
        assert draft(driver).backups == ()


async def test_a_file_of_the_chain_is_no_backup(tmp_path: Path) -> None:
    """A certificate file of a layer in the path is judged like its pin."""
    file = tmp_path / "inter.der"
    file.write_bytes(der("inter"))
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, str(file))
        await driver.press("enter")
        assert "key of the intermediate in the present path" in words(driver)
        assert draft(driver).backups == ()


async def test_the_fingerprint_of_a_layer_is_no_backup() -> None:
    """The commonest mix-up is refused with its name."""
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, hashlib.sha256(der("leaf")).hexdigest())
        await driver.press("enter")
        assert "fingerprint of a certificate" in words(driver)
        assert draft(driver).backups == ()


async def test_a_pin_that_begins_with_a_slash_is_a_pin() -> None:
    """Base64 may begin as a path does."""
    pin = "/5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, pin)
        await driver.press("enter")
        assert [backup.pin.base64 for backup in draft(driver).backups] == [pin]


async def test_a_hostile_file_name_stays_text(tmp_path: Path) -> None:
    """Escape sequences and markup in a file's name are shown, not obeyed, also in the label that is kept."""
    key = ec.generate_private_key(ec.SECP256R1())
    file = tmp_path / "[ @click=app.exit]x\x1b]0;t\x07.pem"
    file.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    async with driving() as driver:
        await driver.press("space", "b")
        await type_in(driver, str(file))
        assert "\\x1b]0;t\\x07" in words(driver)
        assert all("\x1b" not in segment.text for strip in driver.strips() for segment in strip)
        await driver.press("enter")
        assert draft(driver).backups[0].label.isprintable()


async def test_a_megabyte_cannot_be_pasted_into_a_field() -> None:
    """A paste that can be neither pin nor name is turned away as a whole."""
    async with driving() as driver:
        await driver.press("space", "b")
        for text in ("short", "A" * 1_000_000):
            driver.app.post_message(Paste(text))
            await driver.rest()
        assert driver.app.screen.query_one("#field", Input).value == "short"


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
        assert "private key spare.pem" in driver.text
        await driver.press("enter")
        assert len(draft(driver).backups) == 1
        body = pem.decode().splitlines()[1]
        assert body[:20] not in driver.text
