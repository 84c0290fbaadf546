"""A tunnel through an HTTP proxy with CONNECT (RFC 9110, section 9.3.6)."""

import base64
import re
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_network

from inspector.chain.host import ip_literal
from inspector.chain.text import visible
from inspector.net.bytewise import send
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.target import Target, TargetError, check_host, join_port, split_port
from inspector.net.waiting import READ, ExpiredError, Waiter

DEFAULT_PORT = 80

FROM_ENVIRONMENT = "env"
"""The word that stands for the proxy which the environment names."""

MAX_HEADER = 16_384
"""Bytes of a proxy's answer that are read before it is given up."""

_STATUS = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})(?: ([^\r\n]*))?")
_HINTS = {
    401: "Put the credentials into the proxy's URL: http://user:password@proxy:3128.",
    403: "The proxy does not allow this host or port: ask who runs it, or go without --proxy.",
    405: "This proxy does not tunnel: check its URL.",
    407: "Put the credentials into the proxy's URL: http://user:password@proxy:3128.",
    502: "The proxy could not reach the host: check host and port.",
    503: "The proxy could not reach the host: check host and port.",
    504: "The host did not answer the proxy in time: check host and port.",
}


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy."""

    host: str
    """Lower-case A-label name or IP address."""

    port: int
    """1 to 65535."""

    authorization: str | None = field(default=None, repr=False)
    """Value of the Proxy-Authorization header (RFC 7617), or None for a proxy without credentials."""

    def __str__(self) -> str:
        """Return `host:port`, IPv6 in brackets; never the credentials."""
        return join_port(self.host, self.port)


def parse_proxy(text: str) -> Proxy:
    """Return the proxy written as `http://[user[:password]@]host[:port]` or `host:port`; port 80 where none is written.

    Raises `TargetError`; its texts never hold the credentials.
    """
    scheme, found, rest = text.strip().partition("://")
    if not found:
        scheme, rest = "http", text.strip()
    if scheme.lower() != "http":
        kind = "an https" if scheme.lower() == "https" else "this kind of"
        raise TargetError(f"{kind} proxy is not supported", "write http://proxy.example.com:3128")
    user, at, place = rest.rpartition("@")
    host, port = split_port(re.split(r"[/?#]", place, maxsplit=1)[0])
    return Proxy(check_host(host), port or DEFAULT_PORT, _basic(user) if at else None)


def _basic(user: str) -> str:
    from urllib.parse import unquote_to_bytes

    name, _, password = user.partition(":")
    pair = unquote_to_bytes(name) + b":" + unquote_to_bytes(password)
    return "Basic " + base64.b64encode(pair).decode("ascii")


def choose_proxy(option: str | None, target: Target, environ: Mapping[str, str]) -> Proxy | None:
    """Return the proxy that `option` asks for, or None for a direct connection.

    `env` takes `https_proxy`, else `HTTPS_PROXY`, unless `no_proxy` or `NO_PROXY` names the host.
    Raises `TargetError`.
    """
    if option is None:
        return None
    if option != FROM_ENVIRONMENT:
        return parse_proxy(option)
    url = environ.get("https_proxy") or environ.get("HTTPS_PROXY")
    if not url or _is_exempt(target.endpoint[0], environ.get("no_proxy") or environ.get("NO_PROXY") or ""):
        return None
    return parse_proxy(url)


def _is_exempt(host: str, exceptions: str) -> bool:
    return any(_matches(host, entry) for entry in exceptions.replace(",", " ").lower().split())


def _matches(host: str, entry: str) -> bool:
    if entry == "*":
        return True
    address = ip_literal(host)
    if address is None:
        name = entry.partition(":")[0].removeprefix("*").strip(".")
        return bool(name) and (host == name or host.endswith(f".{name}"))
    with suppress(ValueError):
        return address in ip_network(entry.strip("[]"), strict=False)
    return False


def open_tunnel(sock: socket.socket, proxy: Proxy, to: tuple[str, int], waiter: Waiter) -> bytes:
    """Ask the proxy on `sock` for a tunnel to the host and port; return the bytes that came after its answer.

    Raises `FetchError` of stage proxy and `CancelledError`.
    """
    place = join_port(*to)
    lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    if proxy.authorization:
        lines.append(f"Proxy-Authorization: {proxy.authorization}")
    try:
        send(sock, "\r\n".join([*lines, "", ""]).encode("ascii"), waiter)
        header, rest = _read_header(sock, proxy, waiter)
    except ExpiredError:
        raise FetchError(
            Stage.PROXY,
            Cause.TIMEOUT,
            f"the proxy {proxy} did not answer within {waiter.deadline}",
            "Check that it is an HTTP proxy; --timeout gives it longer.",
        ) from None
    except OSError as error:
        raise FetchError(
            Stage.PROXY,
            Cause.RESET,
            f"the proxy {proxy} broke the connection off",
            "Check that it is an HTTP proxy and allows tunnels.",
            visible(error.strerror or "", 200),
        ) from None
    _judge(header, proxy, place)
    return rest


def _read_header(sock: socket.socket, proxy: Proxy, waiter: Waiter) -> tuple[bytes, bytes]:
    got = b""
    while True:
        if end := re.search(rb"\r?\n\r?\n", got):
            return got[: end.start()], got[end.end() :]
        if len(got) > MAX_HEADER:
            raise _not_a_proxy(proxy, f"its answer is longer than {MAX_HEADER // 1024} KiB", got)
        waiter.wait([(sock, READ)])
        try:
            data = sock.recv(4_096)
        except BlockingIOError:
            continue
        if not data:
            if got:
                raise _not_a_proxy(proxy, "its answer broke off", got)
            raise FetchError(
                Stage.PROXY,
                Cause.CLOSED,
                f"the proxy {proxy} closed the connection without an answer",
                "Check that it is an HTTP proxy and allows tunnels.",
            )
        got += data
        if not got.startswith(b"HTTP/"[: len(got)]):
            raise _not_a_proxy(proxy, "it does not speak HTTP", got)


def _not_a_proxy(proxy: Proxy, why: str, got: bytes) -> FetchError:
    from inspector.net.banner import describe

    return FetchError(
        Stage.PROXY,
        Cause.PROTOCOL,
        f"{proxy} answered, but not as an HTTP proxy: {why}",
        "Check the proxy's URL.",
        f"The answer: {describe(got)[0]}",
    )


def _judge(header: bytes, proxy: Proxy, place: str) -> None:
    line = header.splitlines()[0]
    status = _STATUS.fullmatch(line)
    if status is None:
        raise _not_a_proxy(proxy, "its first line is no HTTP status", header)
    code = int(status[1])
    if 200 <= code < 300:
        return
    phrase = visible((status[2] or b"").decode("latin-1").strip(), 80)
    said = f"{code} {phrase}".strip()
    raise FetchError(
        Stage.PROXY,
        Cause.PROXY_REFUSED,
        f"the proxy {proxy} opened no tunnel to {place}: {said}",
        _HINTS.get(code, "Check with who runs the proxy, or go without --proxy."),
    )
