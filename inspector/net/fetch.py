"""One chain from one host: name lookup, connection, proxy and handshake under one deadline."""

from contextlib import closing
from typing import TYPE_CHECKING

from inspector.chain.host import ip_literal
from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.handshake import Handshake
from inspector.net.options import DEFAULT_TIMEOUT, Family, FetchOptions, Progress
from inspector.net.target import Target, TargetError, join_port

if TYPE_CHECKING:
    import socket

    from inspector.net.exchange import Exchange
    from inspector.net.proxy import Proxy
    from inspector.net.resolve import Address
    from inspector.net.tls import Engine
    from inspector.net.waiting import Waiter

__all__ = ["DEFAULT_TIMEOUT", "Cancel", "Family", "FetchOptions", "Progress", "fetch"]

_DEFAULTS = FetchOptions()


def fetch(
    target: Target,
    options: FetchOptions = _DEFAULTS,
    *,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> Handshake:
    """Return what `target` sent; where the handshake failed after the chain had come, its `failure` says why.

    Blocks for at most `options.timeout` seconds. Raises `FetchError` with stage and cause.
    """
    from inspector.net.tls import Engine
    from inspector.net.waiting import CancelledError, Waiter

    proxy = _proxy(target, options)
    engine = Engine(target.sni, legacy=options.legacy)
    work = _Fetch(target, options, proxy, engine, progress or (lambda _: None))
    try:
        with Waiter(Deadline(options.timeout), cancel or Cancel()) as waiter:
            return work.run(waiter)
    except CancelledError:
        raise FetchError(work.stage, Cause.CANCELLED, f"asking {target} was cancelled", "") from None


def _proxy(target: Target, options: FetchOptions) -> "Proxy | None":
    if options.proxy is None:
        return None
    import os

    from inspector.net.proxy import choose_proxy

    try:
        return choose_proxy(options.proxy, target, os.environ)
    except TargetError as error:
        reason = f"the proxy cannot be used: {error.reason}"
        raise FetchError(Stage.PROXY, Cause.BAD_PROXY, reason, error.hint) from None


def _served(engine: "Engine", exchange: "Exchange") -> tuple[bytes, ...]:
    """Return the chain as it was sent: the library writes its own encoding of what it read, so the bytes come first."""
    served = engine.served()
    if engine.version in (None, "TLS 1.3"):
        return served
    from inspector.net.clear_chain import read_clear_chain

    sent = read_clear_chain(exchange.received)
    return sent if not served or len(sent) == len(served) else served


class _Fetch:
    """One fetch under way, and the stage that it has reached."""

    def __init__(
        self, target: Target, options: FetchOptions, proxy: "Proxy | None", engine: "Engine", tell: Progress
    ) -> None:
        self._target = target
        self._options = options
        self._proxy = proxy
        self._engine = engine
        self._tell = tell
        self.stage = Stage.NAME

    def run(self, waiter: "Waiter") -> Handshake:
        sock, address = self._reach(waiter)
        with closing(sock):
            early = self._prepare(sock, waiter)
            return self._shake_hands(sock, address, early, waiter)

    def _reach(self, waiter: "Waiter") -> "tuple[socket.socket, Address]":
        if self._proxy is None:
            return self._connect(*self._target.endpoint, waiter)
        try:
            return self._connect(self._proxy.host, self._proxy.port, waiter)
        except FetchError as error:
            reason = f"the proxy cannot be reached: {error.reason}"
            raise FetchError(error.stage, error.cause, reason, error.hint, error.detail) from None

    def _connect(self, host: str, port: int, waiter: "Waiter") -> "tuple[socket.socket, Address]":
        from inspector.net.connect import connect
        from inspector.net.resolve import resolve

        if ip_literal(host) is None:
            self._tell(f"Looking up {host}")
        addresses = resolve(host, port, self._options.family, waiter)
        self.stage = Stage.CONNECT
        return connect((host, port), addresses, waiter, self._tell)

    def _prepare(self, sock: "socket.socket", waiter: "Waiter") -> bytes:
        """Do what comes before the first byte of TLS; return what the other side already sent of it."""
        if self._proxy is None:
            return b""
        from inspector.net.proxy import open_tunnel

        self.stage = Stage.PROXY
        self._tell(f"Asking the proxy {self._proxy} for {join_port(*self._target.endpoint)}")
        return open_tunnel(sock, self._proxy, self._target, waiter)

    def _shake_hands(self, sock: "socket.socket", address: "Address", early: bytes, waiter: "Waiter") -> Handshake:
        from inspector.net.exchange import End, shake_hands

        self.stage = Stage.TLS
        self._tell(f"TLS handshake with {self._target}")
        engine = self._engine
        exchange = shake_hands(sock, engine, waiter, early)
        milliseconds = waiter.deadline.milliseconds
        served, failure = _served(engine, exchange), None
        if exchange.end is not End.DONE or not served:
            from inspector.net.failure import explain

            error = explain(str(self._target), exchange, engine, waiter.deadline)
            if not served:
                raise error
            failure = error.reason
        return Handshake(
            served=served,
            address=str(address),
            version=engine.version,
            cipher=engine.cipher,
            group=engine.group,
            milliseconds=milliseconds,
            failure=failure,
            client_certificate_requested=engine.client_certificate_requested,
            proxy=str(self._proxy) if self._proxy else None,
        )
