"""The bounds of asking for an issuer: which places, how often, how long, how much, and just above each of them."""

import socket
from typing import NoReturn

import pytest
from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID
from net.opponents import Opponent
from net.test_aia import Http, anywhere, at, ok, refused
from trust.making import make, make_leaf

from inspector import missing
from inspector.chain.container import to_pem
from inspector.net import aia
from inspector.net.aia import MAX_BYTES, SECONDS, AiaError, fetch_issuers, is_public
from inspector.net.options import FetchOptions
from inspector.net.resolve import Address

ROOT = make("Root", signs=True)
LOOPBACK_SPELT = ("2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.1", "0x7f.1", "017700000001", "0", "0.0")


class Stop(Exception):  # noqa: N818 - it ends a test where a connection would be made
    """A connection would be made."""


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Address]:
    """Return the addresses that are connected to; nothing is."""
    found: list[Address] = []

    def connect(_: object, addresses: tuple[Address, ...], *__: object) -> NoReturn:
        found.extend(addresses)
        raise Stop

    monkeypatch.setattr(aia, "connect", connect)
    return found


def answering(monkeypatch: pytest.MonkeyPatch, *rounds: tuple[str, ...]) -> list[str]:
    """Let the resolver give these addresses, another round each time; return the names that it was asked."""
    asked: list[str] = []

    def look_up(host: bytes, port: int, *_: object) -> list[tuple[object, ...]]:
        asked.append(host.decode())
        found = rounds[min(len(asked), len(rounds)) - 1]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, port, 0, 0))
            if ":" in ip
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in found
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("host", LOOPBACK_SPELT)
def test_other_spellings_of_loopback_are_not_asked(host: str, tried: list[Address]) -> None:
    """Decimal, hexadecimal, octal and short forms, which the system's own resolver takes for 127.0.0.1 or 0.0.0.0."""
    with pytest.raises(AiaError):
        fetch_issuers(f"http://{host}/issuer.cer")
    assert tried == []


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0", "::1", "fe80::1"),
        *("fec0::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::a00:1", "3fff::1"),
        *("64:ff9b:1::7f00:1", "2002:7f00:1::", "192.0.0.8", "192.88.99.1", "198.51.100.1", "4000::1", "ff0e::1"),
    ],
)
def test_a_name_that_leads_to_a_private_place_is_not_asked(
    ip: str, tried: list[Address], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the name server answers, the address decides."""
    asked = answering(monkeypatch, (ip,))
    with pytest.raises(AiaError, match="not on a public address"):
        fetch_issuers("http://ca.example.org/issuer.cer")
    assert asked == ["ca.example.org"]
    assert tried == []


def test_of_mixed_answers_only_the_public_ones_are_asked(tried: list[Address], monkeypatch: pytest.MonkeyPatch) -> None:
    """A private address beside a public one is no way round."""
    answering(monkeypatch, ("10.0.0.1", "93.184.215.14", "::1", "2606:4700::1111", "::ffff:10.0.0.1"))
    with pytest.raises(Stop):
        fetch_issuers("http://ca.example.org/issuer.cer")
    assert {address.place[0] for address in tried} == {"93.184.215.14", "2606:4700::1111"}


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is looked up once: a second answer, which leads elsewhere, is never had."""
    checked: list[Address] = []

    def allowed(address: Address) -> bool:
        checked.append(address)
        return True

    with Opponent(Http(ok(ROOT.certificate.der))) as server:
        with monkeypatch.context() as patch:
            asked = answering(patch, ("127.0.0.1",), ("127.9.9.9",))
            assert fetch_issuers(f"http://ca.example.org:{server.port}/a", allowed=allowed) == (ROOT.certificate.der,)
        assert server.connections == 1
    assert asked == ["ca.example.org"]
    assert checked == [Address(socket.AF_INET, ("127.0.0.1", server.port))]


@pytest.mark.parametrize("url", ["http://user@ca.test/", "http://user:word@ca.test/", "http://ca.test@127.0.0.1/"])
def test_user_information_is_refused_before_anything_is_looked_up(
    url: str, monkeypatch: pytest.MonkeyPatch, tried: list[Address]
) -> None:
    """Neither name is asked of the resolver."""
    asked = answering(monkeypatch, ("93.184.215.14",))
    with pytest.raises(AiaError):
        fetch_issuers(url)
    assert asked == []
    assert tried == []


@pytest.mark.parametrize(("port", "taken"), [("1", True), ("65535", True), ("0", False), ("65536", False), ("", True)])
def test_ports_are_those_that_exist(
    port: str, taken: bool, monkeypatch: pytest.MonkeyPatch, tried: list[Address]
) -> None:
    """1 to 65535, and 80 where none is written."""
    answering(monkeypatch, ("93.184.215.14",))
    with pytest.raises(Stop if taken else AiaError):
        fetch_issuers(f"http://ca.test:{port}/" if port else "http://ca.test/")
    assert [address.place[1] for address in tried] == ([int(port or "80")] if taken else [])


@pytest.mark.parametrize("code", [300, 301, 302, 303, 307, 308])
def test_no_redirect_is_followed(code: int) -> None:
    """Of every kind, and the answer says so."""
    with Opponent(Http(b"")) as other:
        pointing = f"HTTP/1.1 {code} Elsewhere\r\nLocation: http://127.0.0.1:{other.port}/\r\n\r\n".encode()
        assert f"points elsewhere ({code}), which is not followed" in refused(Http(pointing))
    assert other.connections == 0


@pytest.mark.parametrize("over", [0, 1])
def test_an_answer_is_as_long_as_it_may_be(over: int) -> None:
    """Header and body of exactly the bound are taken; one byte above it is refused with the bound."""
    text = to_pem(ROOT.certificate.der).encode()
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    answer = Http(head + text + b"\n" * (MAX_BYTES - len(head) - len(text) + over))
    if over:
        assert refused(answer) == f"it answers with more than {MAX_BYTES // 1024} KiB"
        return
    with Opponent(answer) as server:
        assert fetch_issuers(f"http://127.0.0.1:{server.port}/", allowed=anywhere) == (ROOT.certificate.der,)


def test_one_address_is_asked_for_five_seconds_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of http in the certificate, once, whatever time is left; the others stay untouched."""
    asked: list[tuple[str, float]] = []

    def fetch(url: str, *, seconds: float, **_: object) -> NoReturn:
        asked.append((url, seconds))
        raise AiaError("it answered 404")

    monkeypatch.setattr(missing, "fetch_issuers", fetch)
    urls = ["ldap://ca.test/a", "https://ca.test/a", "http://first.test/a", "http://second.test/a"]
    access = x509.AuthorityInformationAccess(
        [
            x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(url))
            for url in urls
        ]
    )
    leaf = make_leaf(make("Issuing", ROOT, signs=True), extra=[(access, False)]).certificate
    for left in (60.0, SECONDS, 2.0):
        found = missing.fetch_missing([leaf], FetchOptions(), seconds=left)
        assert found is not None
        assert found.problem == "it answered 404"
    assert asked == [("http://first.test/a", min(left, SECONDS)) for left in (60.0, SECONDS, 2.0)]
    assert (SECONDS, MAX_BYTES) == (5.0, 65_536)


@pytest.mark.parametrize("ip", ["2000::1", "3ffe::1", "2a00:1450::1", "192.0.1.1", "9.9.9.9"])
def test_what_is_public_stays_so(ip: str) -> None:
    """Global unicast addresses of both families."""
    assert is_public(at(ip))
