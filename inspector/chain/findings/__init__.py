"""What there is to notice about a chain: one rule a function, collected here."""

from inspector.chain.finding import Finding, Severity, by_severity
from inspector.chain.findings import connection, dates, file, keys, names, rotation, served, trust
from inspector.chain.findings.evidence import Evidence

RULES = (
    *names.RULES,
    *trust.RULES,
    *dates.RULES,
    *served.RULES,
    *file.RULES,
    *keys.RULES,
    *connection.RULES,
    *rotation.RULES,
)
"""Every rule, in the order in which equally bad findings are listed."""


def find(evidence: Evidence) -> tuple[Finding, ...]:
    """Return everything that the rules notice about `evidence`, worst first.

    A chain that is not trusted always has an error among its findings: the store's own reason where no rule has one.
    """
    found = [finding for rule in RULES for finding in rule(evidence)]
    if not evidence.trusted and not any(finding.severity is Severity.ERROR for finding in found):
        hint = "Apps refuse this chain, whatever is pinned."
        found.insert(0, Finding("not-trusted", Severity.ERROR, evidence.reason or "The chain is not trusted.", hint))
    return by_severity(tuple(found))
