"""Private keys in files that the app opens: no part of one on any screen, in copies, files, memory or faults."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cli.filing import LEAF, ROOT
from cryptography.hazmat.primitives.serialization import PrivateFormat
from planted import runs_of_key, told_in
from textual.widgets import Input
from trust.making import AT
from tui.dialogs.fields import type_in
from tui.driving import WIDE, Driver
from tui.secret_files import BUNDLES, LONE, OWN, PASSWORD, File
from tui.test_files import reading
from tui.test_hostile_screens import SCREENS, home

from inspector.cli.fault import report_fault
from inspector.inspection import Settings
from inspector.trust.stores import from_anchors
from inspector.tui.remember import Memory, save
from inspector.tui.widgets.page_view import PageView

SETTINGS = Settings(store=from_anchors("file", "the roots of the test", [ROOT.certificate.der]), at=AT)
COPIES = ("c", "o", "n", "s", "x")
"""Keys that copy something."""


@dataclass
class Watch:
    """Looks for the secrets of a file in everything that the app tells."""

    driver: Driver
    """The app."""

    runs: frozenset[str]
    """What is secret."""

    folder: Path
    """Where the app saves."""

    seen: int = field(default=0)
    """Characters that were looked through."""

    def look(self) -> None:
        """Assert that nothing of them stands on the screen, in its pages, toasts, picture or title, or was copied."""
        driver = self.driver
        pages = [view.page.text for view in driver.app.screen.query(PageView)]
        titles = [str(widget.border_title) for widget in driver.app.screen.query("*") if widget.border_title]
        picture = driver.app.export_screenshot()
        self.check(driver.text, picture, driver.app.title, *pages, *titles, *driver.toasts)
        self.check(*(part for copied in driver.recorder.copied for part in copied))

    def look_at_files(self) -> None:
        """Assert that nothing of them stands in what was saved, and none of it in what is remembered."""
        assert self.driver.app.memory is not None
        assert save(self.folder / "memory.json", self.driver.app.memory) == ""
        for file in self.folder.iterdir():
            self.check(file.name, file.read_text())

    def check(self, *texts: str) -> None:
        """Assert that nothing of them stands in these."""
        for text in texts:
            self.seen += len(text)
            assert told_in(text, self.runs) == []
            assert PASSWORD not in text.replace("&#160;", " ")
            assert "PRIVATE KEY" not in text.replace("&#160;", " ")


async def unlock(watch: Watch) -> None:
    """Type a wrong password and the right one, and look after each step."""
    for word in ("Correct-horse 97", PASSWORD):
        field = watch.driver.app.focused
        assert isinstance(field, Input)
        assert field.password
        await type_in(watch.driver, word)
        watch.look()
        await watch.driver.press("enter")
        watch.look()


async def save_all(watch: Watch) -> None:
    """Save the snippet and every form of the hand-over sheet."""
    for keys in (("w",), ("E", "m"), ("E", "j"), ("E", "s")):
        await watch.driver.press(*keys)
        if len(watch.driver.app.screen_stack) > 1 and not isinstance(watch.driver.app.focused, Input):
            await watch.driver.press("y")
        assert isinstance(watch.driver.app.focused, Input)
        await watch.driver.press("enter")
        watch.look()
        assert len(watch.driver.app.screen_stack) == 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder where the app saves."""
    made = tmp_path / "saved"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


def fail_with(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reading a file fail by a fault of our own that has `secret` in its text and in a variable."""

    def fail(*_: object, **__: object) -> None:
        local = secret
        raise LookupError(local)

    monkeypatch.setattr("inspector.inspection.read_contents_of", fail)


async def open_again(driver: Driver, file: Path) -> None:
    """Open the file by the host field."""
    await driver.press("slash")
    await type_in(driver, str(file))
    await driver.press("enter")


@asynccontextmanager
async def watching(given: File, file: Path, folder: Path) -> AsyncIterator[Watch]:
    """Yield the watch over an app that opened `given`, written to `file`, with its password typed where it has one."""
    file.write_bytes(given.data)
    async with reading(str(file), settings=SETTINGS) as driver:
        driver.app.recall(Memory())
        watch = Watch(driver, given.runs, folder)
        if given.locked:
            await unlock(watch)
        yield watch


async def fault(watch: Watch, file: Path, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reading the file anew fail, and look at the page and at what it copies."""
    with monkeypatch.context() as patch:
        fail_with(f"{secret} {PASSWORD}", patch)
        await open_again(watch.driver, file)
    assert watch.driver.state == "failed"
    assert "a fault of Pinspector itself: LookupError" in watch.driver.text
    watch.look()
    await watch.driver.press("c")
    assert "LookupError" in watch.driver.recorder.copied[-1][0]
    watch.look()


@pytest.mark.parametrize("name", BUNDLES)
async def test_no_screen_tells_of_a_key_beside_a_chain(
    name: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every screen, copy, saved file, the memory and a fault, of a file with a key beside its certificates."""
    given = BUNDLES[name]()
    file = tmp_path / "chain.pem"
    async with watching(given, file, folder) as watch:
        driver = watch.driver
        assert driver.state == "chain"
        assert LEAF.certificate.pin.base64 in driver.text
        await driver.press("space", "k", "space")
        watch.look()
        for keys in SCREENS:
            await driver.press(*keys)
            watch.look()
            await home(driver)
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter")
        watch.look()
        await home(driver)
        await driver.press("b")
        await type_in(driver, str(file))
        watch.look()
        await driver.press("enter")
        watch.look()
        await home(driver)
        await driver.press("c")
        if len(driver.app.screen_stack) > 1:
            await driver.press("y")
        for key in COPIES:
            await driver.press(key)
        watch.look()
        assert len(driver.recorder.copied) >= len(COPIES)
        await save_all(watch)
        await fault(watch, file, given.data.decode("latin-1"), monkeypatch)
        watch.look_at_files()
        assert len(list(folder.iterdir())) == 5
        assert watch.seen > 100_000


@pytest.mark.parametrize("name", LONE)
async def test_no_screen_tells_of_a_key_alone(
    name: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its page, its pin copied, kept as a backup, and a fault; the pin is told."""
    given = LONE[name]()
    file = tmp_path / "server.key"
    async with watching(given, file, folder) as watch:
        driver = watch.driver
        watch.look()
        await driver.press("end", "c")
        assert driver.recorder.copied[-1][0].startswith("sha256/")
        watch.look()
        await driver.press("b")
        watch.look()
        await open_again(driver, file)
        if given.locked:
            await unlock(watch)
        watch.look()
        await driver.press("escape")
        await fault(watch, file, given.data.decode("latin-1"), monkeypatch)
        watch.look_at_files()
        assert watch.seen > 10_000


async def look_at_paths(file: Path, given: File) -> None:
    """Open the file, and the page of its paths."""
    async with reading(str(file), settings=SETTINGS) as driver:
        if given.locked:
            await unlock(Watch(driver, given.runs, file.parent))
        await driver.press("p")


@pytest.mark.parametrize("name", BUNDLES)
async def test_the_short_page_of_a_fault_tells_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault that ends the app while the file is open, with the key in its text and in what caused it."""
    given = BUNDLES[name]()
    file = tmp_path / "chain.pem"
    file.write_bytes(given.data)
    secret = f"{given.data.decode('latin-1')} {PASSWORD}"

    def fail(*_: object, **__: object) -> None:
        try:
            raise ValueError(secret)
        except ValueError as error:
            raise LookupError(secret) from error

    monkeypatch.setattr("inspector.tui.screens.paths.paths_page", fail)
    with pytest.raises(LookupError) as caught:
        await look_at_paths(file, given)
    report_fault(caught.value)
    told = "".join(capsys.readouterr())
    assert "LookupError, caused by ValueError" in told
    assert told_in(told, given.runs) == []
    assert PASSWORD not in told


@pytest.mark.parametrize("form", ["hexadecimal", "decimal", "base64", "in the file"])
async def test_what_is_planted_is_found(form: str, folder: Path, tmp_path: Path) -> None:
    """The search fails where a part of the key stands on the screen, in a toast, in a copy or in a file."""
    given = BUNDLES["PKCS8 behind"]()
    number = OWN.private_numbers().private_value
    octets = number.to_bytes(32, "big")
    part = {
        "hexadecimal": ":".join(f"{octet:02X}" for octet in octets)[9:60],
        "decimal": f"{number:,}"[:30],
        "base64": runs_in_base64(octets),
        "in the file": sorted(runs_of_key(OWN, PrivateFormat.PKCS8))[0],
    }[form]
    file = tmp_path / "chain.pem"
    file.write_bytes(given.data)
    async with reading(str(file), settings=SETTINGS, size=WIDE) as driver:
        driver.app.recall(Memory())
        watch = Watch(driver, given.runs, folder)
        watch.look()
        driver.recorder.copied.append((part, "the pin"))
        with pytest.raises(AssertionError):
            watch.look()
        driver.recorder.copied.clear()
        watch.look()
        driver.app.notify(part, markup=False)
        await driver.rest()
        with pytest.raises(AssertionError):
            watch.look()
        (folder / "pins.txt").write_text(part)
        with pytest.raises(AssertionError):
            watch.look_at_files()


def runs_in_base64(octets: bytes) -> str:
    """Return the middle of base64 that begins one octet later, broken as a screen breaks it."""
    text = base64.b64encode(octets[1:]).decode()
    return f"{text[2:12]}\n{text[12:30]}"
