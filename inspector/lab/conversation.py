"""What a lab server says on one connection: TLS and a greeting, plain text, nothing, or a reset."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from OpenSSL import SSL

_CHUNK = 16_384
REQUEST_LIMIT = 65_536
"""Longest request that is read, in bytes."""

GREETING = b"Hello from Pinspector's lab. Nothing here is real.\n"


def http_response(body: bytes, status: str = "200 OK") -> bytes:
    """Return an HTTP/1.1 response with this text, after which the connection is closed."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode("ascii") + body


class Conversation:
    """Takes what the client sent and keeps what is to be sent; says nothing by itself."""

    def __init__(self, *, pace: tuple[int, float] | None = None) -> None:
        """`pace` gives most bytes at once and the seconds between them; None sends as fast as the client reads."""
        self._out = bytearray()
        self._pace = pace
        self._next = 0.0
        self._done = False
        self.reset = False
        """Whether to end the connection with a TCP reset."""

    @property
    def finished(self) -> bool:
        """Whether everything has been said."""
        return self._done and not self._out

    def receive(self, data: bytes) -> None:
        """Take bytes from the client."""

    def ready(self, now: float) -> bytes:
        """Return what may be sent at `now`, in seconds of the monotonic clock."""
        if self._pace is None:
            return bytes(self._out)
        return bytes(self._out[: self._pace[0]]) if now >= self._next else b""

    def sent(self, count: int, now: float) -> None:
        """Note that `count` bytes went out at `now`."""
        del self._out[:count]
        if self._pace is not None:
            self._next = now + self._pace[1]

    def pause(self, now: float) -> float | None:
        """Return the seconds until there is more to send by itself, or None where only the client can go on."""
        if self._pace is None or not self._out:
            return None
        return max(0.0, self._next - now)


class PlainText(Conversation):
    """Answers the first bytes with plain text, whatever they were, and ends."""

    def __init__(self, text: bytes) -> None:
        super().__init__()
        self._text = text

    def receive(self, data: bytes) -> None:
        """Answer and end."""
        del data
        self._out += self._text
        self._done = True


class Reset(Conversation):
    """Ends the connection with a TCP reset at the first bytes."""

    def receive(self, data: bytes) -> None:
        """End."""
        del data
        self.reset = True
        self._done = True


class Tls(Conversation):
    """Makes a TLS handshake, answers one HTTP request with a greeting, and ends."""

    def __init__(self, context: "SSL.Context", *, pace: tuple[int, float] | None = None) -> None:
        from OpenSSL import SSL

        super().__init__(pace=pace)
        self._want: tuple[type[Exception], ...] = (SSL.WantReadError, SSL.WantWriteError)
        self._error = SSL.Error
        self._connection = SSL.Connection(context, None)
        self._connection.set_accept_state()
        self._shaken = False
        self._request = b""
        self._request_ended = False

    def receive(self, data: bytes) -> None:
        """Go on with the handshake or the request."""
        self._connection.bio_write(data)
        try:
            if not self._shaken:
                self._connection.do_handshake()
                self._shaken = True
            self._read()
        except self._want:
            pass
        except self._error:
            self._done = True
        self._flush()

    def respond(self, request: bytes) -> None:
        """Answer `request`, which is whole or too long: here with the greeting, at once."""
        del request
        self.say(http_response(GREETING))

    def say(self, answer: bytes) -> None:
        """Send `answer` and end the TLS connection."""
        self._done = True
        try:
            self._connection.sendall(answer)
            self._connection.shutdown()
        except self._error:
            pass
        self._flush()

    def _read(self) -> None:
        while not self._request_ended:
            self._request += self._connection.recv(_CHUNK)
            if b"\r\n\r\n" in self._request or len(self._request) > REQUEST_LIMIT:
                self._request_ended = True
                self.respond(self._request)

    def _flush(self) -> None:
        while True:
            try:
                self._out += self._connection.bio_read(_CHUNK)
            except self._want:
                return
