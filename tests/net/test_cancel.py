"""Ending a fetch from another thread: at once, from every stage, and nothing is left behind."""

import socket
import threading
from collections.abc import Callable

import pytest
from net.opponents import Opponent, silence

from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.target import Target, parse_target
from inspector.net.waiting import CancelledError, ExpiredError, Waiter

FOREVER = FetchOptions(timeout=3_600)


class Asker:
    """A fetch in a thread of its own, and how it ended."""

    def __init__(self, target: Target, options: FetchOptions = FOREVER) -> None:
        self.cancel = Cancel()
        self.reached = threading.Event()
        self.error: FetchError | None = None
        self._wanted = ""
        self._thread = threading.Thread(target=self._run, args=(target, options), name="asker")

    def start(self, wanted: str) -> None:
        """Begin, and note when the fetch says that it does something beginning with `wanted`."""
        self._wanted = wanted
        self._thread.start()

    def _tell(self, now: str) -> None:
        if now.startswith(self._wanted):
            self.reached.set()

    def _run(self, target: Target, options: FetchOptions) -> None:
        try:
            fetch(target, options, cancel=self.cancel, progress=self._tell)
        except FetchError as error:
            self.error = error

    def join(self) -> FetchError | None:
        """Wait for the end; return the error."""
        self._thread.join(10)
        assert not self._thread.is_alive()
        return self.error


def test_fifty_fetches_from_a_silent_server_end_when_cancelled() -> None:
    """Each one ends with the cause, although its own limit is an hour."""
    with Opponent(silence) as server:
        askers = [Asker(parse_target(f"127.0.0.1:{server.port}")) for _ in range(50)]
        for asker in askers:
            asker.start("TLS handshake")
        for asker in askers:
            assert asker.reached.wait(10)
        for asker in askers:
            asker.cancel.set()
        errors = [asker.join() for asker in askers]
    assert [error and (error.stage, error.cause) for error in errors] == [(Stage.TLS, Cause.CANCELLED)] * 50


def test_a_switch_that_was_used_before_ends_a_fetch_before_it_connects() -> None:
    """Nothing is sent where the fetch was given up before it began."""
    cancel = Cancel()
    cancel.set()
    cancel.set()
    assert cancel.is_set
    with Opponent(silence) as server, pytest.raises(FetchError) as caught:
        fetch(parse_target(f"127.0.0.1:{server.port}"), FOREVER, cancel=cancel)
    assert server.connections == 0
    assert caught.value.cause is Cause.CANCELLED


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> "Callable[[], None]":
    """Make lookups hang until the returned function is called; it waits for the abandoned threads."""
    release = threading.Event()

    def hang(*_: object) -> list[object]:
        release.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", hang)

    def finish() -> None:
        release.set()
        for thread in threading.enumerate():
            if thread.name.startswith("lookup"):
                assert thread.daemon
                thread.join(10)

    return finish


def test_a_lookup_that_hangs_is_abandoned_when_cancelled(stuck: Callable[[], None]) -> None:
    """The fetch returns while the system's resolver still waits, and the late answer disturbs nobody."""
    asker = Asker(parse_target("slow.test"))
    asker.start("Looking up slow.test")
    assert asker.reached.wait(10)
    asker.cancel.set()
    error = asker.join()
    stuck()
    assert error is not None
    assert (error.stage, error.cause) == (Stage.NAME, Cause.CANCELLED)


def test_a_lookup_that_hangs_ends_at_the_deadline(stuck: Callable[[], None]) -> None:
    """The limit and the host are named."""
    with pytest.raises(FetchError) as caught:
        fetch(parse_target("slow.test"), FetchOptions(timeout=0.2))
    stuck()
    assert (caught.value.stage, caught.value.cause) == (Stage.NAME, Cause.TIMEOUT)
    assert caught.value.reason == "looking up slow.test took longer than 0.2 s"


def test_a_waiter_wakes_without_a_socket_being_ready() -> None:
    """A wake-up from another thread ends a wait with nothing ready; one after the end does nothing."""
    with Waiter(Deadline(3_600), Cancel()) as waiter:
        timer = threading.Timer(0, waiter.wake)
        timer.start()
        assert waiter.wait() == set()
        timer.join()
    waiter.wake()


def test_a_waiter_raises_what_ends_the_fetch() -> None:
    """The switch comes before the deadline."""
    cancel = Cancel()
    with Waiter(Deadline(0), cancel) as waiter:
        with pytest.raises(ExpiredError):
            waiter.wait()
        cancel.set()
        with pytest.raises(CancelledError):
            waiter.wait()


def test_a_deadline_counts_down_on_the_given_clock() -> None:
    """Remaining and elapsed time follow the clock; nothing moves the end."""
    moments = iter([100.0, 100.0, 102.5, 102.5, 110.5, 110.5])
    deadline = Deadline(10, clock=lambda: next(moments))
    assert deadline.remaining == 10
    assert deadline.remaining == 7.5
    assert deadline.elapsed == 2.5
    assert deadline.remaining == 0
    assert deadline.expired
    assert str(Deadline(0.5)) == "0.5 s"
    assert str(Deadline(10.0)) == "10 s"
    assert Deadline(float("nan")).expired
