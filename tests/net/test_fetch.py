"""Fetching from real TLS servers on loopback."""

import socket
import ssl
import threading
from pathlib import Path

import pytest
from net.credentials import Credential, issue, write
from net.opponents import Opponent, server_context, speak_tls

from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.fetch import Family, FetchOptions, fetch
from inspector.net.handshake import Handshake
from inspector.net.target import parse_target

OPTIONS = FetchOptions(timeout=5)
TLS12, TLS13 = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3


@pytest.fixture(scope="module")
def leaf(authority: Credential) -> Credential:
    """Return a server's certificate."""
    return issue("api.bank.test", authority)


@pytest.fixture
def files(tmp_path: Path, leaf: Credential, authority: Credential) -> tuple[Path, Path]:
    """Return the files of a chain, leaf then authority, and of the leaf's key."""
    return write(tmp_path, leaf, authority)


def bank(server: Opponent) -> str:
    """Return where the server of the bank is reached."""
    return f"127.0.0.1:{server.port}"


@pytest.mark.parametrize("version", [TLS12, TLS13], ids=["1.2", "1.3"])
def test_the_chain_and_the_facts_of_the_handshake_come_back(
    version: ssl.TLSVersion, files: tuple[Path, Path], leaf: Credential, authority: Credential
) -> None:
    """Certificates in their order, with version, cipher, group and address."""
    told: list[str] = []
    with Opponent(speak_tls(server_context(*files, version=version))) as server:
        target = parse_target("https://api.bank.test/login", connect_to=f"localhost:{server.port}")
        handshake = fetch(target, FetchOptions(timeout=5, family=Family.IPV4), progress=told.append)
    assert handshake.served == (leaf.der, authority.der)
    assert handshake.address == bank(server)
    assert handshake.version == ("TLS 1.2" if version is TLS12 else "TLS 1.3")
    assert handshake.cipher
    assert handshake.group
    assert 0 <= handshake.milliseconds < 5_500
    assert handshake.failure is None
    assert not handshake.client_certificate_requested
    assert handshake.proxy is None
    assert told == ["Looking up localhost", f"Connecting to {bank(server)}", "TLS handshake with api.bank.test:443"]


def test_tls_1_2_with_a_required_client_certificate_fails_and_shows_its_chain(
    files: tuple[Path, Path], leaf: Credential, authority: Credential
) -> None:
    """The server ends the handshake after its chain: the chain is there, with the reason."""
    context = server_context(*files, version=TLS12, client_authority=files[0])
    with Opponent(speak_tls(context)) as server:
        handshake = fetch(parse_target(bank(server)), OPTIONS)
    assert handshake.served == (leaf.der, authority.der)
    assert handshake.client_certificate_requested
    assert handshake.failure is not None
    assert "asked for a client certificate" in handshake.failure


def test_tls_1_3_with_a_required_client_certificate_succeeds(files: tuple[Path, Path], leaf: Credential) -> None:
    """The refusal of TLS 1.3 comes later: the handshake is good, and the request is noted."""
    context = server_context(*files, version=TLS13, client_authority=files[0])
    with Opponent(speak_tls(context)) as server:
        handshake = fetch(parse_target(bank(server)), OPTIONS)
    assert handshake.served[0] == leaf.der
    assert handshake.client_certificate_requested
    assert handshake.failure is None


def test_order_repetitions_and_strangers_are_kept(tmp_path: Path, leaf: Credential, authority: Credential) -> None:
    """What the server sends is what comes back, however odd."""
    stranger = issue("Stranger")
    chain = (leaf, stranger, authority, authority, leaf)
    with Opponent(speak_tls(server_context(*write(tmp_path, *chain)))) as server:
        handshake = fetch(parse_target(bank(server)), OPTIONS)
    assert handshake.served == tuple(one.der for one in chain)


@pytest.mark.parametrize("version", [TLS12, TLS13], ids=["1.2", "1.3"])
def test_a_chain_over_100_kib_is_explained(
    version: ssl.TLSVersion, tmp_path: Path, leaf: Credential, authority: Credential
) -> None:
    """The library's limit has words of its own."""
    huge = issue("huge.test", authority, ballast=110_000)
    context = server_context(*write(tmp_path, leaf, huge), version=version)
    with Opponent(speak_tls(context)) as server, pytest.raises(FetchError) as caught:
        fetch(parse_target(bank(server)), OPTIONS)
    assert caught.value.cause is Cause.PROTOCOL
    assert "longer than 100 KiB" in caught.value.reason


def test_two_hundred_certificates_arrive(tmp_path: Path, leaf: Credential, authority: Credential) -> None:
    """A long chain below the limit is kept whole."""
    with Opponent(speak_tls(server_context(*write(tmp_path, leaf, *[authority] * 199)))) as server:
        handshake = fetch(parse_target(bank(server)), OPTIONS)
    assert handshake.served == (leaf.der, *[authority.der] * 199)


@pytest.mark.parametrize("version", [TLS12, TLS13], ids=["1.2", "1.3"])
def test_weak_keys_are_fetched(version: ssl.TLSVersion, tmp_path: Path) -> None:
    """What clients refuse is shown here, and judged elsewhere."""
    weak = issue("weak.test", rsa_bits=1_024)
    with Opponent(speak_tls(server_context(*write(tmp_path, weak), version=version))) as server:
        handshake = fetch(parse_target(bank(server)), OPTIONS)
    assert handshake.served == (weak.der,)
    assert handshake.failure is None


class Names:
    """Remembers the server names that clients send, and answers each with its own certificate."""

    def __init__(self, folder: Path, default: Credential, *others: Credential) -> None:
        self.seen: list[str | None] = []
        self.context = self._context(folder / "default", default)
        self._contexts = {
            other.certificate.subject.rfc4514_string().removeprefix("CN="): self._context(folder / str(number), other)
            for number, other in enumerate(others)
        }
        self.context.sni_callback = self._choose

    def _context(self, folder: Path, credential: Credential) -> ssl.SSLContext:
        folder.mkdir()
        return server_context(*write(folder, credential))

    def _choose(self, connection: ssl.SSLSocket | ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        self.seen.append(name)
        if name in self._contexts:
            connection.context = self._contexts[name]


def test_the_server_name_chooses_the_certificate(tmp_path: Path, authority: Credential) -> None:
    """SNI is the name that was asked for, without trailing dot, or the given one; an IP address sends none."""
    default, one, two = issue("default.test"), issue("one.test"), issue("xn--bcher-kva.test")
    names = Names(tmp_path, default, one, two)
    with Opponent(speak_tls(names.context)) as server:

        def ask(text: str, server_name: str | None = None) -> Handshake:
            return fetch(parse_target(text, server_name=server_name, connect_to=bank(server)), OPTIONS)

        assert ask("one.test").served == (one.der,)
        assert ask("One.Test.").served == (one.der,)
        assert ask("bücher.test").served == (two.der,)
        assert ask("192.0.2.1", "one.test").served == (one.der,)
        assert ask("192.0.2.1").served == (default.der,)
        assert ask("[2001:db8::1]:443").served == (default.der,)
        assert ask("one.test", "192.0.2.1").served == (default.der,)
    assert names.seen == ["one.test", "one.test", "xn--bcher-kva.test", "one.test", None, None, None]


def test_tls_1_0_needs_legacy(files: tuple[Path, Path], leaf: Credential) -> None:
    """An old server is refused with the way out named, and read when that way is taken."""
    context = server_context(*files, version=ssl.TLSVersion.TLSv1, ciphers="ALL@SECLEVEL=0")
    with Opponent(speak_tls(context)) as server:
        with pytest.raises(FetchError) as caught:
            fetch(parse_target(bank(server)), OPTIONS)
        handshake = fetch(parse_target(bank(server)), FetchOptions(timeout=5, legacy=True))
    assert caught.value.cause in {Cause.ALERT, Cause.PROTOCOL}
    assert "--legacy" in caught.value.hint
    assert handshake.version == "TLS 1.0"
    assert handshake.served[0] == leaf.der


def test_ipv6_only_servers_are_reached(files: tuple[Path, Path], leaf: Credential) -> None:
    """A server on ::1 alone is found, its address written in brackets; IPv4 alone is refused with the family named."""
    try:
        opponent = Opponent(speak_tls(server_context(*files)), "::1")
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with opponent as server:
        target = parse_target(f"[::1]:{server.port}", server_name="api.bank.test")
        handshake = fetch(target, FetchOptions(timeout=5, family=Family.IPV6))
        with pytest.raises(FetchError) as caught:
            fetch(target, FetchOptions(timeout=5, family=Family.IPV4))
    assert handshake.address == f"[::1]:{server.port}"
    assert handshake.served[0] == leaf.der
    assert (caught.value.stage, caught.value.cause) == (Stage.NAME, Cause.NO_ADDRESS)
    assert caught.value.reason == "::1 has no IPv4 address"


def test_a_server_that_drips_its_chain_cannot_outlast_the_deadline(files: tuple[Path, Path], leaf: Credential) -> None:
    """Time that passes after the chain has come is told as the reason; the chain is there."""
    context = server_context(*files, version=TLS12)

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        secure = context.wrap_bio(incoming, outgoing, server_side=True)
        incoming.write(sock.recv(65_536))
        with pytest.raises(ssl.SSLWantReadError):
            secure.do_handshake()
        flight = outgoing.read()
        sock.sendall(flight[:-1])
        while not stop.wait(0.05):
            sock.sendall(b"")

    with Opponent(handler) as server:
        handshake = fetch(parse_target(bank(server)), FetchOptions(timeout=0.5))
    assert handshake.served[0] == leaf.der
    assert handshake.failure == f"{bank(server)} did not finish the handshake within 0.5 s"


def test_a_closed_port_names_the_stage_and_the_way_out() -> None:
    """Nothing listens: connect, refused."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetch(parse_target(f"127.0.0.1:{port}"), OPTIONS)
    assert (caught.value.stage, caught.value.cause) == (Stage.CONNECT, Cause.REFUSED)
    assert caught.value.reason == f"127.0.0.1:{port} refused the connection"
    assert "check the port" in caught.value.hint


def test_no_time_at_all_is_a_timeout() -> None:
    """A limit of zero ends at the first wait."""
    with Opponent(lambda sock, stop: None) as server, pytest.raises(FetchError) as caught:
        fetch(parse_target(bank(server)), FetchOptions(timeout=0))
    assert caught.value.cause is Cause.TIMEOUT
