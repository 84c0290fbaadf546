"""Rules about the handshake that brought the chain."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence

_CURRENT = ("TLS 1.2", "TLS 1.3")


def handshake_failed(evidence: Evidence) -> Iterator[Finding]:
    """Notice that the chain came, and then the handshake failed."""
    if evidence.handshake_failure is not None and not evidence.client_certificate_requested:
        yield Finding(
            "handshake-failed",
            Severity.WARNING,
            f"The handshake failed after the chain had come: {evidence.handshake_failure.rstrip('.')}.",
            "The chain is what the server sent; whether apps can connect is another question.",
        )


def client_certificate(evidence: Evidence) -> Iterator[Finding]:
    """Notice that the server asks clients for a certificate of their own."""
    if not evidence.client_certificate_requested:
        return
    refused = evidence.handshake_failure is not None
    yield Finding(
        "client-certificate",
        Severity.INFO,
        "The server demands a client certificate." if refused else "The server asks for a client certificate.",
        "The chain and its pins are complete; an app needs a certificate of its own to go on.",
    )


def old_tls(evidence: Evidence) -> Iterator[Finding]:
    """Notice a protocol version that current clients refuse (RFC 8996)."""
    if evidence.tls_version is not None and evidence.tls_version not in _CURRENT:
        yield Finding(
            "old-tls",
            Severity.ERROR,
            f"The server speaks {evidence.tls_version} at most.",
            "Browsers, OkHttp from 3.13 on, Apple's App Transport Security and apps that target Android 15 ask for "
            "TLS 1.2: update the server.",
        )


RULES = (handshake_failed, client_certificate, old_tls)
