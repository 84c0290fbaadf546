"""A TCP connection to the first of several addresses that answers (RFC 8305)."""

import errno
import os
import socket

from inspector.chain.text import visible
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.options import Progress
from inspector.net.resolve import Address
from inspector.net.target import join_port
from inspector.net.waiting import WRITE, ExpiredError, Waiter

STAGGER = 0.25
"""Seconds that an address has to itself before the next is tried beside it (RFC 8305, section 8)."""

_STARTED = {0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EINTR, getattr(errno, "WSAEWOULDBLOCK", 0)}
_CAUSES = {
    errno.ECONNREFUSED: Cause.REFUSED,
    errno.ETIMEDOUT: Cause.TIMEOUT,
    errno.ECONNRESET: Cause.RESET,
    errno.EMFILE: Cause.NO_RESOURCES,
    errno.ENFILE: Cause.NO_RESOURCES,
}
_ORDER = (Cause.NO_RESOURCES, Cause.REFUSED, Cause.RESET, Cause.TIMEOUT, Cause.UNREACHABLE)
_WORDS = {
    Cause.NO_RESOURCES: (
        "was not tried: this machine gives no more sockets",
        "Close other programs, or wait until earlier work has ended, and try again.",
    ),
    Cause.REFUSED: (
        "refused the connection",
        "Nothing listens on that port, or a firewall says no: check the port and that the server runs.",
    ),
    Cause.RESET: (
        "reset the connection",
        "A firewall or load balancer may sit in between: try again or from elsewhere.",
    ),
    Cause.TIMEOUT: ("did not answer", "Check host and port; a firewall may drop the packets."),
    Cause.UNREACHABLE: (
        "cannot be reached from here",
        "Check the network connection and VPN; --ipv4 or --ipv6 allow one address family only.",
    ),
}


def connect(
    place: tuple[str, int], addresses: tuple[Address, ...], waiter: Waiter, progress: Progress
) -> tuple[socket.socket, Address]:
    """Return a connected non-blocking socket and the address that answered.

    Addresses are tried in their order; the next starts at once when one fails and after `STAGGER` seconds beside one
    that is silent. Raises `FetchError` of stage connect (with what each address did in its detail) and
    `CancelledError`; no socket but the returned one stays open.
    """
    attempt = _Attempt(addresses, waiter, progress)
    try:
        return attempt.run()
    except ExpiredError:
        raise FetchError(
            Stage.CONNECT,
            Cause.TIMEOUT,
            f"{join_port(*place)} did not answer within {waiter.deadline}",
            _WORDS[Cause.TIMEOUT][1] + " --timeout gives it longer.",
            attempt.story(),
        ) from None
    except _AllFailedError:
        cause = min(attempt.causes(), key=_ORDER.index)
        words, hint = _WORDS[cause]
        reason = f"{join_port(*place)} {words}"
        raise FetchError(Stage.CONNECT, cause, reason, hint, attempt.story()) from None
    finally:
        attempt.close()


class _AllFailedError(Exception):
    """Every address failed."""


class _Attempt:
    """The sockets of one connect: open ones by descriptor, and how the others failed."""

    def __init__(self, addresses: tuple[Address, ...], waiter: Waiter, progress: Progress) -> None:
        self._waiting = list(addresses)
        self._total = len(addresses)
        self._waiter = waiter
        self._progress = progress
        self._next_at = 0.0
        self._open: dict[int, tuple[socket.socket, Address]] = {}
        self._failed: list[tuple[Address, int]] = []

    def run(self) -> tuple[socket.socket, Address]:
        self._waiter.check()
        self._start_next()
        while self._open:
            for descriptor in self._wait():
                sock, address = self._open.pop(descriptor)
                code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if code == 0:
                    return sock, address
                sock.close()
                self._failed.append((address, code))
                self._next_at = 0.0
            if self._waiter.deadline.elapsed >= self._next_at:
                self._start_next()
        raise _AllFailedError

    def _wait(self) -> set[int]:
        wanted = [(sock, WRITE) for sock, _ in self._open.values()]
        if not self._waiting:
            return self._waiter.wait(wanted)
        return self._waiter.wait(wanted, max(0.0, self._next_at - self._waiter.deadline.elapsed))

    def _start_next(self) -> None:
        while self._waiting:
            address = self._waiting.pop(0)
            number = self._total - len(self._waiting)
            self._progress(f"Connecting to {address}" + (f" ({number} of {self._total})" if self._total > 1 else ""))
            code = self._start(address)
            if code in _STARTED:
                self._next_at = self._waiter.deadline.elapsed + STAGGER
                return
            self._failed.append((address, code))

    def _start(self, address: Address) -> int:
        try:
            sock = socket.socket(address.family, socket.SOCK_STREAM)
        except OSError as error:
            return error.errno or errno.EAFNOSUPPORT
        sock.setblocking(False)
        try:
            code = sock.connect_ex(address.place)
        except OSError as error:
            code = error.errno or errno.EADDRNOTAVAIL
        if code in _STARTED:
            self._open[sock.fileno()] = (sock, address)
        else:
            sock.close()
        return code

    def causes(self) -> set[Cause]:
        return {_CAUSES.get(code, Cause.UNREACHABLE) for _, code in self._failed}

    def story(self) -> str:
        told = [f"{address}: {visible(os.strerror(code), 80)}" for address, code in self._failed]
        told += [f"{address}: no answer" for _, address in self._open.values()]
        told += [f"{address}: not tried" for address in self._waiting]
        return "; ".join(told)

    def close(self) -> None:
        for sock, _ in self._open.values():
            sock.close()
