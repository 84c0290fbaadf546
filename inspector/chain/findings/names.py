"""Rules about whether the certificate is for the host."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.match import Mismatch, match_host

_DEFAULTS = ("fake certificate", "traefik default", "default certificate", "localhost", "snakeoil", "example.com")


def name_mismatch(evidence: Evidence) -> Iterator[Finding]:
    """Notice that the leaf is not for the host, with the reason."""
    if evidence.host is None:
        return
    match = match_host(evidence.host, evidence.served[0])
    if match.matched:
        return
    code = "common-name-only" if match.why_not is Mismatch.COMMON_NAME_ONLY else "name-mismatch"
    yield Finding(
        code,
        Severity.ERROR,
        f"The name does not match: {match.reason}.",
        "Clients refuse it before they look at any pin. Ask for a name that the certificate is for.",
        0,
    )


def default_certificate(evidence: Evidence) -> Iterator[Finding]:
    """Notice a wrong certificate that looks like the one a server shows when it does not know the name it was asked."""
    leaf = evidence.served[0]
    if evidence.host is None or match_host(evidence.host, leaf).matched:
        return
    text = leaf.subject.full.lower()
    if leaf.is_self_issued or any(word in text for word in _DEFAULTS):
        yield Finding(
            "default-certificate",
            Severity.INFO,
            "This looks like a server's default certificate: it may not know the name that was asked.",
            "Check the server name (SNI), or name it with --server-name.",
            0,
        )


RULES = (name_mismatch, default_certificate)
