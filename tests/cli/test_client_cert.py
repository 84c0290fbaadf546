"""`--client-cert`: shown to the lab's server that demands one; its passphrase from a file, the terminal, or missing."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.terminal import Terminal
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from lab.command import target_of
from net.credentials import Credential, issue

from inspector.cli.opening import file_settings
from inspector.cli.show import parser
from inspector.lab.cast.family import root_of
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios

PASSPHRASE = "correct horse"
ASKS = "The server asks for a client certificate."
TAKEN = "The server asked for a client certificate, and did not refuse the one it was shown."
REFUSED = "The server demands another client certificate"


@pytest.fixture(scope="module")
def demanding() -> Iterator[Running]:
    """Give the lab's server that demands a certificate of its own root."""
    with scenarios()["client-certificate"].start() as running:
        yield running


@pytest.fixture
def target(demanding: Running, tmp_path: Path) -> tuple[str, ...]:
    """Return the target and the options with which its chain is trusted."""
    return target_of(demanding, tmp_path)


@pytest.fixture(scope="module")
def own() -> Credential:
    """Return a client's certificate of the lab's root."""
    root = root_of(datetime.now(UTC))
    return issue("client.bank.test", Credential(root.certificate, root.key))


def write(folder: Path, own: Credential, passphrase: str | None = None) -> Path:
    """Return a file with certificate and key, the key locked where there is a passphrase."""
    lock = NoEncryption() if passphrase is None else BestAvailableEncryption(passphrase.encode())
    file = folder / "client.pem"
    file.write_bytes(own.pem + own.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    return file


def secret_lines(file: Path) -> list[str]:
    """Return the lines of the private key in the file."""
    return file.read_text().partition("PRIVATE KEY-----\n")[2].splitlines()[:-1]


def test_a_certificate_that_is_taken(cli: Cli, target: tuple[str, ...], own: Credential, tmp_path: Path) -> None:
    """The server lets us in, and the chain is the same; without one it asks for one."""
    file = write(tmp_path, own)
    without, shown = cli("show", *target), cli("show", *target, "--client-cert", file)
    assert (without.code, shown.code) == (0, 0)
    assert ASKS in without.out
    assert TAKEN in shown.out
    assert not any(line in shown.out + shown.err for line in secret_lines(file))
    pinned = cli("pin", *target, "--client-cert", file, "--for", "nsc", "--accept-private-anchor")
    assert pinned.code == 0
    assert "<pin " in pinned.out


def test_a_certificate_that_is_refused(cli: Cli, target: tuple[str, ...], tmp_path: Path) -> None:
    """One of a stranger: the chain is shown all the same, with the refusal."""
    outcome = cli("show", *target, "--client-cert", write(tmp_path, issue("stranger.test")))
    assert outcome.code == 0
    assert REFUSED in " ".join(outcome.out.split())


def test_a_passphrase_from_a_file(cli: Cli, target: tuple[str, ...], own: Credential, tmp_path: Path) -> None:
    """Its first line opens the key; a wrong one says so, and no terminal is asked."""
    file, password = write(tmp_path, own, PASSPHRASE), tmp_path / "password"
    password.write_text(f"{PASSPHRASE}\n")
    assert TAKEN in cli("show", *target, "--client-cert", file, "--password-file", password).out
    password.write_text("hunter2\n")
    outcome = cli("show", *target, "--client-cert", file, "--password-file", password)
    assert (outcome.code, outcome.out) == (4, "")
    assert "the passphrase does not open its private key" in outcome.err
    assert "hunter2" not in outcome.err


def test_without_a_terminal_the_passphrase_is_missing(
    cli: Cli, target: tuple[str, ...], own: Credential, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends with 4 before anything is contacted, and names the option."""
    monkeypatch.setattr("inspector.cli.passwords._has_terminal", lambda: False)
    file = write(tmp_path, own, PASSPHRASE)
    for command in (("show",), ("pin", "--for", "nsc"), ()):
        outcome = cli(*command, *target, "--client-cert", file)
        assert (outcome.code, outcome.out) == (4, "")
        assert "locked with a passphrase" in outcome.err
        assert "--password-file" in outcome.err


def test_the_terminal_is_asked_without_echo(target: tuple[str, ...], own: Credential, tmp_path: Path) -> None:
    """A wrong passphrase is asked for again, also where standard input is a pipe; neither is seen."""
    file = write(tmp_path, own, PASSPHRASE)
    for piped in (None, b"nothing of use\n"):
        with Terminal(["show", *target, "--client-cert", file], piped=piped) as terminal:
            terminal.read_until("Password of ")
            terminal.press("hunter2\n")
            terminal.read_until("Wrong. Password of ")
            terminal.press(f"{PASSPHRASE}\n")
            assert terminal.finish() == 0
        assert TAKEN in terminal.seen
        assert "hunter2" not in terminal.seen
        assert PASSPHRASE not in terminal.seen


def test_no_answer_on_the_terminal_ends_with_4(target: tuple[str, ...], own: Credential, tmp_path: Path) -> None:
    """Ctrl-D gives no passphrase."""
    with Terminal(["show", *target, "--client-cert", write(tmp_path, own, PASSPHRASE)]) as terminal:
        terminal.read_until("Password of ")
        terminal.press("\x04")
        assert terminal.finish() == 4
    assert "locked with a passphrase" in terminal.seen


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["open", "locked"])
def test_the_file_may_be_a_pipe(own: Credential, tmp_path: Path, passphrase: str | None) -> None:
    """It is read once, as a shell's process substitution gives it."""
    content, password = write(tmp_path, own, passphrase).read_bytes(), tmp_path / "password"
    password.write_text(PASSPHRASE)
    reader, writer = os.pipe()
    os.write(writer, content)
    os.close(writer)
    try:
        argv = ("--client-cert", f"/dev/fd/{reader}", "--password-file", str(password))
        found = file_settings(parser().parse_args(["bank.test", *argv])).options.client_certificate
    finally:
        os.close(reader)
    assert found is not None
    assert found.chain == (own.der,)


def test_a_file_that_is_none_ends_with_4(cli: Cli, target: tuple[str, ...], own: Credential, tmp_path: Path) -> None:
    """An absent one, and one without a key."""
    assert cli("show", *target, "--client-cert", tmp_path / "absent.pem").code == 4
    file = tmp_path / "client.pem"
    file.write_bytes(own.pem)
    outcome = cli("show", *target, "--client-cert", file)
    assert (outcome.code, outcome.out) == (4, "")
    assert "holds no private key" in outcome.err


def test_the_app_wants_a_target_for_it(cli: Cli, own: Credential, tmp_path: Path) -> None:
    """A certificate is shown to the host that was named beside it, and to no other."""
    for option in (("--client-cert", write(tmp_path, own)), ("--fetch-missing",)):
        outcome = cli(*option)
        assert (outcome.code, outcome.out) == (2, "")
        assert "for one target alone" in outcome.err


def test_another_target_is_not_shown_the_certificate(own: Credential, tmp_path: Path) -> None:
    """What holds for a session's further targets has neither certificate nor fetching, and speaks the same protocol."""
    argv = ["bank.test", "--client-cert", str(write(tmp_path, own)), "--fetch-missing", "--starttls", "smtp"]
    settings = file_settings(parser().parse_args([*argv, "--server-name", "a.test", "--timeout", "3"]))
    assert settings.options.client_certificate is not None
    other = settings.for_another_target()
    assert other.options.client_certificate is None
    assert (other.fetch_missing, other.server_name, other.options.timeout) == (False, None, 3.0)
    assert other.options.starttls is not None


def test_the_app_asks_for_the_passphrase_before_it_begins(
    target: tuple[str, ...], own: Credential, tmp_path: Path
) -> None:
    """On the plain terminal; the certificate is then shown to the server."""
    with Terminal([*target, "--client-cert", write(tmp_path, own, PASSPHRASE)]) as terminal:
        terminal.read_until("Password of ")
        terminal.press(f"{PASSPHRASE}\n")
        terminal.read_until("did not refuse")
        terminal.press("q")
        assert terminal.finish() == 0
    assert PASSPHRASE not in terminal.seen
