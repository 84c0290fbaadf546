"""The app on files: chains in any container, passwords, and keys without a certificate."""

import base64
import json
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from chain.building import P256, common_name, dns_names, sequence
from tui.dialogs.fields import type_in, words
from tui.driving import SIZES, WIDE, Driver, driving
from tui.samples import Recorder, der

from inspector.chain.container import to_pem
from inspector.chain.der import BIT_STRING, INTEGER, OID, encode
from inspector.chain.pin import Pin
from inspector.inspection import Inspection, Settings, look_at
from inspector.net.fetch import Cancel, Progress
from inspector.pinning.key_report import KeyReport
from inspector.trust.stores import from_anchors
from inspector.tui.present.verdict import verdict_marks

CASES: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "pkcs12.json").read_text())
KEYS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "pinning" / "keys.json").read_text())
KEY_FILES = {case["name"]: case for case in KEYS["cases"]}
STORE = Settings(store=from_anchors("file", "the roots of the test", [der("root")]))


class Reader(Recorder):
    """Records what was asked, and looks at files as the app does by itself."""

    def inspect(  # type: ignore[override]
        self, text: str, settings: Settings, *, now: datetime, cancel: Cancel | None, progress: Progress | None
    ) -> "Inspection | KeyReport":
        """Answer with what the file holds."""
        self.asked.append((text, settings))
        return look_at(text, settings, now=now, cancel=cancel, progress=progress)


@asynccontextmanager
async def reading(
    text: str | None, *, size: tuple[int, int] = WIDE, settings: Settings = STORE
) -> AsyncIterator[Driver]:
    """Run the app on a file."""
    async with driving(Reader(), text=text, size=size, settings=settings) as driver:
        yield driver


Write = Callable[[str, bytes], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file and gives its name."""

    def call(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return call


def bundle(*names: str) -> bytes:
    """Return the samples as PEM."""
    return "".join(to_pem(der(name)) for name in names).encode()


@SIZES
async def test_a_file_is_shown_as_a_file(write: Write, size: tuple[int, int]) -> None:
    """In any order the ladder stands from root to leaf; nothing speaks of sending, and no name is said to match."""
    async with reading(write("chain.pem", bundle("root", "inter", "leaf")), size=size) as driver:
        assert driver.state == "chain"
        assert [row.layer.role.value for row in driver.main.session.rows] == ["root", "intermediate", "leaf"]  # type: ignore[union-attr]
        assert "name matches" not in driver.text
        assert "sent" not in driver.text.replace("present", "").split()
        assert driver.main.session is not None
        assert driver.main.session.draft.host == "www.example.org"
        if size == WIDE:
            assert "in the file as #2" in driver.main.query_one("#detail-page").page.text  # type: ignore[attr-defined]
            assert "no name checked" in [mark.text for mark in verdict_marks(driver.main.session.inspection)]
            await driver.press("f")
            assert "No name was checked" in words(driver)


async def test_what_is_unused_stands_in_the_file(write: Write) -> None:
    """The heading of what no path uses says where it is."""
    async with reading(write("chain.pem", bundle("leaf", "inter", "other"))) as driver:
        assert "in the file, but in no path: 1" in driver.text


async def test_a_locked_file_asks_for_its_password(write: Write) -> None:
    """A wrong one says so, the right one opens, nothing of it is on the screen, and fetching again needs none."""
    file = write("locked.p12", base64.b64decode(CASES["openssl"]["base64"]))
    async with reading(file) as driver:
        assert "locked with a password" in words(driver)
        await type_in(driver, "hunter2")
        assert "hunter2" not in driver.text
        await driver.press("enter")
        assert "does not open it" in words(driver)
        await type_in(driver, CASES["openssl"]["password"])
        await driver.press("enter")
        assert driver.state == "chain"
        assert driver.main.session is not None
        pins = [layer.pin.base64 for layer in driver.main.session.inspection.layers]
        assert pins == [CASES[f"pin of {name}"] for name in ("leaf", "inter", "root")]
        await driver.press("r")
        assert driver.state == "chain"
        assert len(driver.app.screen_stack) == 1


@pytest.mark.parametrize("way", ["escape", "mouse"])
async def test_without_a_password_the_failure_is_shown(write: Write, way: str) -> None:
    """Leaving the question by key or mouse leads to the page that says why there is no chain."""
    async with reading(write("locked.p12", base64.b64decode(CASES["keytool"]["base64"]))) as driver:
        if way == "mouse":
            await driver.click("esc Cancel")
        else:
            await driver.press("escape")
        assert driver.state == "failed"
        assert "locked with a password" in words(driver)


async def test_a_password_is_not_tried_on_another_file(write: Write) -> None:
    """What opened one file is not given to the next."""
    first = write("first.p12", base64.b64decode(CASES["keytool"]["base64"]))
    second = write("second.p12", base64.b64decode(CASES["keytool-legacy"]["base64"]))
    async with reading(first) as driver:
        await type_in(driver, "changeit")
        await driver.press("enter", "slash")
        await type_in(driver, second)
        await driver.press("enter")
        assert driver.recorder.asked[-1][1].password is None
        assert "locked with a password" in words(driver)
        assert "does not open it" not in words(driver)


LONE = ["rsa csr pem", "p256 pem", "ed25519 der"]


@SIZES
@pytest.mark.parametrize("name", LONE)
async def test_a_key_alone_has_its_page(write: Write, name: str, size: tuple[int, int]) -> None:
    """Kind and whole pin stand there; c copies the pin, esc leaves."""
    case = KEY_FILES[name]
    async with reading(write("next.key", base64.b64decode(case["data"])), size=size) as driver:
        assert f"sha256/{case['pin']}" in driver.text
        assert case["kind"].lower() in driver.text.lower()
        assert "no chain" in words(driver)
        await driver.press("c")
        assert driver.recorder.copied[-1][0] == f"sha256/{case['pin']}"
        await driver.press("escape")
        assert driver.state == "empty"
        assert len(driver.app.screen_stack) == 1


async def test_a_key_becomes_a_backup_of_the_chain(write: Write) -> None:
    """On a chain it is added at once; a key of the chain itself is refused."""
    case = KEY_FILES["rsa csr pem"]
    key = write("next.csr", base64.b64decode(case["data"]))
    async with reading(write("chain.pem", bundle("leaf", "inter"))) as driver:
        await driver.press("slash")
        await type_in(driver, key)
        await driver.press("enter", "b")
        assert driver.state == "chain"
        assert driver.main.session is not None
        backups = driver.main.session.draft.backups
        assert [(item.pin.base64, item.label) for item in backups] == [(case["pin"], "CSR next.csr")]
        assert "Added as a backup pin" in driver.toasts[-1]


async def test_a_key_is_kept_for_the_next_chain(write: Write) -> None:
    """Without a chain the backup waits for one."""
    case = KEY_FILES["rsa csr pem"]
    chain = write("chain.pem", bundle("leaf", "inter"))
    async with reading(write("next.csr", base64.b64decode(case["data"]))) as driver:
        await driver.press("b")
        assert driver.toasts[-1].startswith("Kept")
        await type_in(driver, chain)
        await driver.press("enter")
        assert driver.main.session is not None
        assert [item.pin.base64 for item in driver.main.session.draft.backups] == [case["pin"]]
        assert driver.main.kept_backup is None


async def test_a_key_of_the_chain_is_no_backup(write: Write) -> None:
    """The public key of the leaf is refused with the reason."""
    leaf = subprocess.run(
        ["openssl", "x509", "-pubkey", "-noout"], input=to_pem(der("leaf")).encode(), capture_output=True, check=True
    )
    async with reading(write("chain.pem", bundle("leaf", "inter"))) as driver:
        await driver.press("slash")
        await type_in(driver, write("leaf.pub", leaf.stdout))
        await driver.press("enter", "b")
        assert driver.main.session is not None
        assert driver.main.session.draft.backups == ()
        assert "This is the key of the leaf" in driver.toasts[-1]


@SIZES
async def test_a_hostile_request_stays_text(write: Write, size: tuple[int, int]) -> None:
    """Markup and control characters in subject and names are shown and do nothing."""
    evil = "[bold]\x1b[31m\u202e[/]$primary"
    wanted = sequence(encode(OID, bytes.fromhex("2a864886f70d01090e")), encode(0x31, sequence(dns_names(evil))))
    info = sequence(encode(INTEGER, b"\0"), common_name(evil), P256, encode(0xA0, wanted))
    made = sequence(info, sequence(encode(OID, b"\x2a\x03")), encode(BIT_STRING, b"\0none"))
    async with reading(write("evil[red].csr", made), size=size) as driver:
        assert Pin.of(P256).base64 in driver.text
        assert "[bold]" in driver.text
        assert all(line.isprintable() for line in driver.lines)


async def test_the_passphrase_of_a_private_key(write: Write) -> None:
    """A locked private key asks in the same way, and its page says what was kept."""
    case = next(case for case in KEYS["cases"] if case["encrypted"])
    async with reading(write("own.key", base64.b64decode(case["data"]))) as driver:
        assert "encrypted" in words(driver)
        await type_in(driver, KEYS["password"])
        await driver.press("enter")
        assert case["pin"] in driver.text
        assert "Only its public half was kept" in words(driver)


async def test_standard_input_is_the_keyboard() -> None:
    """Typed into the field, a hyphen reads nothing from the terminal; with what was piped in it is the chain."""
    async with reading(None) as driver:
        await type_in(driver, "-")
        await driver.press("enter")
        assert driver.state == "failed"
        assert driver.recorder.asked == []
        assert "the keyboard" in words(driver)
    piped = Settings(store=STORE.store, standard_input=bundle("leaf", "inter"))
    async with reading("-", settings=piped) as driver:
        assert driver.state == "chain"
        assert "from a file" in driver.text
        await driver.press("r")
        assert driver.state == "chain"


async def test_the_command_that_checks_a_pin_is_copied(write: Write) -> None:
    """X copies a command that prints the pin of the layer under the cursor, the root of the store among them."""
    async with reading(write("chain.pem", bundle("leaf", "inter"))) as driver:
        for _ in range(3):
            await driver.press("x")
            command, what = driver.recorder.copied[-1]
            done = subprocess.run(["/bin/sh"], input=command, capture_output=True, text=True, check=True)
            number = driver.main.query_one("Ladder").number  # type: ignore[attr-defined]
            assert driver.main.session is not None
            layer = driver.main.session.rows[number].layer
            assert (done.stdout.strip(), done.stderr) == (layer.pin.base64, "")
            assert layer.role.value in what
            await driver.press("k")
        driver.main.run_command("copy-server-check")
        await driver.rest()
        assert "No server sent this certificate" in driver.toasts[-1]


async def test_the_command_that_asks_a_server_is_copied() -> None:
    """It names the server that was asked, its name and the place of the certificate."""
    async with driving() as driver:
        await driver.press("k")
        driver.main.run_command("copy-server-check")
        await driver.rest()
        command, _ = driver.recorder.copied[-1]
        assert "-connect www.example.org:443 -servername www.example.org " in command
        assert "n==2" in command


@SIZES
async def test_bytes_show_the_steps_to_the_pin(size: tuple[int, int]) -> None:
    """Offsets, hash and base64 stand above the bytes, and the command by hand."""
    async with driving(size=size) as driver:
        await driver.press("4")
        page = driver.main.query_one("#detail-page").page  # type: ignore[attr-defined]
        joined = "".join(page.text.split())
        session = driver.main.session
        assert session is not None
        leaf = session.inspection.layers[0].certificate
        at = leaf.der.index(leaf.key.spki)
        assert f"{len(leaf.key.spki)}bytesfromoffset{at}" in joined
        assert leaf.pin.hex in joined
        assert leaf.pin.base64 in joined
        assert "opensslx509-inFILE-pubkey-noout" in joined


async def test_extensions_have_their_bytes() -> None:
    """Each extension ends with its octets, and their beginning is that of the certificate."""
    async with driving() as driver:
        await driver.press("3")
        text = driver.main.query_one("#detail-page").page.text  # type: ignore[attr-defined]
        session = driver.main.session
        assert session is not None
        for extension in session.inspection.layers[0].certificate.extensions:
            assert extension.name in text
            assert extension.der[:8].hex(" ") in text
