"""Sending and receiving plain bytes under a deadline, within a bound."""

import socket
from collections.abc import Callable

from inspector.net.waiting import READ, WRITE, Waiter

_CHUNK = 4_096


def send(sock: socket.socket, data: bytes, waiter: Waiter) -> None:
    """Send all of `data`. Raises `OSError`, `ExpiredError`, `CancelledError`."""
    while data:
        try:
            data = data[sock.send(data) :]
        except BlockingIOError:
            waiter.wait([(sock, WRITE)])


def receive(sock: socket.socket, waiter: Waiter, most: int, done: Callable[[bytes], bool]) -> bytes:
    """Return what came until the other side closed, `done` was content, or there are `most` bytes.

    Raises as `send` does.
    """
    got = b""
    while len(got) < most and not done(got):
        waiter.wait([(sock, READ)])
        try:
            data = sock.recv(min(_CHUNK, most - len(got)))
        except BlockingIOError:
            continue
        if not data:
            break
        got += data
    return got
