"""`--starttls`: each protocol from the command line, against servers that go over to real TLS."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.terminal import Terminal
from net.credentials import Credential, issue, write
from net.hosts import pin_of
from net.opponents import Opponent, server_context
from net.starttls_servers import HONEST, dialogue, then_tls

from inspector.net.starttls.protocol import Protocol

HOST = "mail.bank.test"


@pytest.fixture(scope="module")
def leaf() -> Credential:
    """Return the leaf of all servers here, which is its own anchor."""
    return issue(HOST)


@pytest.fixture(params=Protocol)
def speaking(request: pytest.FixtureRequest, leaf: Credential, tmp_path: Path) -> Iterator[tuple[Protocol, int]]:
    """Give each protocol with the port of a server that speaks it."""
    context = server_context(*write(tmp_path, leaf))
    with Opponent(then_tls(HONEST[request.param], context)) as server:
        yield request.param, server.port


@pytest.fixture
def roots(leaf: Credential, tmp_path: Path) -> Path:
    """Return a file with the anchor."""
    file = tmp_path / "roots.pem"
    file.write_bytes(leaf.pem)
    return file


def test_show_and_pin_begin_in_the_protocol(
    cli: Cli, speaking: tuple[Protocol, int], roots: Path, leaf: Credential
) -> None:
    """The chain comes and is trusted, text and JSON name the protocol, and its pin is written."""
    protocol, port = speaking
    target = (HOST, "--connect-to", f"127.0.0.1:{port}", "--starttls", protocol, "--roots", roots)
    text = cli("show", *target)
    assert text.code == 0, text.err
    assert text.out.startswith(f"{HOST}:{protocol.port}  127.0.0.1:{port}  ")
    assert f"after STARTTLS in {protocol.label}" in text.out.splitlines()[0]
    found = json.loads(cli("show", "--json", *target).out)
    assert found["tls"]["starttls"] == protocol.label
    assert found["target"]["port"] == protocol.port
    pinned = cli("pin", *target, "--for", "okhttp-kotlin", "--accept-private-anchor")
    assert pinned.code == 0, pinned.err
    assert found["path"][0]["pin"] in pinned.out
    record = cli("pin", *target, "--for", "tlsa", "--accept-private-anchor")
    assert f"\n_{protocol.port}._tcp.{HOST}. IN TLSA 3 1 1 " in record.out
    wget = cli("pin", *target, "--for", "wget", "--accept-private-anchor")
    assert (wget.code, wget.out) == (1, "")
    assert f"speaks {protocol.label} before TLS" in wget.err


def test_all_addresses_are_asked_in_the_protocol_too(cli: Cli, leaf: Credential, roots: Path, tmp_path: Path) -> None:
    """Each question begins in plain text."""
    (tmp_path / "server").mkdir()
    context = server_context(*write(tmp_path / "server", leaf))
    with Opponent(then_tls(HONEST[Protocol.IMAP], context)) as server:
        target = (HOST, "--connect-to", f"127.0.0.1:{server.port}", "--starttls", "imap", "--roots", roots)
        outcome = cli("show", *target, "--all-addresses")
    assert outcome.code == 0
    assert "1 leaf key is in use." in outcome.out
    assert server.connections == 5


def test_a_port_of_the_target_is_kept(cli: Cli, speaking: tuple[Protocol, int], roots: Path) -> None:
    """The protocol's own is for targets without one."""
    protocol, port = speaking
    target = (f"{HOST}:2525", "--connect-to", f"127.0.0.1:{port}", "--starttls", protocol, "--roots", roots)
    assert cli("show", *target).out.startswith(f"{HOST}:2525  ")


def test_a_server_that_refuses_ends_with_3_and_the_stage(cli: Cli, leaf: Credential, tmp_path: Path) -> None:
    """No chain, no pin; the stage is named."""
    with Opponent(then_tls(dialogue(b"554 go away\r\n"), server_context(*write(tmp_path, leaf)))) as server:
        target = (HOST, "--connect-to", f"127.0.0.1:{server.port}", "--starttls", "smtp")
        for command in (("show",), ("pin", "--for", "nsc")):
            outcome = cli(*command, *target)
            assert (outcome.code, outcome.out) == (3, "")
            assert "no chain (starttls)" in outcome.err


@pytest.mark.parametrize("option", [("--starttls", "smtp"), ("--all-addresses",), ("--client-cert", "own.pem")])
def test_what_is_for_hosts_is_refused_for_files(cli: Cli, roots: Path, option: tuple[str, ...]) -> None:
    """A file has no addresses and no handshake."""
    outcome = cli("show", roots, *option)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{option[0]} is for hosts" in outcome.err


def test_the_app_begins_in_the_protocol(leaf: Credential, roots: Path, tmp_path: Path) -> None:
    """The chain of a mail server stands on the screen."""
    (tmp_path / "server").mkdir()
    context = server_context(*write(tmp_path / "server", leaf))
    with Opponent(then_tls(HONEST[Protocol.SMTP], context)) as server:
        target = (HOST, "--connect-to", f"127.0.0.1:{server.port}", "--starttls", "smtp", "--roots", roots)
        with Terminal(target) as terminal:
            terminal.read_until(str(pin_of(leaf)))
            terminal.press("q")
            assert terminal.finish() == 0
    assert server.connections == 1
