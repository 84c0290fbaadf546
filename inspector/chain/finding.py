"""What was noticed about a chain: code, severity, one sentence, what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding hurts."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about a chain that its reader should know."""

    code: str
    """Stable name in kebab case, such as `name-mismatch`."""

    severity: Severity
    """Error: clients refuse the chain or a pin would be wrong. Warning: it will hurt. Info: worth knowing."""

    title: str
    """One sentence, visible text."""

    hint: str = ""
    """What to do about it, visible text; empty where there is nothing to do."""

    certificate: int | None = None
    """Index in the served list, or None where it is about the whole chain or a certificate that was not served."""


def by_severity(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings worst first, otherwise in their order."""
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.severity)))
