"""Fetching an issuer from the address in a certificate: what is taken, and everything that is refused."""

import base64
import socket
import threading
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from net.credentials import Credential, issue
from net.opponents import Handler, Opponent, silence
from testdata import shared

from inspector.chain.certificate import parse_certificate
from inspector.chain.extensions.access import issuer_urls
from inspector.net import aia
from inspector.net.aia import AiaError, Place, fetch_issuers, is_public, parse_place
from inspector.net.cancel import Cancel
from inspector.net.resolve import Address


def anywhere(address: Address) -> bool:
    """Allow loopback too: the one thing that the tests need."""
    return True


def at(ip: str) -> Address:
    """Return an address for the rule."""
    return Address(socket.AF_INET6, (ip, 80, 0, 0)) if ":" in ip else Address(socket.AF_INET, (ip, 80))


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "192.0.2.7", "198.18.0.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "ff0e::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        *("2002:7f00:1::", "2002:a00:1::1", "2001:0:0:0:0:0:80ff:fffe", "not an address", ""),
    ],
)
def test_no_address_but_a_public_one_is_public(ip: str) -> None:
    """Loopback, private, link-local, shared, documentation, multicast, reserved; and IPv4 wrapped in IPv6."""
    assert not is_public(at(ip))


@pytest.mark.parametrize("ip", ["1.1.1.1", "8.8.8.8", "93.184.215.14", "2606:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are_public(ip: str) -> None:
    """Including one that a network with NAT64 gives to an IPv4 host."""
    assert is_public(at(ip))


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://ca.test", Place("ca.test", 80, "/")),
        ("HTTP://CA.test/A%20b.cer?x=1", Place("ca.test", 80, "/A%20b.cer?x=1")),
        ("http://ca.test?x", Place("ca.test", 80, "/?x")),
        ("http://ca.test:8080/a#b", Place("ca.test", 8080, "/a")),
        ("http://[2001:db8::1]:81/a", Place("2001:db8::1", 81, "/a")),
    ],
)
def test_addresses_of_http_are_understood(url: str, place: Place) -> None:
    """Host, port 80 where none is written, path and query; a fragment is no part of it."""
    assert parse_place(url) == place


@pytest.mark.parametrize(
    "url",
    [
        *("https://ca.test/a", "file:///etc/passwd", "ldap://127.0.0.1/x", "gopher://127.0.0.1:25/x", "ftp://ca.test"),
        *("", "http:", "http://", "http:///a", "ca.test/a", "//ca.test/a", "javascript:alert(1)"),
        *("http://user@ca.test/a", "http://user:x@127.0.0.1/a", "http://ca.test\\@127.0.0.1/", "http://ca.test:0/"),
        *("http://ca.test/a b", "http://ca.test/a\r\nHost: evil", "http://ca.test/a\n", "http://ca.test/\u00e9"),
        *("http://ca.test:99999/", "http://-/", "http://ca_test/", "http://*.test/", "http://ca.test:80:80/"),
    ],
)
def test_everything_else_is_refused_before_anything_is_looked_up(url: str) -> None:
    """Other schemes, user information, control characters, spaces, impossible hosts and ports."""
    with pytest.raises(AiaError) as caught:
        fetch_issuers(url, allowed=anywhere)
    assert caught.value.reason.isprintable()


def test_the_addresses_of_a_hostile_certificate_touch_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of its six is connected to: neither loopback, nor metadata, nor files, nor other schemes."""
    file = shared("testdata", "hostile") / "ext_aia_ssrf.der"
    certificate = parse_certificate(file.read_bytes())
    (access,) = [item.der for item in certificate.extensions if item.oid == "1.3.6.1.5.5.7.1.1"]
    urls = issuer_urls(access)
    assert len(urls) == 6

    def connected(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(aia, "connect", connected)
    for url in urls:
        with pytest.raises(AiaError):
            fetch_issuers(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_listener_on_loopback_stays_untouched(host: str) -> None:
    """By address and by name: the rule looks at what the name leads to."""
    try:
        opponent = Opponent(silence, "::1" if host == "[::1]" else "127.0.0.1")
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with opponent as server, pytest.raises(AiaError) as caught:
        fetch_issuers(f"http://{host}:{server.port}/x")
    assert server.connections == 0
    assert "not on a public address" in caught.value.reason


@pytest.fixture(scope="module")
def issuers() -> tuple[Credential, Credential]:
    """Return two authorities."""
    return issue("First Authority"), issue("Second Authority")


class Http:
    """A server that notes what it was asked and answers with these bytes."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self.asked: list[bytes] = []

    def __call__(self, sock: socket.socket, stop: threading.Event) -> None:
        """Take one request and answer."""
        got = b""
        while b"\r\n\r\n" not in got:
            got += sock.recv(4_096)
        self.asked.append(got)
        sock.sendall(self._answer)


def ok(body: bytes, *headers: str, length: bool = True) -> bytes:
    """Return an answer with this body."""
    lines = ["HTTP/1.1 200 OK", *headers, *([f"Content-Length: {len(body)}"] if length else []), "", ""]
    return "\r\n".join(lines).encode() + body


def got(handler: Handler) -> tuple[bytes, ...]:
    """Return what a server that does `handler` gives."""
    with Opponent(handler) as server:
        return fetch_issuers(f"http://127.0.0.1:{server.port}/a?b", allowed=anywhere)


def refused(handler: Handler, seconds: float = 10) -> str:
    """Return why nothing was had from a server that does `handler`."""
    with Opponent(handler) as server, pytest.raises(AiaError) as caught:
        fetch_issuers(f"http://127.0.0.1:{server.port}/a", allowed=anywhere, seconds=seconds)
    assert caught.value.reason.isprintable()
    return caught.value.reason


Body = Callable[[Credential, Credential], bytes]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (lambda first, _: first.der, 1),
        (lambda first, _: first.pem, 1),
        (lambda first, second: first.pem + second.pem, 2),
        (lambda first, second: _pkcs7(first, second, Encoding.DER), 2),
        (lambda first, second: _pkcs7(first, second, Encoding.PEM), 2),
        (lambda first, _: base64.b64encode(first.der), 1),
    ],
    ids=["DER", "PEM", "two in PEM", "PKCS #7", "PKCS #7 in PEM", "bare base64"],
)
@pytest.mark.parametrize("length", [True, False], ids=["with its length", "to the end"])
def test_every_form_is_understood(body: Body, count: int, length: bool, issuers: tuple[Credential, Credential]) -> None:
    """One certificate or several, whatever the server calls the form."""
    found = got(Http(ok(body(*issuers), length=length)))
    assert set(found) == {one.der for one in issuers[:count]}


def _pkcs7(first: Credential, second: Credential, encoding: Encoding) -> bytes:
    return pkcs7.serialize_certificates([first.certificate, second.certificate], encoding)


def test_the_request_says_no_more_than_it_must(issuers: tuple[Credential, Credential]) -> None:
    """Path and query as they stand, the host, and who asks: no cookie, no reference, no name of this machine."""
    server = Http(ok(issuers[0].der))
    got(server)
    (asked,) = server.asked
    lines = asked.decode().split("\r\n")
    assert lines[0] == "GET /a?b HTTP/1.0"
    assert {line.partition(":")[0] for line in lines[1:] if line} == {"Host", "User-Agent", "Accept"}


def test_redirects_are_not_followed(issuers: tuple[Credential, Credential]) -> None:
    """The place that is pointed to is not asked."""
    with Opponent(silence) as other:
        pointing = f"HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:{other.port}/\r\n\r\n".encode()
        assert "points elsewhere (301)" in refused(Http(pointing))
    assert other.connections == 0


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"HTTP/1.1 404 Not Found\r\n\r\n", "it answered 404"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "in a coding"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nabc", "in a coding"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n", "more than 64 KiB"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 70_000, "more than 64 KiB"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000, "more than 64 KiB"),
        (b"HTTP/1.1 200 OK\r\n\r\nhello", "no certificate"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "no certificate"),
        (b"SSH-2.0-x\r\n\r\n", "does not answer in http"),
        (b"\x00" * 100, "does not answer in http"),
        (b"", "without an answer"),
    ],
)
def test_other_answers_have_their_reason(answer: bytes, said: str) -> None:
    """Refused, cut off, in another coding, too long, no certificate, no http."""
    assert said in refused(Http(answer))


def test_a_flood_is_cut(issuers: tuple[Credential, Credential]) -> None:
    """An answer without end is read up to the bound."""

    def flood(sock: socket.socket, stop: threading.Event) -> None:
        sock.recv(4_096)
        sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not stop.is_set():
            sock.sendall(b"x" * 4_096)

    assert "more than 64 KiB" in refused(flood)


def test_a_silent_and_a_dripping_server_end_at_the_limit() -> None:
    """Traffic does not move it."""

    def drip(sock: socket.socket, stop: threading.Event) -> None:
        sock.recv(4_096)
        while not stop.wait(0.01):
            sock.sendall(b"H")

    assert refused(silence, 0.2) == "it did not answer within 0.2 s"
    assert refused(drip, 0.2) == "it did not answer within 0.2 s"


def test_cancelling_ends_it() -> None:
    """A switch that was used before asks nothing."""
    cancel = Cancel()
    cancel.set()
    with Opponent(silence) as server, pytest.raises(AiaError) as caught:
        fetch_issuers(f"http://127.0.0.1:{server.port}/a", allowed=anywhere, cancel=cancel)
    assert server.connections == 0
    assert "cancelled" in caught.value.reason


def test_nobody_there_is_a_reason() -> None:
    """A closed port and an unknown name."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(AiaError, match="refused the connection"):
        fetch_issuers(f"http://127.0.0.1:{port}/a", allowed=anywhere)
    with pytest.raises(AiaError, match="no host called"):
        fetch_issuers("http://nowhere.test/a", allowed=anywhere)
