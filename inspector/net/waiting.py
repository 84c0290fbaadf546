"""Waiting for sockets, under the deadline, and ready to be woken from another thread."""

import selectors
import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType

from inspector.chain.text import visible
from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage

READ = selectors.EVENT_READ
WRITE = selectors.EVENT_WRITE
_LONGEST_WAIT = 3_600.0


class ExpiredError(Exception):
    """The deadline passed."""


class CancelledError(Exception):
    """The fetch was cancelled."""


class Waiter:
    """Waits for sockets; `wake()` ends a wait early. Use it as a context manager, which closes it."""

    def __init__(self, deadline: Deadline, cancel: Cancel) -> None:
        self.deadline = deadline
        self._cancel = cancel
        self._lock = threading.Lock()
        self._closed = False
        self._inner, self._outer = _pair()
        self._inner.setblocking(False)
        self._outer.setblocking(False)
        self._waking = cancel.waking(self.wake)

    def __enter__(self) -> "Waiter":
        """Listen to the switch from now on."""
        self._waking.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; a later `wake()` does nothing."""
        self._waking.__exit__(None, None, None)
        with self._lock:
            self._closed = True
            self._inner.close()
            self._outer.close()

    def wake(self) -> None:
        """End the present or next wait, from any thread; never blocks."""
        with self._lock:
            if not self._closed:
                with suppress(OSError):
                    self._outer.send(b"\0")

    def check(self) -> None:
        """Raise `CancelledError` or `ExpiredError` where the fetch has to end."""
        if self._cancel.is_set:
            raise CancelledError
        if self.deadline.expired:
            raise ExpiredError

    def wait(self, wanted: Iterable[tuple[socket.socket, int]] = (), at_most: float = _LONGEST_WAIT) -> set[int]:
        """Return the descriptors that are ready, after `at_most` seconds or a wake-up perhaps none.

        Raises `CancelledError` and `ExpiredError`.
        """
        self.check()
        with _selector() as selector:
            own = selector.register(self._inner, READ).fd
            for sock, events in wanted:
                selector.register(sock, events)
            ready = {key.fd for key, _ in selector.select(min(at_most, self.deadline.remaining, _LONGEST_WAIT))}
        if own in ready:
            self._drain()
            ready.discard(own)
        self.check()
        return ready

    def _drain(self) -> None:
        with suppress(OSError):
            while self._inner.recv(64):
                pass


def _pair() -> tuple[socket.socket, socket.socket]:
    try:
        return socket.socketpair()
    except OSError as error:
        raise no_resources(Stage.NAME, error) from None


def no_resources(stage: Stage, error: Exception) -> FetchError:
    """Return the error of a machine that gives no more sockets or threads."""
    return FetchError(
        stage,
        Cause.NO_RESOURCES,
        "this machine gives no more sockets or threads",
        "Close other programs, or wait until earlier work has ended, and try again.",
        visible(str(error), 200),
    )


def _selector() -> selectors.BaseSelector:
    poll: type[selectors.BaseSelector] = getattr(selectors, "PollSelector", selectors.SelectSelector)
    return poll()
