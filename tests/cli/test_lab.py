"""`pinspector lab`: servers that other programs can use, until they are told to stop."""

import signal
import socket
import ssl
import subprocess
from pathlib import Path

import pytest
from cli.conftest import Cli

from inspector.lab.scenarios import scenarios


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_server_is_announced_and_stops_with_its_file(program: tuple[str, ...], stop: signal.Signals) -> None:
    """One line with scenario, host, port and file; another TLS library trusts it; the signal ends it with code 0."""
    command = [*program, "lab", "good"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        scenario, host, port, ca_file = process.stdout.readline().split()
        assert (scenario, host) == ("good", "api.bank.test")
        context = ssl.create_default_context(cafile=ca_file)
        with (
            socket.create_connection(("127.0.0.1", int(port)), timeout=10) as plain,
            context.wrap_socket(plain, server_hostname=host) as secure,
        ):
            assert secure.version() == "TLSv1.3"
        process.send_signal(stop)
        rest, told = process.communicate(timeout=30)
    assert (process.returncode, rest) == (0, "")
    assert f"--connect-to 127.0.0.1:{port}" in told
    assert "Traceback" not in told
    assert not Path(ca_file).exists()


def test_the_list_names_every_scenario(cli: Cli) -> None:
    """One line each, the demo's first."""
    outcome = cli("lab", "--list")
    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines()] == list(scenarios())


def test_an_unknown_scenario_ends_with_2(cli: Cli) -> None:
    """Nothing is served, not even the one that exists."""
    outcome = cli("lab", "good", "no-such-scenario")
    assert (outcome.code, outcome.out) == (2, "")
