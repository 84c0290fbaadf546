"""`pin --all-addresses`: the leaf keys of every address join a picked leaf, or are left out by name."""

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from cli.conftest import Cli
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from net.credentials import Credential, write
from net.hosts import Book
from net.opponents import Handler, Opponent, server_context, silence, speak_tls
from trust.making import AT, HOST, Made, make, make_leaf

from inspector.chain.container import to_pem
from inspector.net.ask_faces import ask_faces

PIN = re.compile(r"sha256/[A-Za-z0-9+/]{43}=")
NOW = f"{AT:%Y-%m-%dT%H:%M:%SZ}"
SPARE = "sha256/r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E="


def pin_of(made: Made) -> str:
    """Return the pin of the key as cryptography encodes it."""
    spki = made.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return "sha256/" + base64.b64encode(hashlib.sha256(spki).digest()).decode()


@dataclass(frozen=True)
class Bank:
    """An authority with two intermediates, and its roots file."""

    root: Made
    first: Made
    second: Made
    roots: Path


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """Return the authority."""
    root = make("Root", signs=True)
    file = tmp_path_factory.mktemp("bank") / "roots.pem"
    file.write_text(to_pem(root.certificate.der))
    return Bank(root, make("First", root, signs=True), make("Second", root, signs=True), file)


class Hosts:
    """Starts a server on an address of its own for each chain, and answers lookups with all of them."""

    def __init__(self, folder: Path, stack: ExitStack, monkeypatch: pytest.MonkeyPatch, roots: Path) -> None:
        self._folder, self._stack, self._monkeypatch, self._roots = folder, stack, monkeypatch, roots

    def __call__(self, *chains: tuple[Made, ...] | None) -> tuple[str, ...]:
        """Return the target and its options; None is an address that never answers."""
        servers = [self._server(number, chain) for number, chain in enumerate(chains)]
        book = Book(*((f"127.0.0.{number + 1}", server.port) for number, server in enumerate(servers)))
        self._monkeypatch.setattr("inspector.net.ask_faces.ask_faces", partial(ask_faces, lookup=book))
        place = ("--connect-to", f"127.0.0.1:{servers[0].port}")
        return (HOST, *place, "--roots", str(self._roots), "--at", NOW, "--all-addresses")

    def _server(self, number: int, chain: tuple[Made, ...] | None) -> Opponent:
        handler: Handler = silence
        if chain is not None:
            folder = self._folder / str(number)
            folder.mkdir()
            handler = speak_tls(server_context(*write(folder, *map(_credential, chain))))
        return self._stack.enter_context(Opponent(handler, f"127.0.0.{number + 1}"))


def _credential(made: Made) -> Credential:
    key = cast("ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey", made.key)
    return Credential(x509.load_der_x509_certificate(made.certificate.der), key)


@pytest.fixture
def hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bank: Bank) -> Iterator[Hosts]:
    """Return what starts the servers, whose root counts as a public one."""
    monkeypatch.setattr("inspector.trust.assess.is_public_root", lambda found: found.subject.readable == "Root")
    with ExitStack() as stack:
        yield Hosts(tmp_path, stack, monkeypatch, bank.roots)


def test_the_union_of_all_leaf_keys_is_written(cli: Cli, hosts: Hosts, bank: Bank) -> None:
    """Three addresses, three keys: each pin once, with its own comment, the own leaf first."""
    leaves = [make_leaf(bank.first) for _ in range(2)]
    leaves.append(make_leaf(bank.second, key=rsa.generate_private_key(65_537, 2_048)))
    target = hosts((leaves[0], bank.first), (leaves[1], bank.first), (leaves[2], bank.second))
    outcome = cli("pin", *target, "--for", "okhttp-kotlin", "--pick", "leaf")
    assert outcome.code == 0, outcome.err
    assert PIN.findall(outcome.out) == [pin_of(leaf) for leaf in leaves]
    assert f"// leaf: {HOST}, valid to 2027-01-23\n" in outcome.out
    assert f"// leaf: {HOST}, EC P-256, also served, valid to 2027-01-23\n" in outcome.out
    assert f"// leaf: {HOST}, RSA 2048, also served, valid to 2027-01-23\n" in outcome.out
    assert [PIN.findall(line)[0] for line in outcome.err.splitlines() if "Pinned too" in line] == [
        pin_of(leaf) for leaf in leaves[1:]
    ]
    assert "NOT COMPLETE" not in outcome.err


def test_without_the_option_the_own_leaf_is_pinned_alone(cli: Cli, hosts: Hosts, bank: Bank) -> None:
    """Nothing else is asked."""
    own, other = make_leaf(bank.first), make_leaf(bank.first)
    target = hosts((own, bank.first), (other, bank.first))[:-1]
    outcome = cli("pin", *target, "--for", "okhttp-kotlin", "--pick", "leaf")
    assert PIN.findall(outcome.out) == [pin_of(own)]


def test_the_default_choice_keeps_its_authority(cli: Cli, hosts: Hosts, bank: Bank) -> None:
    """Leaves first, then the layer above."""
    own, other = make_leaf(bank.first), make_leaf(bank.second)
    target = hosts((own, bank.first), (other, bank.second))
    outcome = cli("pin", *target, "--for", "okhttp-kotlin", "--backup", pin_of(other))
    assert PIN.findall(outcome.out) == [pin_of(own), pin_of(other), pin_of(bank.first)]
    assert "backup, not in the chain" not in outcome.out
    assert "it is no backup" in outcome.err


@pytest.mark.parametrize("client", ["okhttp-java", "nsc", "tlsa", "curl", "apple", "go", "ktor", "swift-delegate"])
def test_every_kind_of_client_takes_the_union(cli: Cli, hosts: Hosts, bank: Bank, client: str) -> None:
    """Both leaf pins stand in the snippet, in base64 or in hexadecimal digits."""
    own, other = make_leaf(bank.first), make_leaf(bank.first, key=rsa.generate_private_key(65_537, 2_048))
    target = hosts((own, bank.first), (other, bank.first))
    outcome = cli("pin", *target, "--for", client, "--pick", "leaf")
    assert outcome.code == 0, outcome.err
    for leaf in (own, other):
        text = pin_of(leaf).removeprefix("sha256/")
        assert text in outcome.out or base64.b64decode(text).hex() in outcome.out


def test_a_chain_that_is_not_trusted_is_left_out_by_name(cli: Cli, hosts: Hosts, bank: Bank) -> None:
    """An address with a stranger's certificate, one with an expired, one without its intermediate: no pin of theirs."""
    own = make_leaf(bank.first)
    stranger = make_leaf(make("Stranger"))
    late, cold = make_leaf(bank.first, days=(-60, -1)), make_leaf(bank.second)
    target = hosts((own, bank.first), (stranger,), (late, bank.first), (cold,))
    outcome = cli("pin", *target, "--for", "okhttp-kotlin", "--pick", "leaf")
    assert outcome.code == 0, outcome.err
    assert PIN.findall(outcome.out) == [pin_of(own)]
    left = [line for line in outcome.err.splitlines() if "Left out" in line]
    assert [PIN.findall(line)[0] for line in left] == [pin_of(stranger), pin_of(late), pin_of(cold)]
    assert all(f"127.0.0.{number}:" in line for number, line in enumerate(left, 2))


def test_a_set_that_locks_an_address_out_is_refused(cli: Cli, hosts: Hosts, bank: Bank) -> None:
    """The picked intermediate stands in one chain only; with the leaf picked too, or a layer of both, it is fine."""
    own, other = make_leaf(bank.first), make_leaf(bank.second)
    target = hosts((own, bank.first), (other, bank.second))
    outcome = cli("pin", *target, "--for", "nsc", "--pick", "intermediate")
    assert (outcome.code, outcome.out) == (1, "")
    assert "127.0.0.2:" in outcome.err
    assert "serves has none of these pins" in outcome.err
    assert "Pick the leaf too" in outcome.err
    assert cli("pin", *target, "--for", "nsc", "--pick", "root").code == 0
    assert cli("pin", *target, "--for", "nsc", "--pick", "intermediate", "--backup", pin_of(other)).code == 0


def test_a_picture_with_gaps_is_said_to_be_one(cli: Cli, hosts: Hosts, bank: Bank) -> None:
    """One address never answers: what came is pinned, and a note says that it is not everything."""
    own = make_leaf(bank.first)
    outcome = cli("pin", *hosts((own, bank.first), None), "--for", "nsc", "--pick", "leaf", "--timeout", "2")
    assert outcome.code == 0
    assert "NOT COMPLETE: 1 leaf key is in use. There may be more: 4 of 8 questions had no answer." in outcome.err


def test_a_private_chain_joins_no_public_set(cli: Cli, hosts: Hosts, bank: Bank, tmp_path: Path) -> None:
    """Not even where a private anchor is accepted: what that is said of is the chain that was looked at."""
    own, private = make_leaf(bank.first), make("Office", signs=True)
    office = make_leaf(private)
    both = tmp_path / "both.pem"
    both.write_text(bank.roots.read_text() + to_pem(private.certificate.der))
    target = (*hosts((own, bank.first), (office,)), "--roots", both, "--for", "okhttp-kotlin", "--pick", "leaf")
    for accepted in ((), ("--accept-private-anchor",)):
        outcome = cli("pin", *target, *accepted)
        assert outcome.code == 0, outcome.err
        assert PIN.findall(outcome.out) == [pin_of(own)]
        assert f"Left out: {pin_of(office)}, the leaf key of 127.0.0.2:" in outcome.err
        assert "Its chain ends in no public root" in outcome.err


def test_the_expiry_regards_every_leaf(cli: Cli, hosts: Hosts, bank: Bank) -> None:
    """The first one to end decides the proposal."""
    own, short = make_leaf(bank.first), make_leaf(bank.first, days=(-30, 20))
    outcome = cli("pin", *hosts((own, bank.first), (short, bank.first)), "--for", "nsc", "--pick", "leaf")
    assert 'expiration="2026-12-14"' in outcome.out
