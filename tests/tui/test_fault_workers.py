"""A fault of our own beside the event loop: told without any data, and the terminal is restored in the end."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal
from hardening.working import LEAVES_ALTERNATE_SCREEN, SHOWS_CURSOR, SLOW, what_is_wrong
from test_completing import cold

from inspector.chain.container import to_pem

SECRET = b"secret"
PASSPHRASE = "passphrase-of-the-user"
FAULT = "a fault of Pinspector itself: LookupError"
PROGRAM = """
import importlib, sys
from inspector.cli.failure import report
from inspector.tui import start

secret = "secret-of-the-user \\x1b]0;title\\x07"

def fail(*_, **__):
    certificate_text = secret
    raise LookupError(certificate_text)

module, name = sys.argv[1].rsplit(".", 1)
vars(importlib.import_module(module))[name] = fail
opened = {"text": sys.argv[2]} if len(sys.argv) > 2 else {"scenario": "good"}
try:
    sys.exit(start.run_app(start.AppStart(**opened)))
except Exception as error:
    sys.exit(report(error))
"""


@contextmanager
def failing(folder: Path, place: str, *arguments: str) -> Iterator[Terminal]:
    """Yield the app in a terminal, in which the function `place` fails."""
    program = folder / "faulty.py"
    program.write_text(PROGRAM)
    environment = {**os.environ, "PINSPECTOR_REMEMBER": "0", "HOME": str(folder)}
    with Terminal([sys.executable, str(program), place, *arguments], environment, folder) as terminal:
        yield terminal


@pytest.fixture
def leaf(tmp_path: Path) -> str:
    """Return a file with a leaf whose issuer is missing, and named by an address that is not asked."""
    file = tmp_path / "leaf.pem"
    file.write_text(to_pem(cold("http://127.0.0.1:9/issuer.cer").served[0].der))
    return str(file)


def check_page(terminal: Terminal, leave: str = "q") -> None:
    """Assert that the fault is a page of the app, that nothing of the data is told, and that leaving restores all."""
    terminal.wait_until("LookupError", "faulty.py", patience=SLOW)
    written = terminal.take()
    plain = b" ".join(re.sub(rb"\x1b\[[0-?]*[ -/]*[@-~]", b" ", written).split())
    assert FAULT.encode() in plain.replace(b" \xe2\x94\x82 ", b" ")
    assert SECRET not in written
    assert b"]0;title" not in written
    for key in leave[:-1]:
        terminal.type(key)
    terminal.settle()
    terminal.leave(leave[-1])
    assert what_is_wrong(terminal) == ""


def check_end(terminal: Terminal) -> None:
    """Assert that the app has ended with the short page behind the alternate screen, and nothing of the data."""
    written = terminal.take()
    assert terminal.code == 70, written[-800:]
    assert LEAVES_ALTERNATE_SCREEN in written
    assert SHOWS_CURSOR in written
    page = written.rsplit(LEAVES_ALTERNATE_SCREEN, 1)[1]
    assert FAULT.encode() in page
    assert b"Please report these lines" in page
    assert SECRET not in written
    assert b"]0;title" not in written
    assert PASSPHRASE.encode() not in written
    assert len(page.strip().splitlines()) < 12


@pytest.mark.parametrize(
    "place",
    ["inspector.inspection.read_contents_of", "inspector.chain.container.read_contents", "inspector.inspection.judge"],
)
def test_reading_a_file(tmp_path: Path, leaf: str, place: str) -> None:
    """The page stands where the chain would, and names no file."""
    with failing(tmp_path, place, leaf) as terminal:
        check_page(terminal)


@pytest.mark.parametrize("place", ["inspector.completing.fetch_missing", "inspector.completing.complete_chain"])
def test_fetching_what_is_missing(tmp_path: Path, leaf: str, place: str) -> None:
    """`I`, agreed to: the page stands above the chain as it was."""
    with failing(tmp_path, place, leaf) as terminal:
        terminal.wait_until("sha256/", "Pick", patience=SLOW)
        terminal.settle(0.5)
        terminal.take()
        terminal.type("I", 0.02)
        terminal.wait_until("Fetch the missing issuer", patience=SLOW)
        terminal.settle()
        terminal.take()
        terminal.type("y", 0.02)
        check_page(terminal)


@pytest.mark.parametrize("place", ["inspector.net.ask_faces.ask_faces", "inspector.net.ask_faces.fetch"])
def test_asking_for_faces(tmp_path: Path, place: str) -> None:
    """`a`: told on the page of the faces, whether all of it fails or each question."""
    with failing(tmp_path, place) as terminal:
        terminal.wait_until("Lab Root", "Pick", patience=SLOW)
        terminal.settle(0.5)
        terminal.take()
        terminal.type("a", 0.02)
        check_page(terminal, "qq")


@pytest.mark.parametrize("place", ["inspector.pinning.new_key.make_key", "inspector.key_files.write_key"])
def test_making_a_key(tmp_path: Path, place: str) -> None:
    """`N` with a passphrase: the app ends in the short page, without the passphrase, and no file is left."""
    with failing(tmp_path, place) as terminal:
        terminal.wait_until("Lab Root", "Pick", patience=SLOW)
        terminal.settle(0.5)
        terminal.type("N", 0.02)
        terminal.wait_until("Make a backup key", patience=SLOW)
        terminal.settle()
        for keys in ("\t", PASSPHRASE, "\t", PASSPHRASE):
            terminal.type(keys)
        terminal.leave_by("", "", "\r", patience=SLOW)
        check_end(terminal)
    assert [file.name for file in tmp_path.iterdir() if file.suffix in (".key", ".csr")] == []


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("inspector.tui.screens.confirm.ConfirmDialog", "I"),
        ("inspector.tui.present.faces.faces_page", "a"),
        ("inspector.leaf_keys.leaf_keys", "a"),
    ],
)
def test_showing_what_was_worked_out(tmp_path: Path, leaf: str, place: str, key: str) -> None:
    """A fault around these workers: in the event loop it ends the app in the short page, in the thread it is told."""
    with failing(tmp_path, place, *([leaf] if key == "I" else [])) as terminal:
        terminal.wait_until("sha256/", "Pick", patience=SLOW)
        terminal.settle(0.5)
        if place == "inspector.leaf_keys.leaf_keys":
            terminal.take()
            terminal.type(key, 0.02)
            check_page(terminal, "qq")
        else:
            terminal.leave_by("", "", key, patience=SLOW)
            check_end(terminal)
