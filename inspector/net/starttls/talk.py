"""What is said in plain text before TLS: bounded, under the deadline, and never trusted."""

import socket
from typing import NoReturn

from inspector.chain.text import visible
from inspector.net.banner import describe, looks_like_tls
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.starttls.protocol import Protocol
from inspector.net.waiting import READ, WRITE, ExpiredError, Waiter

MAX_TOLD = 65_536
"""Bytes of plain text that are taken from a server before it is given up."""

_CHUNK = 4_096


class Talk:
    """A conversation with one server. Every method raises `FetchError` of stage starttls, and `CancelledError`."""

    def __init__(
        self, sock: socket.socket, protocol: Protocol, server: str, waiter: Waiter, early: bytes = b""
    ) -> None:
        """`server` is `host:port` for sentences; `early` holds what was read from it already."""
        self._sock = sock
        self._protocol = protocol
        self._server = server
        self._waiter = waiter
        self._unread = early
        self._told = len(early)
        self._first = early[:_CHUNK]

    def say(self, data: bytes) -> None:
        """Send `data`."""
        while data:
            try:
                data = data[self._sock.send(data) :]
            except BlockingIOError:
                self._wait(WRITE)
            except OSError as error:
                self._broke(error)

    def line(self) -> bytes:
        """Return the next line without its end."""
        while b"\n" not in self._unread:
            self._more()
        line, _, self._unread = self._unread.partition(b"\n")
        return line.removesuffix(b"\r")

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes, which must not be more than `MAX_TOLD`."""
        while len(self._unread) < count:
            self._more()
        taken, self._unread = self._unread[:count], self._unread[count:]
        return taken

    def end(self) -> None:
        """Make sure that nothing was said after the agreement: such text would be taken for a part of the session."""
        if self._unread:
            self._fail(
                Cause.PROTOCOL,
                "agreed to TLS and went on in plain text",
                "It is broken, or something in between slips text in (CVE-2011-0411, CVE-2021-23222).",
            )

    def refuse(self, said: bytes | str, *, why: str = "refused to go on in TLS") -> NoReturn:
        """Raise the error of a server that speaks the protocol, and does not go over to TLS."""
        text = said if isinstance(said, str) else said.decode("utf-8", "replace")
        shown = visible(text.strip(), 200)
        self._fail(Cause.NO_STARTTLS, f"{why}: {shown}" if shown else why, self._other_port("It may speak"))

    def not_spoken(self) -> NoReturn:
        """Raise the error of a server that speaks something else."""
        if looks_like_tls(self._first):
            what, hint = "TLS", "It seems to speak TLS from the first byte: leave --starttls out."
        else:
            what, hint = describe(self._first)[0], "Check the port and the protocol."
        self._fail(Cause.PROTOCOL, f"does not speak {self._protocol.label}: it answered with {what}", hint)

    def _more(self) -> None:
        if self._told > MAX_TOLD:
            size = f"{MAX_TOLD // 1024} KiB"
            self._fail(Cause.PROTOCOL, f"sent more than {size} before TLS", "Check the port and the protocol.")
        self._wait(READ)
        try:
            data = self._sock.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError as error:
            self._broke(error)
        if not data:
            when = "before TLS began" if self._told else "without a word"
            hint = "It may turn this machine away, or speak another protocol: check the port."
            self._fail(Cause.CLOSED, f"closed the connection {when}", hint)
        self._told += len(data)
        self._unread += data
        self._first = (self._first + data)[:_CHUNK]

    def _wait(self, event: int) -> None:
        try:
            self._waiter.wait([(self._sock, event)])
        except ExpiredError:
            what = "did not get as far as TLS" if self._told else "took the connection and said nothing"
            hint = "--timeout gives it longer."
            if not self._told:
                hint = f"{self._other_port('A server that waits may speak')} {hint}"
            self._fail(Cause.TIMEOUT, f"{what} within {self._waiter.deadline}", hint)

    def _broke(self, error: OSError) -> NoReturn:
        raise FetchError(
            Stage.STARTTLS,
            Cause.RESET,
            f"{self._server} reset the connection before TLS began",
            "It may turn this machine away, or speak another protocol: check the port.",
            visible(error.strerror or "", 200),
        ) from None

    def _other_port(self, beginning: str) -> str:
        port = self._protocol.tls_port
        usual = f", usually on port {port}" if port is not None else ""
        return f"{beginning} TLS from the first byte{usual}: try that without --starttls."

    def _fail(self, cause: Cause, happened: str, hint: str) -> NoReturn:
        raise FetchError(Stage.STARTTLS, cause, f"{self._server} {happened}", hint) from None
