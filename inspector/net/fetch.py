"""One chain from one host: name lookup, connection, proxy and handshake under one deadline."""

from contextlib import closing
from typing import TYPE_CHECKING

from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.handshake import Handshake
from inspector.net.options import DEFAULT_TIMEOUT, Family, FetchOptions, Progress
from inspector.net.target import Target, TargetError, join_port

if TYPE_CHECKING:
    import socket

    from inspector.net.proxy import Proxy
    from inspector.net.resolve import Address
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
    from inspector.net.waiting import CancelledError, ExpiredError, Waiter

    tell = progress or (lambda _: None)
    deadline = Deadline(options.timeout)
    proxy = _proxy(target, options)
    try:
        with Waiter(deadline, cancel or Cancel()) as waiter:
            sock, address = _reach(proxy, target, options, waiter, tell)
            with closing(sock):
                return _speak(sock, address, proxy, target, options, waiter, tell)
    except CancelledError:
        raise FetchError(Stage.TLS, Cause.CANCELLED, f"the fetch of {target} was cancelled", "") from None
    except ExpiredError:
        raise FetchError(
            Stage.NAME,
            Cause.TIMEOUT,
            f"looking up {proxy.host if proxy else target.endpoint[0]} took longer than {deadline}",
            "The name server does not answer: check the network connection; `--timeout` gives it longer.",
        ) from None


def _proxy(target: Target, options: FetchOptions) -> "Proxy | None":
    if options.proxy is None:
        return None
    import os

    from inspector.net.proxy import choose_proxy

    try:
        return choose_proxy(options.proxy, target, os.environ)
    except TargetError as error:
        raise FetchError(
            Stage.PROXY, Cause.BAD_PROXY, f"the proxy cannot be used: {error.reason}", error.hint
        ) from None


def _reach(
    proxy: "Proxy | None", target: Target, options: FetchOptions, waiter: "Waiter", tell: Progress
) -> "tuple[socket.socket, Address]":
    from inspector.net.connect import connect
    from inspector.net.resolve import resolve

    host, port = (proxy.host, proxy.port) if proxy else target.endpoint
    tell(f"Looking up {host}")
    addresses = resolve(host, port, options.family, waiter)
    return connect((host, port), addresses, waiter, tell)


def _speak(
    sock: "socket.socket",
    address: "Address",
    proxy: "Proxy | None",
    target: Target,
    options: FetchOptions,
    waiter: "Waiter",
    tell: Progress,
) -> Handshake:
    from inspector.net.exchange import End, shake_hands
    from inspector.net.failure import explain
    from inspector.net.tls import Engine

    early = b""
    if proxy is not None:
        from inspector.net.proxy import open_tunnel

        tell(f"Asking the proxy {proxy} for {join_port(*target.endpoint)}")
        early = open_tunnel(sock, proxy, target, waiter)
    tell(f"TLS handshake with {target}")
    engine = Engine(target.sni, legacy=options.legacy)
    exchange = shake_hands(sock, engine, waiter, early)
    milliseconds = waiter.deadline.milliseconds
    served = engine.served()
    failure = None
    if exchange.end is not End.DONE or not served:
        error = explain(str(target), exchange, engine, waiter.deadline)
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
        proxy=str(proxy) if proxy else None,
    )
