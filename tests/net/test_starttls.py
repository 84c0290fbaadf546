"""STARTTLS: each protocol against a server that then speaks real TLS, and that another client agrees with."""

import shutil
import socket
import ssl
import subprocess
import threading
from pathlib import Path

import pytest
from net.credentials import Credential, issue, write
from net.opponents import Opponent, server_context
from net.starttls_servers import HONEST, LDAP_OK_LONG, Talk, ldap, smtp, then_tls
from testdata import require_client

from inspector.net.fetch import FetchOptions, fetch
from inspector.net.starttls.protocol import Protocol
from inspector.net.target import parse_target

HOST = "mail.bank.test"


@pytest.fixture(scope="module")
def leaf() -> Credential:
    """Return the leaf of all servers here."""
    return issue(HOST)


@pytest.fixture
def context(tmp_path: Path, leaf: Credential) -> ssl.SSLContext:
    """Return the context in which they go on."""
    return server_context(*write(tmp_path, leaf))


def options(protocol: Protocol, *, proxy: str | None = None) -> FetchOptions:
    """Return the options of a fetch that begins in this protocol."""
    return FetchOptions(timeout=10, starttls=protocol, proxy=proxy)


@pytest.mark.parametrize("protocol", Protocol)
def test_each_protocol_goes_over_to_tls(protocol: Protocol, context: ssl.SSLContext, leaf: Credential) -> None:
    """The chain comes, the handshake is good, and what was spoken before is told."""
    told: list[str] = []
    with Opponent(then_tls(HONEST[protocol], context)) as server:
        target = parse_target(HOST, connect_to=f"127.0.0.1:{server.port}")
        handshake = fetch(target, options(protocol), progress=told.append)
    assert handshake.served == (leaf.der,)
    assert handshake.version == "TLS 1.3"
    assert handshake.failure is None
    assert handshake.starttls == protocol.label
    assert f"Asking {HOST}:443 in {protocol.label} to go on in TLS" in told


@pytest.mark.parametrize("protocol", Protocol)
def test_the_servers_here_are_understood_by_openssl_as_well(
    protocol: Protocol, context: ssl.SSLContext, leaf: Credential
) -> None:
    """An independent client gets the same certificate from them, so that they are no invention of ours."""
    openssl = shutil.which("openssl")
    require_client(openssl, "openssl")
    with Opponent(then_tls(HONEST[protocol], context)) as server:
        command = [str(openssl), "s_client", "-starttls", protocol, "-connect", f"127.0.0.1:{server.port}"]
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert leaf.pem.decode().strip() in run.stdout


@pytest.mark.parametrize(
    "talk",
    [ldap(LDAP_OK_LONG), smtp(extensions=b"250-SIZE 10\r\n250-starttls\r\n250 HELP\r\n")],
    ids=["LDAP lengths of Active Directory", "SMTP keyword in lower case"],
)
def test_other_spellings_are_understood(talk: Talk, context: ssl.SSLContext, leaf: Credential) -> None:
    """Lengths with more octets than needed, and keywords in another case."""
    protocol = Protocol.LDAP if "ldap" in talk.__qualname__ else Protocol.SMTP
    with Opponent(then_tls(talk, context)) as server:
        handshake = fetch(parse_target(f"127.0.0.1:{server.port}"), options(protocol))
    assert handshake.served == (leaf.der,)


@pytest.mark.parametrize("protocol", Protocol)
def test_a_talk_in_single_bytes_is_put_together(protocol: Protocol, context: ssl.SSLContext, leaf: Credential) -> None:
    """Nothing depends on where the network cuts."""

    class Dripping:
        def __init__(self, sock: socket.socket) -> None:
            self.recv = sock.recv
            self._sock = sock
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def sendall(self, data: bytes) -> None:
            for byte in data:
                self._sock.sendall(bytes((byte,)))

    def talk(sock: socket.socket) -> None:
        HONEST[protocol](Dripping(sock))  # type: ignore[arg-type]

    with Opponent(then_tls(talk, context)) as server:
        handshake = fetch(parse_target(f"127.0.0.1:{server.port}"), options(protocol))
    assert handshake.served == (leaf.der,)


def test_the_greeting_may_come_with_the_answer_of_a_proxy(context: ssl.SSLContext, leaf: Credential) -> None:
    """A tunnel's first bytes belong to the talk."""
    asked: list[bytes] = []

    def tunnel(sock: socket.socket, stop: threading.Event) -> None:
        asked.append(sock.recv(4_096).splitlines()[0])

        class Joined:
            recv = sock.recv
            first = b"HTTP/1.1 200 go\r\n\r\n"

            def sendall(self, data: bytes) -> None:
                sock.sendall(self.first + data)
                self.first = b""

        then = then_tls(lambda _: HONEST[Protocol.SMTP](Joined()), context)  # type: ignore[arg-type]
        then(sock, stop)

    with Opponent(tunnel) as server:
        proxy = f"http://127.0.0.1:{server.port}"
        handshake = fetch(parse_target("mail.bank.test:25"), options(Protocol.SMTP, proxy=proxy))
    assert handshake.served == (leaf.der,)
    assert asked == [b"CONNECT mail.bank.test:25 HTTP/1.1"]


def test_default_ports() -> None:
    """The ports that IANA has for the protocols in plain text."""
    ports = {"smtp": 25, "imap": 143, "pop3": 110, "ftp": 21, "ldap": 389, "postgres": 5432, "mysql": 3306}
    assert {str(protocol): protocol.port for protocol in Protocol} == ports
