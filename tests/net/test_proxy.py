"""Tunnels through an HTTP proxy: what is asked, what is believed, and what is never told."""

import base64
import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from net.credentials import Credential, issue, write
from net.opponents import Handler, Opponent, say, server_context, silence, speak_tls

from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.proxy import MAX_HEADER, Proxy, choose_proxy, parse_proxy
from inspector.net.target import TargetError, parse_target

BANK = parse_target("api.bank.test")


class Tunnel:
    """A proxy that remembers what it was asked, and leads every tunnel to one port on loopback."""

    def __init__(self, port: int) -> None:
        self.asked = b""
        self._port = port

    def __call__(self, sock: socket.socket, stop: threading.Event) -> None:
        """Read the request, answer, and pass bytes both ways until one side ends."""
        while b"\r\n\r\n" not in self.asked:
            self.asked += sock.recv(4_096)
        with socket.create_connection(("127.0.0.1", self._port)) as server:
            for piece in (b"HTTP/1.1 200 Conn", b"ection established\r\nVia: 1.1 test\r\n", b"\r\n"):
                sock.sendall(piece)
            back = threading.Thread(target=self._pass_on, args=(server, sock))
            back.start()
            self._pass_on(sock, server)
            back.join()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


@pytest.fixture
def leaf() -> Credential:
    """Return a server's certificate."""
    return issue("api.bank.test")


@pytest.fixture
def server(tmp_path: Path, leaf: Credential) -> Iterator[Opponent]:
    """Serve the bank."""
    with Opponent(speak_tls(server_context(*write(tmp_path, leaf)))) as running:
        yield running


def test_the_chain_comes_through_the_tunnel(server: Opponent, leaf: Credential) -> None:
    """The proxy is asked for the target by name, and nothing else is looked up; credentials are sent as Basic."""
    told: list[str] = []
    tunnel = Tunnel(server.port)
    with Opponent(tunnel) as proxy:
        url = f"http://me:p%40ss:word@127.0.0.1:{proxy.port}/"
        handshake = fetch(BANK, FetchOptions(timeout=5, proxy=url), progress=told.append)
    assert handshake.served == (leaf.der,)
    assert handshake.proxy == handshake.address == f"127.0.0.1:{proxy.port}"
    expected = base64.b64encode(b"me:p@ss:word").decode()
    assert tunnel.asked.decode().splitlines() == [
        "CONNECT api.bank.test:443 HTTP/1.1",
        "Host: api.bank.test:443",
        f"Proxy-Authorization: Basic {expected}",
        "",
    ]
    assert told == [
        f"Connecting to 127.0.0.1:{proxy.port}",
        f"Asking the proxy 127.0.0.1:{proxy.port} for api.bank.test:443",
        "TLS handshake with api.bank.test:443",
    ]


def test_the_tunnel_leads_to_where_connect_to_says(server: Opponent, leaf: Credential) -> None:
    """IPv6 in brackets, no credentials where the URL has none."""
    tunnel = Tunnel(server.port)
    with Opponent(tunnel) as proxy:
        target = parse_target("api.bank.test", connect_to="[2001:db8::1]:8443")
        handshake = fetch(target, FetchOptions(timeout=5, proxy=f"127.0.0.1:{proxy.port}"))
    assert handshake.served == (leaf.der,)
    assert tunnel.asked == b"CONNECT [2001:db8::1]:8443 HTTP/1.1\r\nHost: [2001:db8::1]:8443\r\n\r\n"


def drip(sock: socket.socket, stop: threading.Event) -> None:
    """Answer with one byte every now and then."""
    for byte in b"HTTP/1.1 200 Connection established" * 10:
        sock.sendall(bytes((byte,)))
        if stop.wait(0.1):
            return


@pytest.mark.parametrize(
    ("handler", "cause", "reason", "hint"),
    [
        (
            say(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", after=999),
            Cause.PROXY_REFUSED,
            "407 Proxy",
            "user:",
        ),
        (
            say(b"HTTP/1.0 403 Forbidden\r\nX: y\r\n\r\n<html>", after=999),
            Cause.PROXY_REFUSED,
            "403 Forbidden",
            "allow",
        ),
        (say(b"HTTP/1.1 502 Bad Gateway\n\n", after=999), Cause.PROXY_REFUSED, "502 Bad Gateway", "host and port"),
        (say(b"HTTP/1.1 503\r\n\r\n", after=999), Cause.PROXY_REFUSED, "api.bank.test:443: 503", "host and port"),
        (say(b"HTTP/1.1 403 \x1b]0;x\x07\xe9\r\n\r\n", after=999), Cause.PROXY_REFUSED, "403 \\x1b]0;x\\x07é", "allow"),
        (say(b"SSH-2.0-OpenSSH_9.9\r\n", after=999), Cause.PROTOCOL, "not as an HTTP proxy", "URL"),
        (say(b"\x15\x03\x01\0\2\2\x46", after=999), Cause.PROTOCOL, "not as an HTTP proxy", "URL"),
        (say(b"HTTP/1.1 2000 Yes\r\n\r\n", after=999), Cause.PROTOCOL, "no HTTP status", "URL"),
        (say(b"HTTP/1.1 200 OK\r\nX: " + b"y" * MAX_HEADER, after=999), Cause.PROTOCOL, "longer than 16 KiB", "URL"),
        (say(b"HTTP/1.1 200 Connec", after=999), Cause.PROTOCOL, "broke off", "URL"),
        (say(b"", after=999), Cause.CLOSED, "closed the connection without an answer", "tunnels"),
        (silence, Cause.TIMEOUT, "did not answer within 0.5 s", "--timeout"),
        (drip, Cause.TIMEOUT, "did not answer within 0.5 s", "--timeout"),
    ],
)
def test_other_answers_are_explained(handler: Handler, cause: Cause, reason: str, hint: str) -> None:
    """Refusals, garbage, too much, and too slow: stage proxy, a cause, visible words, and never the credentials."""
    with Opponent(handler) as proxy:
        options = FetchOptions(timeout=0.5, proxy=f"http://me:secret@127.0.0.1:{proxy.port}")
        with pytest.raises(FetchError) as caught:
            fetch(BANK, options)
    error = caught.value
    assert (error.stage, error.cause) == (Stage.PROXY, cause)
    assert reason in error.reason
    assert hint in error.hint
    texts = (error.reason, error.hint, error.detail, repr(options))
    assert all(text.isprintable() and "secret" not in text for text in texts)


def test_an_answer_of_tls_after_the_tunnel_belongs_to_the_handshake() -> None:
    """Bytes behind the proxy's answer are the server's first: here an alert."""
    answer = b"HTTP/1.1 200 OK\r\n\r\n\x15\x03\x03\0\2\2\x28"
    with Opponent(say(answer, after=999)) as proxy, pytest.raises(FetchError) as caught:
        fetch(BANK, FetchOptions(timeout=2, proxy=f"http://127.0.0.1:{proxy.port}"))
    assert (caught.value.stage, caught.value.cause) == (Stage.TLS, Cause.ALERT)


@pytest.mark.parametrize(
    ("text", "shown", "authorization"),
    [
        ("http://proxy.test:3128", "proxy.test:3128", None),
        ("HTTP://Proxy.Test", "proxy.test:80", None),
        ("proxy.test:3128", "proxy.test:3128", None),
        ("http://[::1]:3128/", "[::1]:3128", None),
        ("http://me@proxy.test", "proxy.test:80", "Basic bWU6"),
        ("http://me:a/b#c@proxy.test:1/", "proxy.test:1", "Basic bWU6YS9iI2M="),
    ],
)
def test_a_proxy_url_is_understood(text: str, shown: str, authorization: str | None) -> None:
    """Host, port and credentials, which its text leaves out."""
    proxy = parse_proxy(text)
    assert str(proxy) == shown
    assert proxy.authorization == authorization
    assert "Basic" not in repr(proxy)


@pytest.mark.parametrize("text", ["https://proxy.test", "socks5://proxy.test", "http://", "http://proxy.test:0", ""])
def test_other_proxy_urls_are_refused(text: str) -> None:
    """What is not supported says so, as an error of the command line and of a fetch."""
    with pytest.raises(TargetError):
        parse_proxy(text)
    with pytest.raises(FetchError) as caught:
        fetch(BANK, FetchOptions(proxy=text))
    assert (caught.value.stage, caught.value.cause) == (Stage.PROXY, Cause.BAD_PROXY)


def test_a_refused_url_keeps_its_credentials_secret() -> None:
    """Neither password nor user stand in the words."""
    for text in ("https://me:secret@proxy.test", "http://me:secret@proxy.test:70000", "http://me:secret#@:x"):
        with pytest.raises(TargetError) as caught:
            parse_proxy(text)
        assert "secret" not in caught.value.reason + caught.value.hint


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, None),
        ({"https_proxy": ""}, None),
        ({"http_proxy": "http://proxy.test:1", "all_proxy": "http://proxy.test:2"}, None),
        ({"https_proxy": "http://proxy.test:1"}, "proxy.test:1"),
        ({"HTTPS_PROXY": "http://proxy.test:2"}, "proxy.test:2"),
        ({"https_proxy": "http://proxy.test:1", "HTTPS_PROXY": "http://proxy.test:2"}, "proxy.test:1"),
        ({"https_proxy": "proxy.test:1", "no_proxy": "api.bank.test"}, None),
        ({"https_proxy": "proxy.test:1", "NO_PROXY": "other.test, .BANK.test"}, None),
        ({"https_proxy": "proxy.test:1", "no_proxy": "*.bank.test"}, None),
        ({"https_proxy": "proxy.test:1", "no_proxy": "bank.test:443"}, None),
        ({"https_proxy": "proxy.test:1", "no_proxy": "*"}, None),
        ({"https_proxy": "proxy.test:1", "no_proxy": "ank.test,10.0.0.0/8,,."}, "proxy.test:1"),
    ],
)
def test_the_environment_is_read_as_curl_reads_it(environ: dict[str, str], expected: str | None) -> None:
    """`env` takes the lower-case name first and obeys the exceptions."""
    found = choose_proxy("env", BANK, environ)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(("exceptions", "direct"), [("10.0.0.0/8", True), ("10.1.2.3", True), ("10.1.2.4,2.3", False)])
def test_addresses_are_excepted_by_network(exceptions: str, direct: bool) -> None:
    """An IP address is compared as an address, never by the end of its text."""
    found = choose_proxy("env", parse_target("10.1.2.3"), {"https_proxy": "proxy.test:1", "no_proxy": exceptions})
    assert (found is None) == direct


def test_the_environment_is_not_read_unasked(
    monkeypatch: pytest.MonkeyPatch, server: Opponent, leaf: Credential
) -> None:
    """Without the word `env` a proxy in the environment is ignored; with it, it is used."""
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    target = parse_target("api.bank.test", connect_to=f"127.0.0.1:{server.port}")
    assert fetch(target, FetchOptions(timeout=5)).served == (leaf.der,)
    assert choose_proxy(None, target, {"https_proxy": "http://127.0.0.1:1"}) is None
    with pytest.raises(FetchError) as caught:
        fetch(target, FetchOptions(timeout=5, proxy="env"))
    assert (caught.value.stage, caught.value.cause) == (Stage.CONNECT, Cause.REFUSED)
    assert caught.value.reason.startswith("the proxy cannot be reached: 127.0.0.1:")
    assert choose_proxy("http://127.0.0.1:2", target, {}) == Proxy("127.0.0.1", 2)
