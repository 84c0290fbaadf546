"""A server on loopback: one thread, bounded connections, one conversation for each."""

import contextlib
import selectors
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from inspector.lab.conversation import Conversation

LOOPBACK = "127.0.0.1"
MAX_CONNECTIONS = 64
IDLE_SECONDS = 60.0
_CHUNK = 16_384


@dataclass(slots=True)
class _Client:
    sock: socket.socket
    conversation: Conversation
    born: float = field(default_factory=time.monotonic)


class Server:
    """Accepts on 127.0.0.1 until it is closed; rude clients and odd conversations end only their own connection."""

    def __init__(self, begin: Callable[[], Conversation], name: str = "lab") -> None:
        """Listen on a free port and begin one conversation for each connection. Raises `OSError`."""
        self._begin = begin
        self._listener = socket.create_server((LOOPBACK, 0), backlog=MAX_CONNECTIONS)
        self._listener.setblocking(False)
        self.port: int = self._listener.getsockname()[1]
        """The port, free until now."""
        self._wake, self._waker = socket.socketpair()
        self._clients: dict[int, _Client] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wake, selectors.EVENT_READ)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"lab-{name}-{self.port}", daemon=True)
        self._thread.start()

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
                for key, _ in self._selector.select(self._patience()):
                    self._attend(key.fileobj)
                self._tick()
        finally:
            for client in list(self._clients.values()):
                self._drop(client)
            self._selector.close()
            for sock in (self._listener, self._wake, self._waker):
                sock.close()

    def _patience(self) -> float | None:
        if not self._clients:
            return None
        now = time.monotonic()
        waits = [client.conversation.pause(now) for client in self._clients.values()]
        oldest = min(client.born for client in self._clients.values())
        return max(0.0, min([oldest + IDLE_SECONDS - now, *(wait for wait in waits if wait is not None)]))

    def _attend(self, fileobj: object) -> None:
        if fileobj is self._listener:
            self._accept()
        elif isinstance(fileobj, socket.socket) and fileobj is not self._wake:
            client = self._clients.get(fileobj.fileno())
            if client is not None:
                self._guard(client, self._receive)

    def _tick(self) -> None:
        now = time.monotonic()
        for client in list(self._clients.values()):
            if now - client.born > IDLE_SECONDS:
                self._drop(client)
            else:
                self._guard(client, self._send)

    def _accept(self) -> None:
        try:
            sock, _ = self._listener.accept()
        except OSError:
            return
        if len(self._clients) >= MAX_CONNECTIONS:
            sock.close()
            return
        sock.setblocking(False)
        try:
            client = _Client(sock, self._begin())
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
        if client.sock.fileno() < 0:
            return
        conversation = client.conversation
        now = time.monotonic()
        ready = conversation.ready(now)
        if ready:
            sent = client.sock.send(ready)
            conversation.sent(sent, now)
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if conversation.ready(now) else 0)
        self._selector.modify(client.sock, wanted)
        if conversation.finished:
            self._drop(client, reset=conversation.reset)

    def _drop(self, client: _Client, *, reset: bool = False) -> None:
        number = client.sock.fileno()
        if number < 0:
            return
        self._clients.pop(number, None)
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(client.sock)
        with contextlib.suppress(OSError):
            if reset:
                client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            else:
                client.sock.shutdown(socket.SHUT_WR)
        client.sock.close()
