"""Servers on loopback for one test each: scripted bytes, and TLS by the standard library's OpenSSL."""

import base64
import contextlib
import socket
import ssl
import struct
import threading
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

Handler = Callable[[socket.socket, threading.Event], None]
LONGEST = 35.0


class Opponent:
    """Listens on loopback and runs `handler` in a thread for each connection; closing it ends them all."""

    def __init__(self, handler: Handler, host: str = "127.0.0.1") -> None:
        self._handler = handler
        self._stop = threading.Event()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family)
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self._workers: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._accept, name="opponent")

    def __enter__(self) -> "Opponent":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        socket.create_connection(self._listener.getsockname()[:2]).close()
        self._thread.join()
        self._listener.close()
        for worker in self._workers:
            worker.join()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            if self._stop.is_set():
                sock.close()
                return
            self.connections += 1
            worker = threading.Thread(target=self._serve, args=(sock,), name="opponent worker")
            self._workers.append(worker)
            worker.start()

    def _serve(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError), sock:
            sock.settimeout(LONGEST)
            self._handler(sock, self._stop)


def play(steps: Sequence[Sequence[Any]]) -> Handler:
    """Return the handler of a step script as hostile-servers/scripts.json describes them."""

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        for step in steps:
            match step:
                case ["recv", int(size)]:
                    sock.recv(size)
                case ["send_b64", str(data)]:
                    sock.sendall(base64.b64decode(data))
                case ["drip_b64", str(data), float(seconds) | int(seconds)]:
                    for byte in base64.b64decode(data):
                        sock.sendall(bytes((byte,)))
                        if stop.wait(seconds):
                            return
                case ["repeat_b64", str(data), int(times)]:
                    for _ in range(times):
                        sock.sendall(base64.b64decode(data))
                case ["echo", int(size)]:
                    sock.sendall(sock.recv(size))
                case ["sleep", float(seconds) | int(seconds)]:
                    if stop.wait(seconds):
                        return
                case ["close"]:
                    return
                case ["reset"]:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                case _:
                    raise AssertionError(f"unknown step {step}")

    return handler


def say(data: bytes, *, after: int = 0) -> Handler:
    """Return a handler that sends `data`, first reading up to `after` bytes, and closes in good order."""

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        if after:
            sock.recv(after)
        sock.sendall(data)
        sock.shutdown(socket.SHUT_WR)
        sock.settimeout(1)
        while sock.recv(65_536):
            pass

    return handler


def silence(sock: socket.socket, stop: threading.Event) -> None:
    """Take the connection and say nothing."""
    stop.wait(LONGEST)


def server_context(
    certificate: Path,
    key: Path,
    *,
    version: ssl.TLSVersion | None = None,
    client_authority: Path | None = None,
    ciphers: str = "DEFAULT@SECLEVEL=0",
) -> ssl.SSLContext:
    """Return a server context for exactly `version`; with `client_authority` it insists on a client certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(ciphers)
    if version is not None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = version
            context.maximum_version = version
    context.load_cert_chain(certificate, key)
    if client_authority is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(client_authority)
    return context


def speak_tls(context: ssl.SSLContext) -> Handler:
    """Return a handler that does a handshake and waits for the end of the session."""

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        with context.wrap_socket(sock, server_side=True) as secure:
            secure.recv(1)

    return handler
