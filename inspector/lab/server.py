"""A server on loopback: one thread, bounded connections, one conversation for each."""

import contextlib
import errno
import selectors
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from inspector.lab.conversation import Conversation

LOOPBACK = "127.0.0.1"
LOOPBACK_V6 = "::1"
MAX_CONNECTIONS = 64
IDLE_SECONDS = 60.0
_CHUNK = 16_384
_PORT_TRIES = 8

Begin = Callable[[], Conversation]


@dataclass(slots=True)
class _Client:
    sock: socket.socket
    conversation: Conversation
    born: float = field(default_factory=time.monotonic)


class Server:
    """Accepts on loopback until it is closed; rude clients and odd conversations end only their own connection."""

    def __init__(self, begin: Begin, name: str = "lab", *, begin_v6: Begin | None = None) -> None:
        """Listen on a free port of 127.0.0.1 and begin one conversation for each connection. Raises `OSError`.

        With `begin_v6` the same port of ::1 is listened on too, where this machine has it.
        """
        self._listeners = _listen(begin, begin_v6)
        self.port: int = next(iter(self._listeners)).getsockname()[1]
        """The port, free until now."""
        self._wake, self._waker = socket.socketpair()
        self._clients: dict[int, _Client] = {}
        self._selector = selectors.DefaultSelector()
        for sock in (*self._listeners, self._wake):
            self._selector.register(sock, selectors.EVENT_READ)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"lab-{name}-{self.port}", daemon=True)
        self._thread.start()

    @property
    def on_v6(self) -> bool:
        """Whether ::1 is listened on as well."""
        return len(self._listeners) > 1

    def close(self) -> None:
        """End all connections, free the port and wait for the thread; may be called again."""
        if not self._closed.is_set():
            self._closed.set()
            with contextlib.suppress(OSError):
                self._waker.send(b"x")
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._closed.is_set():
                ready = [key.fileobj for key, _ in self._selector.select(self._patience())]
                for fileobj in sorted(ready, key=self._is_listener):
                    self._attend(fileobj)
                self._tick()
        finally:
            for client in list(self._clients.values()):
                self._drop(client)
            self._selector.close()
            for sock in (*self._listeners, self._wake, self._waker):
                sock.close()

    def _patience(self) -> float | None:
        if not self._clients:
            return None
        now = time.monotonic()
        waits = [client.conversation.pause(now) for client in self._clients.values()]
        oldest = min(client.born for client in self._clients.values())
        return max(0.0, min([oldest + IDLE_SECONDS - now, *(wait for wait in waits if wait is not None)]))

    def _attend(self, fileobj: object) -> None:
        if not isinstance(fileobj, socket.socket) or fileobj is self._wake:
            return
        if self._is_listener(fileobj):
            self._accept(fileobj)
            return
        client = self._clients.get(fileobj.fileno())
        if client is not None:
            self._guard(client, self._receive)

    def _is_listener(self, fileobj: object) -> bool:
        return fileobj in self._listeners

    def _tick(self) -> None:
        now = time.monotonic()
        for client in list(self._clients.values()):
            if now - client.born > IDLE_SECONDS:
                self._drop(client)
            else:
                self._guard(client, self._send)

    def _accept(self, listener: socket.socket) -> None:
        try:
            sock, _ = listener.accept()
        except OSError:
            return
        try:
            if len(self._clients) >= MAX_CONNECTIONS:
                raise BlockingIOError
            sock.setblocking(False)
            client = _Client(sock, self._listeners[listener]())
        except Exception:  # noqa: BLE001
            sock.close()
            return
        self._clients[sock.fileno()] = client
        self._selector.register(sock, selectors.EVENT_READ)

    def _guard(self, client: _Client, step: Callable[[_Client], None]) -> None:
        try:
            step(client)
        except BlockingIOError:
            return
        except Exception:  # noqa: BLE001
            self._drop(client)

    def _receive(self, client: _Client) -> None:
        data = client.sock.recv(_CHUNK)
        if data:
            client.conversation.receive(data)
        else:
            self._drop(client)

    def _send(self, client: _Client) -> None:
        conversation = client.conversation
        now = time.monotonic()
        ready = conversation.ready(now)
        if ready:
            conversation.sent(client.sock.send(ready), now)
        if conversation.finished:
            self._drop(client, reset=conversation.reset)
            return
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if conversation.ready(now) else 0)
        self._selector.modify(client.sock, wanted)

    def _drop(self, client: _Client, *, reset: bool = False) -> None:
        if self._clients.pop(client.sock.fileno(), None) is None:
            return
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(client.sock)
        with contextlib.suppress(OSError):
            if reset:
                client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                client.sock.shutdown(socket.SHUT_WR)
        client.sock.close()


def _listen(begin: Begin, begin_v6: Begin | None) -> dict[socket.socket, Begin]:
    """Return the listening sockets, IPv4 first, on one port; raises `OSError`."""
    for _ in range(_PORT_TRIES):
        first = _listener(socket.AF_INET, LOOPBACK, 0)
        if begin_v6 is None or not socket.has_ipv6:
            return {first: begin}
        try:
            return {first: begin, _listener(socket.AF_INET6, LOOPBACK_V6, first.getsockname()[1]): begin_v6}
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                return {first: begin}
            first.close()
    raise OSError("no port is free on both loopback addresses")


def _listener(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    sock = socket.create_server((address, port), family=family, backlog=MAX_CONNECTIONS)
    sock.setblocking(False)
    return sock
