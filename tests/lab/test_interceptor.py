"""The man in the middle: who trusts his root leaks, who pins refuses, and the folk pipeline prints his pin."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lab.clients import PATIENCE, program

from inspector.chain.certificate import parse_certificate
from inspector.chain.container import read_certificates
from inspector.inspection import Settings, inspect
from inspector.lab.conversation import GREETING
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios
from inspector.net.fetch import FetchOptions

HOST = "wifi.bank.test"
CURL_PIN_MISMATCH = 90
CURL_UNTRUSTED = 60


@pytest.fixture
def middle() -> Iterator[Running]:
    """Return the running interceptor."""
    with scenarios()["interceptor"].start() as running:
        yield running


@pytest.fixture
def own_root(middle: Running, tmp_path: Path) -> Path:
    """Return a file with the interceptor's root, as somebody installed it."""
    file = tmp_path / "own.pem"
    file.write_text(middle.outside_pem, encoding="ascii")
    return file


def ask(running: Running, name: str, request: bytes) -> bytes:
    """Return the answer to `request` from a client of Python's ssl that trusts the interceptor's root."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=running.outside_pem)
    with (
        socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=name) as secure,
    ):
        secure.sendall(request)
        answer = b""
        while data := secure.recv(4096):
            answer += data
    return answer


def curl(running: Running, roots: Path, *options: str, name: str = HOST) -> subprocess.CompletedProcess[str]:
    """Return what curl makes of the interceptor."""
    place = f"{name}:{running.port}"
    command = [
        program("curl"), "--silent", "--show-error", "--max-time", "15", "--noproxy", "*", "--cacert", str(roots),
        "--resolve", f"{place}:127.0.0.1", *options, f"https://{place}/account",
    ]  # fmt: skip
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)


def real_pin() -> str:
    """Return the pin of the real server's leaf, which the interceptor stands in front of."""
    with scenarios()["good"].start() as good:
        settings = Settings(options=FetchOptions(timeout=PATIENCE), store=good.store, connect_to=good.connect_to)
        return inspect(good.host, settings, now=datetime.now(UTC)).layers[0].pin.base64


@pytest.mark.parametrize("name", [HOST, "api.bank.test", "anything.example"])
def test_an_ordinary_client_with_his_root_leaks(middle: Running, name: str) -> None:
    """The client connects under any name, the real server's words come back, and the secret was read on the way."""
    answer = ask(middle, name, b"GET /account HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer s3cret\x1b[2J\r\n\r\n")
    assert GREETING in answer
    (seen,) = middle.overheard
    assert seen.server_name == name
    assert seen.request.splitlines()[0] == "GET /account HTTP/1.1"
    assert "Authorization: Bearer s3cret\\x1b[2J" in seen.request
    assert seen.status == "HTTP/1.1 200 OK"


def test_curl_with_his_root_leaks_too(middle: Running, own_root: Path) -> None:
    """An ordinary program of another maker is fooled in the same way."""
    done = curl(middle, own_root, "--header", "X-Secret: 42")
    assert (done.returncode, done.stdout.encode()) == (0, GREETING)
    assert "X-Secret: 42" in middle.overheard[0].request


def test_without_his_root_nothing_leaks(middle: Running, tmp_path: Path) -> None:
    """Who did not install his root refuses in the handshake, and he reads nothing."""
    roots = tmp_path / "lab.pem"
    roots.write_text(middle.ca_pem, encoding="ascii")
    assert curl(middle, roots).returncode == CURL_UNTRUSTED
    assert middle.overheard == []


def test_a_pinned_client_refuses(middle: Running, own_root: Path) -> None:
    """The program curl with the real key's pin ends with code 90 although it trusts his root, and he reads nothing."""
    done = curl(middle, own_root, "--pinnedpubkey", f"sha256//{real_pin()}", name="api.bank.test")
    assert done.returncode == CURL_PIN_MISMATCH
    assert "public key does not match pinned public key" in done.stderr
    assert middle.overheard == []


def test_the_real_pin_lets_the_same_client_in() -> None:
    """The same pin connects to the real server: the refusal above came from the pin."""
    with scenarios()["good"].start() as good:
        pin = real_pin()
        place = f"{good.host}:{good.port}"
        command = [
            program("curl"), "--silent", "--insecure", "--noproxy", "*", "--resolve", f"{place}:127.0.0.1",
            "--pinnedpubkey", f"sha256//{pin}", f"https://{place}/",
        ]  # fmt: skip
        done = subprocess.run(command, check=False, capture_output=True, timeout=30)
        assert (done.returncode, done.stdout) == (0, GREETING)


def test_the_folk_pipeline_prints_his_pin(middle: Running) -> None:
    """The openssl pipeline of the tutorials ends with code 0 and the pin of the attacker's key."""
    line = (
        f"openssl s_client -servername {HOST} -connect {middle.connect_to} </dev/null 2>/dev/null"
        " | openssl x509 -pubkey -noout | openssl pkey -pubin -outform der"
        " | openssl dgst -sha256 -binary | openssl enc -base64"
    )
    program("openssl")
    done = subprocess.run(["bash", "-c", line], check=False, capture_output=True, text=True, timeout=30)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=middle.outside_pem)
    with (
        socket.create_connection(("127.0.0.1", middle.port), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=HOST) as secure,
    ):
        leaf = secure.getpeercert(binary_form=True)
    assert leaf is not None
    assert done.returncode == 0
    assert done.stdout.strip() == parse_certificate(leaf).pin.base64
    assert done.stdout.strip() != real_pin()


def test_every_name_gets_a_certificate_of_his_own_ca(middle: Running) -> None:
    """Each name is shown a leaf for that name, all with the interceptor's one key."""
    anchor = parse_certificate(read_certificates(middle.outside_pem.encode())[0])
    assert anchor.subject.readable == "Lab Interceptor Root"
    pins = set()
    for name in ("one.example", "two.example"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=middle.outside_pem)
        with (
            socket.create_connection(("127.0.0.1", middle.port), timeout=PATIENCE) as plain,
            context.wrap_socket(plain, server_hostname=name) as secure,
        ):
            leaf = parse_certificate(secure.getpeercert(binary_form=True) or b"")
        assert [found.text for found in leaf.names] == [name]
        pins.add(leaf.pin)
    assert len(pins) == 1


def test_the_server_behind_stops_too() -> None:
    """After `close` neither the interceptor nor the server behind it runs, and closing again is harmless."""
    with scenarios()["interceptor"].start() as running:
        ask(running, HOST, b"GET / HTTP/1.1\r\n\r\n")
        names = [thread.name for thread in threading.enumerate() if thread.name.startswith("lab-")]
        assert len(names) == 2
    running.close()
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("lab-")]


def test_a_real_server_that_is_gone_is_told(middle: Running) -> None:
    """Where the real server gives no answer, the client hears of a bad gateway and nothing hangs."""
    assert middle.close_behind is not None
    middle.close_behind()
    answer = ask(middle, HOST, b"GET / HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 502 Bad Gateway")
    assert middle.overheard[0].status == ""
