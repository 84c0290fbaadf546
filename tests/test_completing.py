"""A chain whose issuer is missing, judged anew with the one that is fetched: from a real server on loopback."""

import socket
import threading
from dataclasses import replace
from functools import cache

from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID
from net.opponents import Opponent
from trust.android.pki import Subject, issue, issue_leaf
from tui.samples import NOW

from inspector.chain.path import Origin
from inspector.completing import complete_chain
from inspector.inspection import Inspection, Settings, judge
from inspector.missing import find_missing
from inspector.net.handshake import Handshake
from inspector.net.options import FetchOptions
from inspector.net.resolve import Address
from inspector.net.target import Target
from inspector.pinning.stamp import fetched_stamp
from inspector.trust.stores import from_anchors

HOST = "cold.example.org"
ROOT, ISSUING, LEAF = (Subject(name) for name in ("Cold Root", "Cold CA", HOST))


def anywhere(address: Address) -> bool:
    """Allow loopback too."""
    return True


@cache
def anchor() -> bytes:
    """Return the root, which the store holds."""
    return issue(ROOT, ROOT, NOW)


@cache
def issuing() -> bytes:
    """Return the issuer that the server forgot."""
    return issue(ISSUING, ROOT, NOW)


def leaf(url: str) -> bytes:
    """Return a leaf that names `url` for its issuer."""
    place = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(url))
    return issue_leaf(LEAF, ISSUING, NOW, HOST, extensions=((x509.AuthorityInformationAccess([place]), False),))


def settings() -> Settings:
    """Return the settings that judge by the root."""
    return Settings(store=from_anchors("mozilla", "Mozilla's roots", [anchor()]))


def cold(url: str, *, in_file: bool = False, store: Settings | None = None) -> Inspection:
    """Return the inspection of the leaf alone."""
    served = (leaf(url),)
    used = store or settings()
    if in_file:
        return judge(served, used, now=NOW, source="cold.pem", host=HOST, in_file=True, skipped=("A key.",))
    shake = Handshake(served, "203.0.113.7:443", version="TLS 1.3", cipher=None, group="X25519", milliseconds=9)
    return judge(served, used, now=NOW, source=HOST, host=HOST, target=Target(HOST, 443, HOST), handshake=shake)


def giving(body: bytes) -> Opponent:
    """Return a server that answers every request with `body`."""

    def handle(sock: socket.socket, _: threading.Event) -> None:
        sock.recv(65_536)
        sock.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    return Opponent(handle)


def test_the_issuer_that_came_completes_the_path_and_the_finding_stays() -> None:
    """Leaf as sent, issuer as fetched, root from the store; trusted, and yet told as an error, and stamped."""
    with giving(issuing()) as server:
        seen = cold(f"http://127.0.0.1:{server.port}/ca.cer")
        assert seen.assessment.path is None
        found = complete_chain(seen, settings(), allowed=anywhere)
    assert [layer.origin for layer in found.layers] == [Origin.SERVED, Origin.FETCHED, Origin.STORE]
    assert found.trusted
    (gap,) = (item for item in found.findings if item.code == "missing-intermediate")
    assert gap.severity == "error"
    assert "it was fetched to show the path" in gap.title
    assert (found.target, found.handshake, found.at, found.source) == (
        seen.target,
        seen.handshake,
        seen.at,
        seen.source,
    )
    assert fetched_stamp(found.layers)
    assert fetched_stamp(seen.layers) == ""


def test_a_file_stays_a_file() -> None:
    """What a file held besides is still told, in its words."""
    with giving(issuing()) as server:
        seen = cold(f"http://127.0.0.1:{server.port}/ca.cer", in_file=True)
        found = complete_chain(seen, settings(), allowed=anywhere)
    assert found.layers[1].origin is Origin.FETCHED
    assert (found.skipped, found.handshake, found.target) == (seen.skipped, None, None)


def test_loopback_is_not_asked_unless_allowed() -> None:
    """The address was written by whoever made the certificate: a private place gets no request."""
    with giving(issuing()) as server:
        found = complete_chain(cold(f"http://127.0.0.1:{server.port}/ca.cer"), settings())
    assert found.assessment.path is None
    assert found.fetched is not None
    assert "not on a public address" in found.fetched.problem
    assert "fetch-failed" in [item.code for item in found.findings]


def test_a_stranger_completes_nothing() -> None:
    """A certificate that did not sign the leaf is not taken."""
    with giving(issue(Subject("Cold CA"), ROOT, NOW)) as server:
        found = complete_chain(cold(f"http://127.0.0.1:{server.port}/ca.cer"), settings(), allowed=anywhere)
    assert found.assessment.path is None
    assert found.fetched is not None
    assert "did not issue" in found.fetched.problem


def test_what_would_be_asked_is_known_before() -> None:
    """The address, or why there is none to ask: not http, around a proxy, no gap."""
    options = FetchOptions()
    asked = find_missing(cold("http://ca.example.org/ca.cer").served, options)
    assert asked is not None
    assert (asked.url, asked.problem) == ("http://ca.example.org/ca.cer", "")
    secure = find_missing(cold("https://ca.example.org/ca.cer").served, options)
    assert secure is not None
    assert secure.problem == f"{HOST} names no address of http for its issuer"
    around = find_missing(cold("http://ca.example.org/ca.cer").served, replace(options, proxy="http://proxy.test:80"))
    assert around is not None
    assert around.problem == "it would be asked around the proxy"
    rooted = judge((anchor(),), settings(), now=NOW, source="root", host=None)
    assert find_missing(rooted.served, options) is None
