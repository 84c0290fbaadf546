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
    deadline: Deadline | None = None,
    address: "Address | None" = None,
) -> Handshake:
    """Return what `target` sent; where the handshake failed after the chain had come, its `failure` says why.

    Blocks for at most `options.timeout` seconds, or until `deadline` where there is one. Nothing is looked up where
    the `address` of the target's endpoint is given. Raises `FetchError` with stage and cause.
    """
    from inspector.net.waiting import CancelledError, Waiter

    work = _Fetch(target, options, _proxy(target, options), progress or (lambda _: None), address)
    try:
        with Waiter(deadline or Deadline(options.timeout), cancel or Cancel()) as waiter:
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
        self,
        target: Target,
        options: FetchOptions,
        proxy: "Proxy | None",
        tell: Progress,
        address: "Address | None",
    ) -> None:
        self._target = target
        self._options = options
        self._proxy = proxy
        self._tell = tell
        self._address = address
        self._began = 0.0
        self.stage = Stage.NAME

    def run(self, waiter: "Waiter") -> Handshake:
        self._began = waiter.deadline.elapsed
        engine = self._engine()
        try:
            return self._ask(engine, waiter)
        except FetchError as error:
            if error.cause is not Cause.PROTOCOL or engine.version != "TLS 1.3":
                raise
            return self._ask_in_clear(error, waiter)

    def _engine(self, *, up_to_1_2: bool = False) -> "Engine":
        from inspector.net.tls import Engine

        sni = self._target.sni if self._options.send_name else None
        return Engine(sni, self._options, up_to_1_2=up_to_1_2)

    def _ask_in_clear(self, error: FetchError, waiter: "Waiter") -> Handshake:
        """Return the chain that TLS 1.3 hides where the library refuses it; raise `error` where that does not help."""
        self._tell(f"Asking {self._target} again with TLS 1.2")
        try:
            handshake = self._ask(self._engine(up_to_1_2=True), waiter)
        except FetchError:
            raise error from None
        from dataclasses import replace

        return replace(handshake, failure=f"{error.reason}; the chain came in a second one, with TLS 1.2")

    def _ask(self, engine: "Engine", waiter: "Waiter") -> Handshake:
        sock, address = self._reach(waiter)
        with closing(sock):
            early = self._prepare(sock, waiter)
            return self._shake_hands(sock, engine, address, early, waiter)

    def _reach(self, waiter: "Waiter") -> "tuple[socket.socket, Address]":
        if self._proxy is None:
            return self._connect(*self._target.endpoint, self._address, waiter)
        try:
            return self._connect(self._proxy.host, self._proxy.port, None, waiter)
        except FetchError as error:
            reason = f"the proxy cannot be reached: {error.reason}"
            raise FetchError(error.stage, error.cause, reason, error.hint, error.detail) from None

    def _connect(
        self, host: str, port: int, known: "Address | None", waiter: "Waiter"
    ) -> "tuple[socket.socket, Address]":
        from inspector.net.connect import connect

        if known is None:
            from inspector.net.resolve import resolve

            if ip_literal(host) is None:
                self._tell(f"Looking up {host}")
            addresses = resolve(host, port, self._options.family, waiter)
        else:
            addresses = (known,)
        self.stage = Stage.CONNECT
        return connect((host, port), addresses, waiter, self._tell)

    def _prepare(self, sock: "socket.socket", waiter: "Waiter") -> bytes:
        """Do what comes before the first byte of TLS; return what the other side already sent of it."""
        early = b""
        if self._proxy is not None:
            from inspector.net.proxy import open_tunnel

            self.stage = Stage.PROXY
            place = self._target.endpoint if self._address is None else self._address.host_and_port
            self._tell(f"Asking the proxy {self._proxy} for {join_port(*place)}")
            early = open_tunnel(sock, self._proxy, place, waiter)
        protocol = self._options.starttls
        if protocol is not None:
            from inspector.net.starttls.upgrade import upgrade

            self.stage = Stage.STARTTLS
            self._tell(f"Asking {self._target} in {protocol.label} to go on in TLS")
            upgrade(sock, protocol, str(self._target), waiter, early)
            early = b""
        return early

    def _shake_hands(
        self, sock: "socket.socket", engine: "Engine", address: "Address", early: bytes, waiter: "Waiter"
    ) -> Handshake:
        from inspector.net.exchange import End, shake_hands

        self.stage = Stage.TLS
        self._tell(f"TLS handshake with {self._target}")
        exchange = shake_hands(sock, engine, waiter, early)
        milliseconds = int((waiter.deadline.elapsed - self._began) * 1_000)
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
            client_certificate_sent=engine.client_certificate_sent,
            starttls=self._options.starttls.label if self._options.starttls else None,
        )
