"""A TLS handshake over a connected socket, until it is done, fails, or time is up."""

import socket
from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.text import visible
from inspector.net.banner import ENOUGH
from inspector.net.tls import Engine, Step
from inspector.net.waiting import READ, WRITE, ExpiredError, Waiter

_CHUNK = 65_536


class End(StrEnum):
    """How a handshake ended."""

    DONE = "done"
    FAILED = "failed"
    CLOSED = "closed"
    RESET = "reset"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What passed between us and the server."""

    end: End
    """How it ended."""

    first: bytes
    """The first bytes of the server, enough to describe it; empty where none came."""

    detail: str = ""
    """What the system said, visible text; empty where it adds nothing."""


def shake_hands(sock: socket.socket, engine: Engine, waiter: Waiter, early: bytes = b"") -> Exchange:
    """Return how the handshake of `engine` over `sock` ended; `early` holds bytes that were read already.

    Raises `CancelledError`. The socket stays open.
    """
    first, data, pending = early[:ENOUGH], early, b""
    writable = True
    while True:
        step = engine.advance(data)
        if step is Step.DONE:
            engine.say_goodbye()
        pending += engine.outgoing()
        while pending and writable:
            try:
                pending = pending[sock.send(pending) :]
            except BlockingIOError:
                break
            except OSError:
                writable = False
        if step is Step.FAILED:
            return Exchange(End.FAILED, first)
        if step is Step.DONE:
            return Exchange(End.DONE, first)
        try:
            waiter.wait([(sock, READ | WRITE if pending and writable else READ)])
            data = sock.recv(_CHUNK)
        except ExpiredError:
            return Exchange(End.EXPIRED, first)
        except BlockingIOError:
            data = b""
            continue
        except OSError as error:
            return Exchange(End.RESET, first, visible(error.strerror or "", 200))
        if not data:
            return Exchange(End.CLOSED, first)
        first = (first + data)[:ENOUGH]
