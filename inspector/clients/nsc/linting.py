"""What every lint check needs: the day, what `tools:ignore` hushes, and how near a misspelling is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from inspector.chain.finding import Severity
from inspector.clients.nsc.crash import LINT
from inspector.clients.nsc.element import Element
from inspector.clients.rule import PinProblem

ISSUES = (LINT, "PinSetExpiry", "MissingBackupPin", "AcceptsUserCertificates", "InsecureBaseConfiguration")
"""Lint's ids, as NetworkSecurityConfigDetector has them."""

EDITS = 3
"""How many edits away a name still counts as a misspelling."""

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Linting:
    """Where lint stands in the file."""

    today: date | None = None
    """The day of the check; None where it is not known, and then no date is judged."""

    hushed: frozenset[str] = frozenset()
    """Issues that `tools:ignore` hushes here."""

    def inside(self, element: Element) -> "Linting":
        """Return the same for what stands in `element`."""
        named = frozenset(issue for issue in ISSUES if element.ignores(issue))
        return replace(self, hushed=self.hushed | named) if named else self

    def report(self, issue: str, severity: Severity, title: str, hint: str, line: int) -> tuple[PinProblem, ...]:
        """Return the problem, or nothing where it is hushed."""
        return () if issue in self.hushed else (PinProblem(issue, severity, title, hint, line),)

    def breaks_build(self, title: str, hint: str, line: int) -> tuple[PinProblem, ...]:
        """Return the problem for something that runs and that lint's fatal check refuses."""
        return self.report(LINT, Severity.WARNING, title, f"{hint}; lint stops the release build", line)


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Return the `known` names that lint would suggest for `name`: at most three edits away."""
    return [word for word in known if _distance(name, word) <= EDITS]


def _distance(left: str, right: str) -> int:
    """Return the Levenshtein distance, or more than `EDITS` where the lengths tell already."""
    if abs(len(left) - len(right)) > EDITS or len(left) > _LONGEST:
        return EDITS + 1
    row = list(range(len(right) + 1))
    for place, char in enumerate(left, 1):
        above, row[0] = row[0], place
        for column, other in enumerate(right, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (char != other))
    return row[-1]
