"""Servers that ask for a client certificate, with one to show: taken and refused, in both versions of TLS."""

import socket
import ssl
import threading
from datetime import datetime
from pathlib import Path

import pytest
from net.credentials import Credential, issue, write
from net.opponents import Opponent, server_context

from inspector.lab.cast.family import root_of
from inspector.lab.scenarios import scenarios
from inspector.net import exchange
from inspector.net.client_certificate import ClientCertificate
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.handshake import Handshake
from inspector.net.target import parse_target

VERSIONS = pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["1.2", "1.3"])


@pytest.fixture(scope="module")
def leaf(authority: Credential) -> Credential:
    """Return the server's leaf."""
    return issue("api.bank.test", authority)


def ours(issuer: Credential) -> ClientCertificate:
    """Return a client certificate of the issuer."""
    own = issue("client.bank.test", issuer)
    return ClientCertificate((own.der, issuer.der), own.key)


class Asked:
    """A server that insists on a certificate of the authority, and what it saw of its clients."""

    def __init__(self, folder: Path, leaf: Credential, authority: Credential, version: ssl.TLSVersion) -> None:
        accepted = folder / "authority.pem"
        accepted.write_bytes(authority.pem)
        self._context = server_context(*write(folder, leaf, authority), version=version, client_authority=accepted)
        self.seen: list[bytes | None] = []
        self.refused: list[str] = []

    def __call__(self, sock: socket.socket, stop: threading.Event) -> None:
        """Make the handshake, and note how it went."""
        try:
            with self._context.wrap_socket(sock, server_side=True) as secure:
                self.seen.append(secure.getpeercert(binary_form=True))
                secure.recv(1)
        except ssl.SSLError as error:
            self.refused.append(str(error.reason))


def ask(handler: Asked, own: ClientCertificate | None) -> Handshake:
    """Return the handshake with a server of this kind."""
    with Opponent(handler) as server:
        return fetch(parse_target(f"127.0.0.1:{server.port}"), FetchOptions(timeout=10, client_certificate=own))


@VERSIONS
def test_a_certificate_that_the_server_takes(
    version: ssl.TLSVersion, tmp_path: Path, leaf: Credential, authority: Credential
) -> None:
    """The server sees exactly ours, and the handshake is good to its end."""
    handler, own = Asked(tmp_path, leaf, authority, version), ours(authority)
    handshake = ask(handler, own)
    assert handler.seen == [own.chain[0]]
    assert handshake.served == (leaf.der, authority.der)
    assert handshake.failure is None
    assert handshake.client_certificate_requested
    assert handshake.client_certificate_sent


@VERSIONS
def test_a_certificate_that_the_server_refuses(
    version: ssl.TLSVersion, tmp_path: Path, leaf: Credential, authority: Credential
) -> None:
    """Of another authority: the refusal is told with its alert, also where it comes after the handshake."""
    handler = Asked(tmp_path, leaf, authority, version)
    handshake = ask(handler, ours(issue("Stranger")))
    assert handler.refused
    assert handler.seen == []
    assert handshake.served == (leaf.der, authority.der)
    assert handshake.client_certificate_sent
    assert handshake.failure is not None
    assert (
        "was shown the client certificate and ended the handshake with the alert unknown_ca (48)" in handshake.failure
    )


@VERSIONS
def test_a_server_that_does_not_ask_is_shown_nothing(
    version: ssl.TLSVersion, tmp_path: Path, leaf: Credential, authority: Credential
) -> None:
    """Having a certificate changes nothing where nobody wants it."""
    context = server_context(*write(tmp_path, leaf), version=version)
    seen: list[bytes | None] = []

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        with context.wrap_socket(sock, server_side=True) as secure:
            seen.append(secure.getpeercert(binary_form=True))
            secure.recv(1)

    with Opponent(handler) as server:
        options = FetchOptions(timeout=10, client_certificate=ours(authority))
        handshake = fetch(parse_target(f"127.0.0.1:{server.port}"), options)
    assert seen == [None]
    assert not handshake.client_certificate_sent
    assert not handshake.client_certificate_requested


def test_a_server_that_says_nothing_more_is_not_waited_for_long(
    tmp_path: Path, leaf: Credential, authority: Credential, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence after the handshake is no refusal; the wait has its own limit, far below the deadline."""
    monkeypatch.setattr(exchange, "LISTENING", 0.1)
    accepted = tmp_path / "authority.pem"
    accepted.write_bytes(authority.pem)
    context = server_context(
        *write(tmp_path, leaf, authority), version=ssl.TLSVersion.TLSv1_3, client_authority=accepted
    )
    context.num_tickets = 0

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        secure = context.wrap_bio(incoming, outgoing, server_side=True)
        while True:
            try:
                secure.do_handshake()
                break
            except ssl.SSLWantReadError:
                sock.sendall(outgoing.read())
                incoming.write(sock.recv(65_536))
        stop.wait(30)

    with Opponent(handler) as server:
        options = FetchOptions(timeout=3_600, client_certificate=ours(authority))
        handshake = fetch(parse_target(f"127.0.0.1:{server.port}"), options)
    assert handshake.failure is None
    assert handshake.client_certificate_sent
    assert handshake.milliseconds < 60_000


def test_the_labs_demanding_server_is_entered(now: datetime) -> None:
    """The lab's scenario takes certificates of its own root only."""
    with scenarios()["client-certificate"].start(now) as running:
        target = parse_target(running.host, connect_to=running.connect_to)
        root = root_of(now)
        found = {}
        for name, issuer in (("root", Credential(root.certificate, root.key)), ("stranger", issue("Stranger"))):
            found[name] = fetch(target, FetchOptions(timeout=10, client_certificate=ours(issuer)))
        without = fetch(target, FetchOptions(timeout=10))
    assert found["root"].failure is None
    assert found["root"].client_certificate_sent
    assert found["stranger"].failure is not None
    assert "was shown the client certificate" in found["stranger"].failure
    assert without.client_certificate_requested
    assert not without.client_certificate_sent
