"""What there is to notice about a chain: one rule a function, collected here."""

from inspector.chain.finding import Finding, Severity, by_severity
from inspector.chain.findings import (
    change,
    connection,
    dates,
    devices,
    faces,
    file,
    keys,
    names,
    rotation,
    served,
    trust,
)
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
    *devices.RULES,
)
"""Every rule about one look, in the order in which equally bad findings are listed."""

LATER = (*change.RULES, *faces.RULES, *devices.RULES)
"""Rules about what becomes known after it: another look, other keys of the host, and devices."""

_CODES = change.CODES | faces.CODES | devices.CODES


def find(evidence: Evidence) -> tuple[Finding, ...]:
    """Return everything that the rules notice about `evidence`, worst first.

    A chain that is not trusted always has an error among its findings: the store's own reason where no rule has one.
    """
    found = [finding for rule in RULES for finding in rule(evidence)]
    if not evidence.trusted and not any(finding.severity is Severity.ERROR for finding in found):
        hint = "Apps refuse this chain, whatever is pinned."
        found.insert(0, Finding("not-trusted", Severity.ERROR, evidence.reason or "The chain is not trusted.", hint))
    return by_severity(tuple(found))


def find_again(found: tuple[Finding, ...], evidence: Evidence) -> tuple[Finding, ...]:
    """Return the findings `found`, worst first, with what is noticed since more is known of the same chain.

    `evidence` holds an earlier look, the keys that the host serves besides, and what devices make of the chain. What
    the rules about these said before is replaced; what they say stands before what is equally bad.
    """
    kept = (finding for finding in found if finding.code not in _CODES)
    return by_severity((*(finding for rule in LATER for finding in rule(evidence)), *kept))
