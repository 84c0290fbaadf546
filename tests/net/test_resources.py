"""A machine that gives no more sockets or threads: an error with a cause, never a stack trace."""

import errno
import socket
import threading

import pytest

from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.fetch import fetch
from inspector.net.target import parse_target


def refuse(*_: object, **__: object) -> None:
    """Fail as a process with too many open files does."""
    raise OSError(errno.EMFILE, "Too many open files")


def failed(text: str) -> FetchError:
    """Return the error of a fetch from `text`."""
    with pytest.raises(FetchError) as caught:
        fetch(parse_target(text))
    return caught.value


def test_no_pair_of_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fetch cannot even wait."""
    monkeypatch.setattr(socket, "socketpair", refuse)
    error = failed("127.0.0.1:1")
    assert error.cause is Cause.NO_RESOURCES
    assert "Too many open files" in error.detail


def test_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lookup cannot begin."""

    def no_thread(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_thread)
    error = failed("localhost:1")
    assert (error.stage, error.cause) == (Stage.NAME, Cause.NO_RESOURCES)


def test_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection cannot begin; the reason is in the detail."""
    pair = socket.socketpair()
    monkeypatch.setattr(socket, "socketpair", lambda: pair)
    monkeypatch.setattr(socket, "socket", refuse)
    error = failed("127.0.0.1:1")
    assert (error.stage, error.cause) == (Stage.CONNECT, Cause.NO_RESOURCES)
    assert "Too many open files" in error.detail
