"""The handshake loop over a pair of sockets: what is sent late, lost or refused."""

import socket
import threading
from collections.abc import Iterator

import pytest

from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause
from inspector.net.exchange import MAX_KEPT, End, Exchange, shake_hands
from inspector.net.failure import explain
from inspector.net.options import FetchOptions
from inspector.net.tls import Engine
from inspector.net.waiting import Waiter

HANDSHAKE_FAILURE = b"\x15\x03\x03\0\2\2\x28"


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Return our end, non-blocking, and the server's end."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        yield ours, theirs


def run(sock: socket.socket, engine: Engine) -> Exchange:
    """Return how the handshake ended."""
    with Waiter(Deadline(10), Cancel()) as waiter:
        return shake_hands(sock, engine, waiter)


def test_an_alert_is_read_although_our_hello_could_not_be_sent(pair: tuple[socket.socket, socket.socket]) -> None:
    """A server that says why and leaves at once is heard."""
    ours, theirs = pair
    theirs.sendall(HANDSHAKE_FAILURE)
    theirs.close()
    engine = Engine("api.test")
    exchange = run(ours, engine)
    assert (exchange.end, engine.alert) == (End.FAILED, 40)


def test_a_server_that_left_before_our_hello_has_closed(pair: tuple[socket.socket, socket.socket]) -> None:
    """Nothing came, nothing could be sent."""
    ours, theirs = pair
    theirs.close()
    assert run(ours, Engine("api.test")) == Exchange(End.CLOSED, b"")


def test_a_full_buffer_is_waited_for(pair: tuple[socket.socket, socket.socket]) -> None:
    """Our hello arrives whole behind what stood in its way."""
    ours, theirs = pair
    junk = 0
    try:
        while True:
            junk += ours.send(bytes(1_000))
    except BlockingIOError:
        pass
    taken = bytearray()

    def take() -> None:
        while len(taken) < junk + 5 or len(taken) < junk + 5 + int.from_bytes(taken[junk + 3 : junk + 5]):
            taken.extend(theirs.recv(65_536))
        theirs.close()

    reader = threading.Thread(target=take)
    reader.start()
    exchange = run(ours, Engine("api.test"))
    reader.join(10)
    assert exchange.end is End.CLOSED
    assert bytes(taken[junk : junk + 3]) == b"\x16\x03\x01"


def test_what_is_kept_of_an_answer_is_bounded(pair: tuple[socket.socket, socket.socket]) -> None:
    """Records without end are cut; the library ends them."""
    ours, theirs = pair
    writer = threading.Thread(target=_flood, args=(theirs,))
    writer.start()
    engine = Engine("api.test")
    exchange = run(ours, engine)
    ours.close()
    writer.join(10)
    assert exchange.end is End.FAILED
    assert 0 < len(exchange.received) <= MAX_KEPT


def _flood(sock: socket.socket) -> None:
    try:
        while True:
            sock.sendall(b"\x16\x03\x03\x40\0" + b"\x02\x7f\xff\xff" + bytes(16_380))
    except OSError:
        pass


@pytest.mark.parametrize("legacy", [False, True])
def test_after_a_reset_the_hint_names_what_was_not_tried(legacy: bool) -> None:
    """`--legacy` is advice for those who did not give it."""
    engine = Engine("api.test", FetchOptions(legacy=legacy))
    error = explain("api.test:443", Exchange(End.RESET, b"", "Connection reset by peer"), engine, Deadline(1))
    assert error.cause is Cause.RESET
    assert error.detail == "Connection reset by peer"
    assert ("--legacy" in error.hint) == (not legacy)
