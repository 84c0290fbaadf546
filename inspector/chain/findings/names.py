"""Rules about whether the certificate is for the host."""

import re
from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.match import Mismatch

_DEFAULT = r"fake certificate|traefik default|default (ssl )?cert|\binvalid2?\.invalid\b|no sni provided"
"""Parts of subjects of certificates that server software makes for itself, in lower case."""


def name_mismatch(evidence: Evidence) -> Iterator[Finding]:
    """Notice that the leaf is not for the host, with the reason."""
    match = evidence.match
    if match is None or match.matched:
        return
    code = "common-name-only" if match.why_not is Mismatch.COMMON_NAME_ONLY else "name-mismatch"
    yield Finding(
        code,
        Severity.ERROR,
        f"The name does not match: {match.reason}.",
        "Clients refuse it before they look at any pin. Ask for a name that the certificate is for.",
        evidence.leaf,
    )


def name_caution(evidence: Evidence) -> Iterator[Finding]:
    """Notice a name that matches and that some clients refuse all the same."""
    match = evidence.match
    if match is not None and match.matched and match.caution:
        yield Finding(
            "wide-wildcard",
            Severity.WARNING,
            f"The certificate is for {match.name}: {match.caution}.",
            "OkHttp takes it. Ask for a certificate that names the host itself.",
            evidence.leaf,
        )


def default_certificate(evidence: Evidence) -> Iterator[Finding]:
    """Notice a wrong certificate that looks like the one a server shows when it does not know the name it was asked."""
    leaf, match = evidence.layers[0].certificate, evidence.match
    if match is None or match.matched or evidence.in_file:
        return
    common = (leaf.subject.value("CN") or "").lower()
    is_default = common.partition(".")[0] == "localhost" or re.search(_DEFAULT, leaf.subject.full.lower())
    if is_default or (leaf.is_self_issued and not evidence.has_path):
        yield Finding(
            "default-certificate",
            Severity.INFO,
            "This looks like a server's default certificate: it may not know the name that was asked.",
            "Check the server name (SNI), or name it with --server-name.",
            evidence.leaf,
        )


def escaped_names(evidence: Evidence) -> Iterator[Finding]:
    """Notice names with characters that a terminal would obey or hide: control, bidirectional, zero-width."""
    for layer in (*evidence.layers, *evidence.unused):
        certificate = layer.certificate
        own = certificate.subject.escaped or any(name.escaped for name in certificate.names)
        if own or certificate.issuer.escaped:
            whose = "the certificate" if own else "the issuer"
            number = "" if layer.served_index is None else f" #{layer.served_index}"
            yield Finding(
                "escaped-name",
                Severity.WARNING,
                f"The names of {whose}{number} hold control or invisible characters, which are shown as escapes.",
                "They can make a name look like another one: read it as it is shown here, escapes and all.",
                layer.served_index,
            )


RULES = (name_mismatch, name_caution, default_certificate, escaped_names)
