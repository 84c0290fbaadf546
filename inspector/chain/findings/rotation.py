"""Rules about issuers that change what they issue from."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.issuers import rotation_habit
from inspector.chain.path import Role


def rotating_issuer(evidence: Evidence) -> Iterator[Finding]:
    """Notice a public intermediate of an authority known to replace intermediates."""
    if not evidence.public:
        return
    for layer in evidence.layers:
        habit = rotation_habit(layer.certificate) if layer.role is Role.INTERMEDIATE else None
        if habit is not None:
            yield Finding(
                "rotating-issuer",
                Severity.INFO,
                f"{habit}.",
                "A pin of this intermediate holds until the next change: pin the root too, or a key of your own.",
                layer.served_index,
            )
            return


RULES = (rotating_issuer,)
