"""A TLS handshake over a connected socket, until it is done, fails, or time is up."""

import socket
from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.text import visible
from inspector.net.tls import Engine, Step
from inspector.net.waiting import READ, WRITE, ExpiredError, Waiter

MAX_KEPT = 160 * 1_024
"""Bytes of a server's answer that are kept: room for the longest message that is taken (100 KiB) and its records."""

LISTENING = 2.0
"""Most seconds that a server of TLS 1.3 gets to refuse our certificate, which it only says after the handshake."""

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

    received: bytes
    """What the server sent, cut at `MAX_KEPT` bytes; empty where nothing came."""

    detail: str = ""
    """What the system said, visible text; empty where it adds nothing."""


def shake_hands(sock: socket.socket, engine: Engine, waiter: Waiter, early: bytes = b"") -> Exchange:
    """Return how the handshake of `engine` over `sock` ended; `early` holds bytes that were read already.

    Raises `CancelledError`. The socket stays open.
    """
    received, data, pending = bytearray(early), early, b""
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
            return Exchange(End.FAILED, bytes(received))
        if step is Step.DONE:
            refused = engine.refused_later and _is_refused(sock, engine, waiter)
            return Exchange(End.FAILED if refused else End.DONE, bytes(received))
        try:
            waiter.wait([(sock, READ | WRITE if pending and writable else READ)])
            data = sock.recv(_CHUNK)
        except ExpiredError:
            return Exchange(End.EXPIRED, bytes(received))
        except BlockingIOError:
            data = b""
            continue
        except OSError as error:
            return Exchange(End.RESET, bytes(received), visible(error.strerror or "", 200))
        if not data:
            return Exchange(End.CLOSED, bytes(received))
        received += data[: MAX_KEPT - len(received)]


def _is_refused(sock: socket.socket, engine: Engine, waiter: Waiter) -> bool:
    """Return whether the server ends the finished handshake over our certificate; silence is no refusal."""
    until = waiter.deadline.elapsed + LISTENING
    while (left := until - waiter.deadline.elapsed) > 0:
        try:
            if not waiter.wait([(sock, READ)], left):
                continue
            data = sock.recv(_CHUNK)
        except BlockingIOError:
            continue
        except (ExpiredError, OSError):
            return False
        step = engine.listen(data) if data else Step.DONE
        if step is not Step.MORE:
            return step is Step.FAILED
    return False
