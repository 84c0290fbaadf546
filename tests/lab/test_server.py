"""Lab servers end cleanly and outlive rude clients."""

import contextlib
import socket

import pytest
from lab.clients import PATIENCE, careless, connect, greet
from lab.looking import lab_threads

from inspector.lab import server as servers
from inspector.lab.conversation import Conversation, PlainText
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios
from inspector.lab.server import MAX_CONNECTIONS, Server


def _raw(running: Running | Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE)


@pytest.mark.parametrize("name", sorted(scenarios()))
def test_nothing_is_left_after_closing(name: str) -> None:
    """After `close` the thread is gone and the port is free, also with a client in the middle of something."""
    running = scenarios()[name].start()
    assert len(lab_threads()) == 1
    with _raw(running) as waiting, _raw(running) as halfway:
        halfway.sendall(b"\x16\x03\x01\x02\x00\x01")
        running.close()
        running.close()
        assert lab_threads() == set()
        waiting.settimeout(PATIENCE)
        with contextlib.suppress(ConnectionError):
            assert waiting.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        _raw(running)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", running.port))


def test_it_binds_to_loopback_only() -> None:
    """The server listens on 127.0.0.1, and on no other address."""
    with scenarios()["good"].start() as running:
        assert running.connect_to == f"127.0.0.1:{running.port}"
        (listener,) = running.server._listeners
        assert listener.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "rude",
    [
        b"",
        b"\x00" * 10,
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\xff\xff" + b"A" * 70_000,
        b"\x15\x03\x03\x00\x02\x02\x28",
        bytes(range(256)) * 20,
    ],
)
def test_rude_clients_end_their_own_connection_only(rude: bytes) -> None:
    """Junk, alerts and sudden ends do no harm to the next client."""
    with scenarios()["good"].start() as running:
        for _ in range(5):
            with _raw(running) as sock:
                try:
                    sock.sendall(rude)
                except ConnectionError:
                    continue
        assert b"200 OK" in greet(running)


def test_a_request_that_never_ends() -> None:
    """A request without an end is answered once it is too long, and not kept for ever."""
    with (
        scenarios()["good"].start() as running,
        _raw(running) as sock,
        careless().wrap_socket(sock, server_hostname=running.host) as tls,
    ):
        answer = b""
        try:
            for _ in range(40):
                tls.sendall(b"x" * 4096)
        except OSError:
            pass
        try:
            answer = tls.recv(100)
        except OSError:
            answer = b""
        assert answer == b"" or answer.startswith(b"HTTP/1.1 200 OK")
        assert b"200 OK" in greet(running)


def test_connections_are_bounded() -> None:
    """More clients than it takes are turned away, and there is room again when they have gone."""
    with scenarios()["good"].start() as running:
        crowd = [_raw(running) for _ in range(MAX_CONNECTIONS + 5)]
        turned_away = crowd[-1]
        assert turned_away.recv(1) == b""
        for sock in crowd:
            sock.close()
        assert connect(running, careless(), running.host)


def test_a_conversation_that_cannot_begin_is_a_closed_connection() -> None:
    """An error while a conversation begins, or in its middle, closes that connection and leaves the server."""

    class Broken(Conversation):
        def receive(self, data: bytes) -> None:
            raise RuntimeError("broken")

    def refuse() -> Conversation:
        raise RuntimeError("no conversation")

    for begin in (refuse, Broken):
        server = Server(begin)
        try:
            for _ in range(2):
                with _raw(server) as sock:
                    sock.sendall(b"x")
                    try:
                        assert sock.recv(1) == b""
                    except ConnectionError:
                        continue
        finally:
            server.close()


def test_idle_clients_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that says nothing for too long is let go."""
    monkeypatch.setattr(servers, "IDLE_SECONDS", 0.05)
    server = Server(Conversation)
    try:
        with _raw(server) as sock:
            assert sock.recv(1) == b""
    finally:
        server.close()


def test_the_second_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ::1 is missing, the server is there on 127.0.0.1 alone."""
    monkeypatch.setattr(socket, "has_ipv6", False)
    server = Server(lambda: PlainText(b"four"), begin_v6=lambda: PlainText(b"six"))
    try:
        assert not server.on_v6
        with _raw(server) as sock:
            sock.sendall(b"?")
            assert sock.recv(10) == b"four"
    finally:
        server.close()
