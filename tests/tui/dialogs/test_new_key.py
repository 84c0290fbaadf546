"""Making a backup key in the app: the files, the pin that is added, and what is refused."""

import subprocess
from hashlib import sha256
from pathlib import Path

from textual.widgets import Input, Static
from tui.dialogs.fields import draft, type_in, words
from tui.driving import SIZES, Driver, driving

from inspector.chain.pin import Pin


async def fill(driver: Driver, field: str, text: str) -> None:
    """Put `text` into the field with that id."""
    driver.app.screen.query_one(f"#{field}", Input).value = text
    await driver.rest()


@SIZES
async def test_a_made_key_becomes_a_backup(size: tuple[int, int], tmp_path: Path) -> None:
    """The key is written for its owner alone with its request, and its pin, as openssl computes it, is a backup."""
    async with driving(size=size) as driver:
        await driver.press("space", "N")
        assert "enter Make" in driver.text
        await type_in(driver, str(tmp_path / "spare.key"))
        assert "Not encrypted" in words(driver)
        await driver.press("enter")
        assert len(driver.app.screen_stack) == 1
        public = subprocess.run(
            ["openssl", "pkey", "-in", tmp_path / "spare.key", "-pubout", "-outform", "der"],
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        assert [backup.pin for backup in draft(driver).backups] == [Pin(sha256(public).digest())]
        assert (tmp_path / "spare.csr").read_text().startswith("-----BEGIN CERTIFICATE REQUEST-----")
        assert str(tmp_path / "spare.key") in driver.toasts[-1]
        await driver.press("o")
        assert str(draft(driver).backups[0].pin) in driver.recorder.copied[0][0]


async def test_backup_dialog_leads_to_a_new_key(tmp_path: Path) -> None:
    """From the dialog that adds a backup, one key or click leads to the one that makes it."""
    async with driving() as driver:
        await driver.press("space", "b", "ctrl+n")
        assert "Make a backup key" in driver.text
        await driver.press("escape", "b")
        await driver.click("New key")
        assert "Make a backup key" in driver.text
        await type_in(driver, str(tmp_path / "spare.key"))
        await driver.click("enter Make")
        assert len(draft(driver).backups) == 1


async def test_kind_of_key_changes(tmp_path: Path) -> None:
    """The kind goes round by key and by mouse."""
    async with driving() as driver:
        await driver.press("N")
        await type_in(driver, str(tmp_path / "a.key"))
        assert "EC P-256" in words(driver)
        await driver.press("ctrl+t")
        assert "EC P-384" in words(driver)
        await driver.click("Kind")
        assert "RSA 2048" in words(driver)


async def test_passphrase_is_asked_for_twice(tmp_path: Path) -> None:
    """Two different passphrases make no key; twice the same makes an encrypted one, and the fields are emptied."""
    key = tmp_path / "a.key"
    async with driving() as driver:
        await driver.press("N")
        await type_in(driver, str(key))
        await fill(driver, "passphrase", "correct horse")
        await fill(driver, "again", "correct house")
        await driver.press("enter")
        assert "differ" in words(driver)
        assert not key.exists()
        await fill(driver, "again", "correct horse")
        assert "Encrypted with the passphrase" in words(driver)
        assert "correct" not in driver.text
        await driver.press("enter")
    assert b"ENCRYPTED PRIVATE KEY" in key.read_bytes()


async def test_a_taken_name_is_never_overwritten(tmp_path: Path) -> None:
    """A file that is there stays, the reason is said, and no backup is added."""
    key = tmp_path / "a.key"
    key.write_text("mine")
    async with driving() as driver:
        await driver.press("N")
        await type_in(driver, str(key))
        await driver.press("enter")
        assert "exists already" in str(driver.app.screen.query_one("#word", Static).content)
        assert draft(driver).backups == ()
    assert key.read_text() == "mine"
    assert not (tmp_path / "a.csr").exists()
