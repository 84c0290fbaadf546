"""Passwords of files: from a file, from the terminal, and missing."""

import base64
import json
from pathlib import Path

import pytest
from cli.conftest import Cli, Outcome
from cli.filing import (
    CASES,
    KEYS,
    PASSWORD,
    PIN,
    PKCS12_PINS,
)
from cli.terminal import Terminal


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a PKCS #12 file that is locked with a password."""
    file = tmp_path / "locked.p12"
    file.write_bytes(base64.b64decode(CASES["openssl"]["base64"]))
    return file


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this process one without a terminal."""
    monkeypatch.setattr("inspector.cli.passwords._has_terminal", lambda: False)


def pins_of(outcome: Outcome) -> list[str]:
    """Return the pins in the JSON of `show`."""
    return [item["pin"] for item in json.loads(outcome.out)["served"]]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nmore\n"])
def test_a_password_from_a_file(cli: Cli, locked: Path, tmp_path: Path, end: str) -> None:
    """Its first line opens the container."""
    file = tmp_path / "password"
    file.write_bytes((PASSWORD + end).encode())
    outcome = cli("show", "--json", locked, "--password-file", file)
    assert (outcome.code, outcome.err) == (1, "")
    assert pins_of(outcome) == PKCS12_PINS


@pytest.mark.parametrize("command", [("show",), ("show", "--json"), ("pin", "--for", "okhttp-kotlin")])
@pytest.mark.usefixtures("no_terminal")
def test_without_a_password_a_locked_file_ends_with_4(
    cli: Cli, locked: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Without a terminal the option is named; a wrong password says so, and neither it nor a pin is printed."""
    outcome = cli(*command, locked)
    assert (outcome.code, outcome.out) == (4, "")
    assert "locked with a password" in outcome.err
    assert "--password-file" in outcome.err
    file = tmp_path / "password"
    for content in (b"hunter2", b"", b"\n"):
        file.write_bytes(content)
        outcome = cli(*command, locked, "--password-file", file)
        assert (outcome.code, outcome.out) == (4, "")
        assert ("does not open it" in outcome.err) == (content == b"hunter2")
        assert "hunter2" not in outcome.err


def test_a_password_file_that_is_none(cli: Cli, locked: Path, tmp_path: Path) -> None:
    """An absent one, one in another encoding, and standard input for two things at once."""
    assert cli("show", locked, "--password-file", tmp_path / "absent").code == 4
    file = tmp_path / "password"
    file.write_bytes(b"caf\xe9")
    assert "UTF-8" in cli("show", locked, "--password-file", file).err
    assert cli("show", "-", "--password-file", "-").code == 2


def test_a_container_without_or_with_an_empty_password_asks_for_none(cli: Cli, tmp_path: Path) -> None:
    """It is opened silently."""
    for name in ("openssl-readable", "openssl-empty-password"):
        file = tmp_path / "open.p12"
        file.write_bytes(base64.b64decode(CASES[name]["base64"]))
        outcome = cli("show", "--json", file)
        assert (outcome.code, outcome.err) == (1, "")
        assert pins_of(outcome) == PKCS12_PINS


def test_the_terminal_is_asked_for_the_password(locked: Path) -> None:
    """A wrong one is said to be wrong, the right one opens; neither is echoed."""
    with Terminal(["show", locked]) as terminal:
        terminal.read_until("Password of ")
        terminal.press("hunter2\n")
        terminal.read_until("Wrong. Password of ")
        terminal.press(f"{PASSWORD}\n")
        assert terminal.finish() == 1
    assert "hunter2" not in terminal.seen
    assert PASSWORD not in terminal.seen
    assert PKCS12_PINS[0] in terminal.seen


def test_three_wrong_passwords_end_with_4(locked: Path) -> None:
    """And nothing is shown."""
    with Terminal(["show", locked]) as terminal:
        for _ in range(3):
            terminal.read_until("Password of ")
            terminal.press("hunter2\n")
        assert terminal.finish() == 4
    assert "does not open it" in terminal.seen
    assert not PIN.search(terminal.seen)


def test_a_locked_file_on_standard_input_asks_on_the_terminal(locked: Path) -> None:
    """What was piped in is kept while the terminal is asked."""
    with Terminal(["show", "-"], piped=locked.read_bytes()) as terminal:
        terminal.read_until("Password of standard input")
        terminal.press(f"{PASSWORD}\n")
        assert terminal.finish() == 1
    assert PKCS12_PINS[2] in terminal.seen


def test_the_passphrase_of_a_private_key(tmp_path: Path) -> None:
    """A locked private key is asked for in the same way, and its pin is shown."""
    case = next(case for case in KEYS["cases"] if case["encrypted"])
    file = tmp_path / "own.key"
    file.write_bytes(base64.b64decode(case["data"]))
    with Terminal(["show", file]) as terminal:
        terminal.read_until("Password of ")
        terminal.press(f"{KEYS['password']}\n")
        assert terminal.finish() == 0
    assert case["pin"] in terminal.seen
