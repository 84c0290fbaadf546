"""`--backup`: what is meant as a file, and the passphrase of an encrypted key."""

import os
import threading
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import ISSUING, LEAF, ROOT, pem
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
)

from inspector.chain.pin import Pin


@pytest.fixture
def line(tmp_path: Path, roots: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Return a command line that lacks its backup."""
    monkeypatch.chdir(tmp_path)
    Path("chain.pem").write_text(pem(LEAF, ISSUING, ROOT))
    return ("pin", "chain.pem", *roots, "--for", "okhttp-kotlin", "--accept-private-anchor", "--backup")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("spare.pem", 4),
        ("SPARE.KEY", 4),
        ("keys/spare", 4),
        ("./spare", 4),
        ("spare", 2),
        ("sha256/spare", 2),
        ("AAAA/" + "A" * 36, 2),
    ],
)
def test_what_is_meant_as_a_file(cli: Cli, line: tuple[str, ...], text: str, code: int) -> None:
    """A slash or a known ending means a file; anything else is a pin, or the beginning of one."""
    told = cli(*line, text)
    assert (told.code, told.out) == (code, "")
    assert ("base64" in told.err or "SHA-256" in told.err) is (code == 2)


def test_the_passphrase_of_an_encrypted_key(cli: Cli, line: tuple[str, ...], no_terminal: None) -> None:
    """It comes from --password-file, which may be a pipe; without one the option is named."""
    key = generate_private_key(SECP256R1())
    encrypted = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"pass word"))
    Path("spare.pem").write_bytes(encrypted)
    pin = Pin.of(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    told = cli(*line, "spare.pem")
    assert (told.code, told.out) == (4, "")
    assert "--password-file" in told.err
    os.mkfifo("pipe")
    writer = threading.Thread(target=Path("pipe").write_text, args=("pass word\n",), daemon=True)
    writer.start()
    told = cli(*line, "spare.pem", "--password-file", "pipe")
    writer.join(5)
    assert told.code == 0, told.err
    assert str(pin) in told.out
    Path("wrong").write_text("another")
    assert cli(*line, "spare.pem", "--password-file", "wrong").code == 4


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be without a terminal to ask on."""
    monkeypatch.setattr("inspector.cli.passwords._has_terminal", lambda: False)


@pytest.mark.parametrize("option", ["--password-file", "--client-cert"])
def test_other_files_are_not_called_hosts(cli: Cli, option: str) -> None:
    """The advice about ./ is for targets alone."""
    told = cli("show", "a.test", option, "nope")
    assert told.code == 4
    assert "host" not in told.err
    assert "a host is written without" in cli("show", "./nope").err


@pytest.mark.parametrize(
    ("name", "meant"), [("okhttp", "okhttp-kotlin"), ("kotr", "ktor"), ("trustki", "trustkit"), ("nothing-like-it", "")]
)
def test_the_client_that_was_meant(cli: Cli, name: str, meant: str) -> None:
    """The first whose name begins so, else the nearest."""
    told = cli("pin", "a.test", "--for", name)
    assert told.code == 2
    assert (f"Did you mean {meant}?" in told.err) is bool(meant)
