"""`pinspector lab`: servers that other programs can use, until they are told to stop."""

import shutil
import signal
import socket
import ssl
import subprocess
from pathlib import Path

import pytest
from cli.conftest import Cli
from testdata import require_client

from inspector.lab.scenarios import scenarios

CURL_UNTRUSTED = 60


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


def test_several_servers_stand_at_once_and_their_lines_work(program: tuple[str, ...]) -> None:
    """Each gets one line on standard output; the curl and openssl lines that are told reach it and verify it."""
    names = ["good", "weak", "old-tls", "interceptor"]
    with subprocess.Popen(
        [*program, "lab", *names], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        servers = [process.stdout.readline().split() for _ in names]
        told: list[str] = []
        while not told or told[-1] != "Serving until Ctrl-C.":
            told.append(process.stderr.readline().rstrip("\n"))
        ran = {
            (words[0], name): _run(line.strip())
            for name in names
            for line in told[told.index(f"{name}: {scenarios()[name].sentence}") + 1 :][:4]
            if (words := line.split())[0] in {"curl", "openssl"}
        }
        own = next(line for line in told if "as if somebody had installed it" in line).rpartition(" ")[2]
        assert "BEGIN CERTIFICATE" in Path(own).read_text(encoding="ascii")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert [server[0] for server in servers] == names
    assert len({server[2] for server in servers}) == len(names)
    assert all(len(server) == 4 for server in servers)
    assert ran["curl", "good"].stdout == "Hello from Pinspector's lab. Nothing here is real.\n"
    assert ran["curl", "old-tls"].stdout == ran["curl", "good"].stdout
    assert "Verify return code: 0 (ok)" in ran["openssl", "good"].stdout
    assert "TLSv1.1" in ran["openssl", "old-tls"].stdout
    assert "RSA-SHA1" in ran["openssl", "weak"].stdout
    assert ran["curl", "interceptor"].returncode == CURL_UNTRUSTED
    assert any("OkHttpClient" in line for line in told)


def _run(line: str) -> "subprocess.CompletedProcess[str]":
    require_client(shutil.which(line.split()[0]), line.split()[0])
    return subprocess.run(["bash", "-c", line], check=False, capture_output=True, text=True, timeout=30)


def test_the_list_names_every_scenario(cli: Cli) -> None:
    """One line each, the demo's first."""
    outcome = cli("lab", "--list")
    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines()] == list(scenarios())


def test_an_unknown_scenario_ends_with_2(cli: Cli) -> None:
    """Nothing is served, not even the one that exists."""
    outcome = cli("lab", "good", "no-such-scenario")
    assert (outcome.code, outcome.out) == (2, "")
