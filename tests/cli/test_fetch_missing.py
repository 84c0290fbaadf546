"""`--fetch-missing`: an issuer that the server left out comes over real HTTP; shown as fetched, and never pinned."""

import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from socket import socket
from typing import cast

import pytest
from cli.conftest import Cli
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID
from net.credentials import Credential, write
from net.opponents import Opponent, server_context, speak_tls
from trust.making import AT, HOST, Made, make, make_leaf

from inspector.chain.container import to_pem
from inspector.missing import fetch_missing

NOW = f"{AT:%Y-%m-%dT%H:%M:%SZ}"
PIN = "sha256/"


class Publisher:
    """A web server that gives one certificate, and notes what it was asked."""

    def __init__(self) -> None:
        self.der = b""
        self.asked: list[bytes] = []

    def __call__(self, sock: socket, stop: threading.Event) -> None:
        """Take one request and answer."""
        got = b""
        while b"\r\n\r\n" not in got:
            got += sock.recv(4_096)
        self.asked.append(got.splitlines()[0])
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(self.der) + self.der)


@dataclass(frozen=True)
class Cold:
    """A host that sends its leaf alone, whose issuer can be fetched."""

    publisher: Publisher
    issuing: Made
    leaf: Made
    folder: Path
    port: int

    @property
    def roots(self) -> tuple[str, ...]:
        """The options that name the root and the moment."""
        return ("--roots", str(self.folder / "root.pem"), "--at", NOW)

    @property
    def target(self) -> tuple[str, ...]:
        """The target and the options with which it would be trusted if it were whole."""
        return (HOST, "--connect-to", f"127.0.0.1:{self.port}", *self.roots)


@pytest.fixture
def cold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cold]:
    """Give the host, its publisher on loopback, which counts as a public address here."""
    monkeypatch.setattr("inspector.missing.fetch_missing", partial(fetch_missing, allowed=lambda _: True))
    publisher, root = Publisher(), make("Root", signs=True)
    issuing = make("Issuing", root, signs=True)
    publisher.der = issuing.certificate.der
    (tmp_path / "root.pem").write_text(to_pem(root.certificate.der))
    with Opponent(publisher) as web:
        leaf = make_leaf(issuing, extra=[(_access(f"http://127.0.0.1:{web.port}/issuing.cer"), False)])
        with Opponent(speak_tls(_context(tmp_path, leaf))) as server:
            yield Cold(publisher, issuing, leaf, tmp_path, server.port)


def _access(url: str) -> x509.AuthorityInformationAccess:
    place = x509.UniformResourceIdentifier(url)
    return x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)])


def _context(folder: Path, leaf: Made) -> ssl.SSLContext:
    certificate = x509.load_der_x509_certificate(leaf.certificate.der)
    return server_context(*write(folder, Credential(certificate, cast("ec.EllipticCurvePrivateKey", leaf.key))))


def test_nothing_is_fetched_unless_it_is_asked_for(cli: Cli, cold: Cold) -> None:
    """The gap is named, and the publisher stays untouched."""
    outcome = cli("show", *cold.target)
    assert outcome.code == 1
    assert "Issuing, which was not sent" in " ".join(outcome.out.split())
    assert cold.publisher.asked == []


def test_text_shows_the_path_as_fetched_and_the_finding_stays(cli: Cli, cold: Cold) -> None:
    """The verdict says that it holds with what was fetched; the error about the missing issuer stands above."""
    outcome = cli("show", *cold.target, "--fetch-missing")
    assert outcome.code == 0
    assert cold.publisher.asked == [b"GET /issuing.cer HTTP/1.0"]
    assert "UTC, with what was fetched\n" in outcome.out
    assert "    origin     fetched from the address in the certificate\n" in outcome.out
    assert (
        f"  error   {HOST} was issued by Issuing, which was not sent: it was fetched to show the path." in outcome.out
    )


def test_json_has_the_origin_and_the_finding(cli: Cli, cold: Cold) -> None:
    """What was served stays what was served."""
    found = json.loads(cli("show", "--json", *cold.target, "--fetch-missing").out)
    assert [item["origin"] for item in found["path"]] == ["served", "fetched", "store"]
    assert [item["role"] for item in found["served"]] == ["leaf"]
    assert found["path"][1]["pin"] == str(cold.issuing.certificate.pin)
    codes = {finding["code"]: finding["severity"] for finding in found["findings"]}
    assert codes["missing-intermediate"] == "error"
    assert not any(entry["trusted"] for entry in found["paths"] if entry["store"] == "android")


def test_a_file_is_completed_too(cli: Cli, cold: Cold) -> None:
    """Its leaf names the same address."""
    file = cold.folder / "leaf.pem"
    file.write_text(to_pem(cold.leaf.certificate.der))
    outcome = cli("show", file, *cold.roots, "--server-name", HOST, "--fetch-missing")
    assert outcome.code == 0
    assert "which is not in the file: it was fetched" in " ".join(outcome.out.split())
    pinned = cli("pin", file, *cold.roots, "--for", "nsc", "--fetch-missing", "--accept-private-anchor")
    assert (pinned.code, pinned.out) == (1, "")
    assert "Issuing is not in the file and had to be fetched" in pinned.err


@pytest.mark.parametrize("accepted", [(), ("--accept-private-anchor",)], ids=["private", "accepted"])
@pytest.mark.parametrize("pick", ["leaf", "intermediate", "root"])
def test_no_pin_is_written_for_a_path_that_was_fetched(
    cli: Cli, cold: Cold, accepted: tuple[str, ...], pick: str
) -> None:
    """Whatever is picked: clients that fetch nothing refuse the chain, so that no pin is handed out as good."""
    outcome = cli("pin", *cold.target, "--fetch-missing", "--for", "okhttp-kotlin", "--pick", pick, *accepted)
    assert (outcome.code, outcome.out) == (1, "")
    assert "Issuing was not sent and had to be fetched. Android and OkHttp fetch nothing" in outcome.err
    assert "Let the server send it" in outcome.err
    assert PIN not in outcome.err


def test_a_public_root_changes_nothing_about_it(cli: Cli, cold: Cold, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the same where the path ends in a public root."""
    monkeypatch.setattr("inspector.trust.assess.is_public_root", lambda _: True)
    outcome = cli("pin", *cold.target, "--fetch-missing", "--for", "nsc")
    assert (outcome.code, outcome.out) == (1, "")
    assert "had to be fetched" in outcome.err


def test_what_cannot_be_fetched_is_told(cli: Cli, cold: Cold) -> None:
    """The publisher gives a certificate of somebody else: no path, and both findings."""
    cold.publisher.der = make("Stranger").certificate.der
    outcome = cli("show", *cold.target, "--fetch-missing")
    said = " ".join(outcome.out.split())
    assert outcome.code == 1
    assert "The missing issuer was not fetched" in said
    assert "what it gave did not issue" in said
    assert "Issuing, which was not sent" in said


def test_android_fetches_nothing(cli: Cli, cold: Cold) -> None:
    """Beside --android it is a wrong command line, and the reason is given."""
    for command in (("show",), ("pin", "--for", "nsc")):
        outcome = cli(*command, *cold.target[:3], "--android", "30", "--fetch-missing")
        assert (outcome.code, outcome.out) == (2, "")
        assert "Android fetches nothing" in outcome.err
    assert cold.publisher.asked == []


def test_loopback_is_no_public_address(cli: Cli, cold: Cold, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the exception of these tests the publisher is not connected to."""
    monkeypatch.setattr("inspector.missing.fetch_missing", fetch_missing)
    outcome = cli("show", *cold.target, "--fetch-missing")
    assert outcome.code == 1
    assert "not on a public address" in " ".join(outcome.out.split())
    assert cold.publisher.asked == []
