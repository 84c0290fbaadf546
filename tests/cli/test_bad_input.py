"""Whatever is wrong with a target: the promised exit code, one clear message, no pin, no stack trace."""

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Cli, Outcome
from net.opponents import Opponent, play, say, silence
from testdata import shared

COMMANDS = (("show",), ("show", "--json"), ("show", "--pem"), ("pin", "--for", "okhttp-kotlin"))


def complain(cli: Cli, code: int, *argv: str | Path) -> Iterator[Outcome]:
    """Yield the outcome of each command on a bad target, after checking what all of them have in common."""
    for command in COMMANDS:
        outcome = cli(*command, *argv)
        assert (outcome.code, outcome.out) == (code, ""), outcome.err
        assert outcome.err.startswith("pinspector: ")
        assert "Traceback" not in outcome.err
        assert not re.search(r"[A-Za-z0-9+/]{43}=", outcome.err)
        assert all(line.isprintable() for line in outcome.err.splitlines())
        yield outcome


def script(name: str) -> list[Any]:
    """Return the steps of the hostile server with this name."""
    cases = json.loads(shared("testdata", "hostile-servers/scripts.json").read_text())["cases"]
    steps: list[Any] = next(case["steps"] for case in cases if case["id"] == name)
    return steps


def test_a_name_that_does_not_exist(cli: Cli) -> None:
    """The stage is the name."""
    for outcome in complain(cli, 3, "no-such-host.test"):
        assert outcome.err.startswith("pinspector: no chain (name): ")
        assert "no-such-host.test" in outcome.err


def test_a_closed_port(cli: Cli) -> None:
    """The stage is the connection, and the port is named."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for outcome in complain(cli, 3, f"127.0.0.1:{port}"):
        assert outcome.err.startswith("pinspector: no chain (connect): ")
        assert str(port) in outcome.err


@pytest.mark.parametrize(
    "reply",
    [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"220 mail.test ESMTP\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b""],
    ids=["http", "smtp", "ssh", "closed"],
)
def test_a_server_that_speaks_something_else(cli: Cli, reply: bytes) -> None:
    """The stage is TLS."""
    with Opponent(say(reply, after=65_536)) as server:
        for outcome in complain(cli, 3, f"localhost:{server.port}"):
            assert outcome.err.startswith("pinspector: no chain (tls): ")


def test_a_server_that_says_nothing(cli: Cli) -> None:
    """The deadline ends the wait, and the option that sets it is named."""
    with Opponent(silence) as server:
        for outcome in complain(cli, 3, f"localhost:{server.port}", "--timeout", "0.3"):
            assert outcome.err.startswith("pinspector: no chain (tls): ")
            assert "--timeout" in outcome.err


@pytest.mark.parametrize("name", ["alert-handshake-failure", "alert-unknown-200", "reset-after-hello", "random-bytes"])
def test_a_hostile_server(cli: Cli, name: str) -> None:
    """Alerts, resets and garbage end at the stage of TLS."""
    with Opponent(play(script(name))) as server:
        for outcome in complain(cli, 3, f"localhost:{server.port}", "--timeout", "2"):
            assert outcome.err.startswith("pinspector: no chain (tls): ")


def test_a_proxy_that_refuses(cli: Cli) -> None:
    """The stage is the proxy, and what it said is told."""
    with Opponent(say(b"HTTP/1.1 403 Forbidden\r\n\r\n", after=65_536)) as proxy:
        for outcome in complain(cli, 3, "api.bank.test", "--proxy", f"http://127.0.0.1:{proxy.port}"):
            assert outcome.err.startswith("pinspector: no chain (proxy): ")
            assert "403" in outcome.err


def test_a_proxy_that_can_be_none(cli: Cli) -> None:
    """A URL of another kind is a wrong command line."""
    for outcome in complain(cli, 2, "api.bank.test", "--proxy", "socks5://127.0.0.1:1080"):
        assert "proxy" in outcome.err


NO_HOSTS = (
    *("", " ", "a..b", "*.bank.test", "bank.test:0", "bank.test:70000", "bank.test:x", "[::1"),
    *("x" * 300, "ftp://bank.test", "\x1b[31mred.test", "1.2.3.4.5", "a/b"),
)


@pytest.mark.parametrize("target", NO_HOSTS, ids=lambda text: ascii(text[:20]))
def test_a_text_that_can_be_no_host(cli: Cli, target: str) -> None:
    """The command line is wrong, and no control character is echoed."""
    for outcome in complain(cli, 2, target):
        assert outcome.err.count("\n") <= 2


def test_a_target_that_begins_with_a_hyphen(cli: Cli) -> None:
    """It is taken for an option, as the usage shows."""
    outcome = cli("show", "-bank.test")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("usage: pinspector show")


def test_a_file_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    """A path that names nothing is a file that cannot be read."""
    for outcome in complain(cli, 4, tmp_path / "absent.pem"):
        assert "absent.pem" in outcome.err


def test_a_folder(cli: Cli, tmp_path: Path) -> None:
    """A folder is no file."""
    for outcome in complain(cli, 4, tmp_path):
        assert "folder" in outcome.err


NO_CERTIFICATES = {
    "empty": b"",
    "text": b"hello\n",
    "binary": bytes(range(256)) * 64,
    "cut DER": b"\x30\x82\xff\xff\x30",
    "PEM of nothing": b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
}


@pytest.mark.parametrize("content", NO_CERTIFICATES.values(), ids=NO_CERTIFICATES.keys())
def test_a_file_that_holds_no_certificate(cli: Cli, tmp_path: Path, content: bytes) -> None:
    """The code is 4 whatever the bytes are."""
    file = tmp_path / "odd\x1b[2J.pem"
    file.write_bytes(content)
    for outcome in complain(cli, 4, file):
        assert "\\x1b" in outcome.err


def test_roots_that_cannot_be_read(cli: Cli, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """A store that is absent or holds no certificate is an unreadable file."""
    target = at_lab[:3]
    for outcome in complain(cli, 4, *target, "--roots", tmp_path / "absent.pem"):
        assert "absent.pem" in outcome.err
    empty = tmp_path / "empty.pem"
    empty.touch()
    for outcome in complain(cli, 4, *target, "--roots", empty):
        assert "empty.pem" in outcome.err
