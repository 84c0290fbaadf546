"""The second half of a man in the middle: hands a request on to the real server, and the answer back."""

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.chain.text import visible
from inspector.lab.conversation import REQUEST_LIMIT, Tls, http_response
from inspector.lab.server import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from OpenSSL import SSL

SECONDS = 5.0
"""How long the real server has for its answer."""

ANSWER_LIMIT = 1_048_576
"""Largest answer that is handed back, in bytes."""

_POLL = 0.01
_CHUNK = 16_384
_NO_ANSWER = b"The man in the middle got no answer from the real server.\n"


@dataclass(frozen=True, slots=True)
class Overheard:
    """One request that a man in the middle read in clear, and what he handed back."""

    server_name: str
    """The name that the client asked for, visible text; empty where it sent none."""

    request: str
    """The request's lines up to the empty one, joined by line feeds; each is visible text."""

    status: str
    """First line of the real server's answer, visible text; empty where none came."""


@dataclass(frozen=True, slots=True)
class RealServer:
    """Where the real server listens, and how the man in the middle checks it."""

    port: int
    """Port on 127.0.0.1."""

    ca_pem: str
    """The roots by which its chain is checked."""

    def answer(self, server_name: str, request: bytes) -> bytes:
        """Return what the server says to `request`, asked over TLS of its own. Raises `OSError`."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.load_verify_locations(cadata=self.ca_pem)
        found = b""
        with (
            socket.create_connection((LOOPBACK, self.port), timeout=SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=server_name or None) as secure,
        ):
            secure.sendall(request)
            while len(found) < ANSWER_LIMIT and (data := secure.recv(_CHUNK)):
                found += data
        return found


class Relay(Tls):
    """Ends the client's TLS, reads its request, asks the real server, and hands the answer back."""

    def __init__(self, context: "SSL.Context", real: "Callable[[], RealServer]", seen: list[Overheard]) -> None:
        """`real` gives the real server when it is first needed; what was overheard is added to `seen`."""
        super().__init__(context)
        self._real, self._seen = real, seen
        self._answered = threading.Event()
        self._answer = b""

    def ready(self, now: float) -> bytes:
        """Return what may be sent: the answer once it is there."""
        if self._answered.is_set() and not self._done:
            self.say(self._answer)
        return super().ready(now)

    def pause(self, now: float) -> float | None:
        """Look again soon while the real server is being asked."""
        waiting = bool(self._request_ended) and not self._done
        return _POLL if waiting else super().pause(now)

    def respond(self, request: bytes) -> None:
        """Ask the real server beside the thread that serves."""
        name = (self._connection.get_servername() or b"").decode("ascii", "replace")
        threading.Thread(target=self._ask, args=(name, request), name="relay", daemon=True).start()

    def _ask(self, name: str, request: bytes) -> None:
        answer = b""
        with suppress(OSError, ValueError):
            answer = self._real().answer(name, request)
        first = answer.partition(b"\r\n")[0][:200].decode("utf-8", "replace")
        self._seen.append(Overheard(visible(name), _lines(request), visible(first)))
        self._answer = answer or http_response(_NO_ANSWER, "502 Bad Gateway")
        self._answered.set()


def _lines(request: bytes) -> str:
    head = request[:REQUEST_LIMIT].partition(b"\r\n\r\n")[0].decode("utf-8", "replace")
    return "\n".join(visible(line, 200) for line in head.split("\r\n")[:20])
