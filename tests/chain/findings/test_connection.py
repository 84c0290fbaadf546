"""The handshake: failures after the chain, client certificates, old versions."""

import pytest
from chain.findings.looking import found_in
from trust.making import chain_of, make, make_leaf

from inspector.chain.finding import Severity

ROOT = make("Root")
CHAIN = chain_of(make_leaf(ROOT))


def test_sound_handshake() -> None:
    """TLS 1.3 to its end, without a demand: nothing is told."""
    assert not {"handshake-failed", "client-certificate", "old-tls"} & set(found_in(CHAIN, ROOT))


def test_handshake_failed() -> None:
    """The failure is told as a warning: the chain is there all the same."""
    (finding,) = found_in(CHAIN, ROOT, failure="the server closed the connection")["handshake-failed"]
    assert finding.severity is Severity.WARNING
    assert finding.title == "The handshake failed after the chain had come: the server closed the connection."


@pytest.mark.parametrize(("failure", "verb"), [(None, "asks for"), ("alert", "demands")])
def test_client_certificate(failure: str | None, verb: str) -> None:
    """It is told whether the server asks or insists; a failure that follows from it is not told twice."""
    found = found_in(CHAIN, ROOT, asks=True, failure=failure)
    (finding,) = found["client-certificate"]
    assert finding.severity is Severity.INFO
    assert finding.title == f"The server {verb} a client certificate."
    assert "handshake-failed" not in found


@pytest.mark.parametrize(
    ("version", "old"),
    [("TLS 1.0", True), ("TLS 1.1", True), ("SSLv3.0", True), ("TLS 1.2", False), ("TLS 1.3", False), (None, False)],
)
def test_old_versions(version: str | None, old: bool) -> None:
    """Everything below TLS 1.2 is refused by current clients (RFC 8996); a file has no version."""
    found = found_in(CHAIN, ROOT, version=version).get("old-tls", [])
    assert [item.severity for item in found] == [Severity.ERROR] * old
