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
    failed = evidence.handshake_failure is not None
    hint = "The chain and its pins are complete; an app needs a certificate of its own to go on."
    if evidence.client_certificate_sent and failed:
        yield Finding(
            "client-certificate",
            Severity.WARNING,
            f"The server demands another client certificate: {str(evidence.handshake_failure).rstrip('.')}.",
            "The chain and its pins are complete; check the authority and the dates of the certificate that was shown.",
        )
    elif evidence.client_certificate_sent:
        title = "The server asked for a client certificate, and did not refuse the one it was shown."
        yield Finding("client-certificate", Severity.INFO, title, hint)
    else:
        title = "The server demands a client certificate." if failed else "The server asks for a client certificate."
        yield Finding("client-certificate", Severity.INFO, title, hint)


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
