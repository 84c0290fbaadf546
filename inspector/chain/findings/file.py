"""Rules about certificates that stand in a file: what was left out of the judgement, and what else the file holds."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.layers import leaves


def no_name_checked(evidence: Evidence) -> Iterator[Finding]:
    """Notice that no name was checked, since a file does not say which host it is for."""
    if evidence.in_file and evidence.match is None:
        yield Finding(
            "no-name-checked",
            Severity.INFO,
            "No name was checked: a file does not say which host it is for.",
            "Name the host with --server-name.",
        )


def several_leaves(evidence: Evidence) -> Iterator[Finding]:
    """Notice that a file holds more than one leaf, or none: which certificate is judged is a choice then."""
    if not evidence.in_file:
        return
    name = evidence.layers[0].certificate.subject.readable
    ends = leaves(evidence.served)
    if all(evidence.served[place].is_ca for place in ends):
        yield Finding(
            "no-leaf",
            Severity.INFO,
            f"The file holds authorities only: {name} stands in the place of the leaf.",
            "Give the server's own certificate with them to see its chain.",
            evidence.leaf,
        )
    elif len(ends) > 1:
        yield Finding(
            "several-leaves",
            Severity.INFO,
            f"The file holds {len(ends):,} leaf certificates: {name} is the one that is shown.",
            "--server-name chooses the one that is for a host.",
            evidence.leaf,
        )


def other_parts(evidence: Evidence) -> Iterator[Finding]:
    """Notice what a file holds besides certificates."""
    for sentence in evidence.skipped:
        hint = "It was passed over."
        if "private key" in sentence:
            hint = "Nothing of it was kept. Keep the file to yourself."
        yield Finding("other-part", Severity.INFO, sentence, hint)


RULES = (no_name_checked, several_leaves, other_parts)
