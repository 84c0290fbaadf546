"""curl with what is written for servers that speak another protocol before TLS, against such servers on loopback."""

import shlex
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from net.credentials import Credential, issue, write
from net.opponents import server_context
from real_clients.jvm.cases import changed
from testdata import require_client

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role
from inspector.clients.registry import clients
from inspector.pinning.draft import choose
from inspector.pinning.pin_set import PinSet
from inspector.pinning.service import Service

HOST = "api.bank.test"
PIN_MISMATCH = 90
GREETINGS = {
    "SMTP": b"220 ready\r\n",
    "IMAP": b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n",
    "POP3": b"+OK ready\r\n",
    "FTP": b"220 ready\r\n",
}
ANSWERS = {
    "SMTP": {b"EHLO": b"250-mail\r\n250 STARTTLS\r\n", b"STARTTLS": b"220 go\r\n", b"": b"250 fine\r\n"},
    "IMAP": {b"STARTTLS": b"%s OK go\r\n", b"": b"%s OK fine\r\n", b"CAPA": b"* CAPABILITY STARTTLS\r\n%s OK fine\r\n"},
    "POP3": {b"CAPA": b"+OK\r\nSTLS\r\n.\r\n", b"STLS": b"+OK go\r\n", b"": b"+OK\r\n.\r\n"},
    "FTP": {b"AUTH": b"234 go\r\n", b"USER": b"230 in\r\n", b"": b"200 fine\r\n"},
}
TURNS = (b"STARTTLS", b"STLS", b"AUTH")


@dataclass(slots=True)
class Mail:
    """A server of one protocol."""

    port: int
    """Where it listens."""

    encrypted: list[bytes] = field(default_factory=list)
    """The commands that came after the turn to TLS."""


@contextmanager
def serve(protocol: str, context: ssl.SSLContext) -> Iterator[Mail]:
    """Give a server that goes over to TLS with `context`, for one connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    mail = Mail(listener.getsockname()[1])

    def talk() -> None:
        sock, _ = listener.accept()
        sock.settimeout(10)
        try:
            sock.sendall(GREETINGS[protocol])
            while line := _line(sock):
                name = line.split()[1 if protocol == "IMAP" else 0].upper()
                answers = ANSWERS[protocol]
                answer = next(
                    (text for start, text in answers.items() if start and name.startswith(start)), answers[b""]
                )
                tag = line.split()[0]
                if name.startswith(TURNS):
                    sock.sendall(answer.replace(b"%s", tag))
                    sock = context.wrap_socket(sock, server_side=True)
                    continue
                if hasattr(sock, "version"):
                    mail.encrypted.append(name)
                sock.sendall(answer.replace(b"%s", tag))
        except OSError:
            pass
        finally:
            sock.close()

    thread = threading.Thread(target=talk)
    thread.start()
    yield mail
    thread.join(20)
    listener.close()


def _line(sock: socket.socket) -> bytes:
    got = b""
    while not got.endswith(b"\r\n"):
        byte = sock.recv(1)
        if not byte:
            return b""
        got += byte
    return got


@pytest.fixture(scope="module")
def leaf() -> Credential:
    """Return the leaf of all servers here, which is its own anchor."""
    return issue(HOST)


def pins(leaf: Credential, service: Service) -> PinSet:
    """Return the set of the leaf alone, as it is served there."""
    layer = Layer(parse_certificate(leaf.der), Role.LEAF, Origin.SERVED)
    return PinSet(HOST, False, (choose(layer),), (), None, datetime.now(UTC), service=service)


def command(text: str) -> str:
    """Return the one line that is no comment."""
    (line,) = [line for line in text.splitlines() if not line.startswith("#")]
    return line


@pytest.mark.parametrize("protocol", list(GREETINGS))
def test_curl_compares_the_key_behind_starttls(leaf: Credential, tmp_path: Path, protocol: str) -> None:
    """With the right pin it goes on to speak in TLS; with a changed one it ends with 90 before a word."""
    curl = shutil.which("curl")
    require_client(curl, "curl")
    chain, key = write(tmp_path, leaf)
    for is_right in (True, False):
        with serve(protocol, server_context(chain, key)) as mail:
            pin_set = pins(leaf, Service(mail.port, protocol))
            text = clients()["curl"].write(pin_set).text
            words = shlex.split(command(text if is_right else changed(text, pin_set.pins)))[1:]
            own = ["--silent", "--max-time", "10", "--cacert", str(chain)]
            resolved = ["--resolve", f"{HOST}:{mail.port}:127.0.0.1"]
            done = subprocess.run([str(curl), *words, *own, *resolved], check=False, timeout=30, capture_output=True)
        assert (done.returncode != PIN_MISMATCH, bool(mail.encrypted)) == (is_right, is_right)


@pytest.mark.parametrize("protocol", list(GREETINGS))
def test_what_is_written_insists_on_tls(leaf: Credential, protocol: str) -> None:
    """Without the option curl speaks on in plain text to a server that does not offer to go over."""
    words = shlex.split(command(clients()["curl"].write(pins(leaf, Service(25, protocol))).text))
    assert words[1] == "--ssl-reqd"
    assert words[-1] == f"{protocol.lower()}://{HOST}:25/"
