"""The dialog that shows every finding with what to do about it, worst first."""

from collections.abc import Callable, Sequence

from textual.content import Content

from inspector.chain.finding import Finding, by_severity
from inspector.tui.present.options import in_app
from inspector.tui.present.signs import SIGNS, STYLE
from inspector.tui.screens.message import MessageDialog

MOST = 25
"""Most findings that the page tells, worst first; the others are counted."""


class FindingsDialog(MessageDialog):
    """All findings of a chain; `f` closes it as it opened it."""

    BINDINGS = [("f", "cancel", "Close")]

    def __init__(self, findings: Sequence[Finding], copy: Callable[[str, str], None] | None = None) -> None:
        super().__init__("Findings", findings_text(findings), copy, f"{_count(len(findings))}")


def findings_text(findings: Sequence[Finding]) -> Content:
    """Return all findings as text, worst first, each with its severity as sign and word, and its hint in full."""
    if not findings:
        return Content("Nothing was noticed about this chain.")
    found = by_severity(tuple(findings))
    rest = len(found) - MOST
    more = [Content.styled(f"… and {rest} more, none of them worse: pinspector show --json lists all.", "$text-muted")]
    return Content("\n\n").join([*map(_paragraph, found[:MOST]), *(more if rest > 0 else ())])


def _paragraph(finding: Finding) -> Content:
    head = Content.assemble(
        (f"{SIGNS.of(finding.severity)} {finding.severity.value}", f"b {STYLE[finding.severity]}"),
        "  ",
        Content(finding.title),
    )
    place = "" if finding.certificate is None else f"certificate #{finding.certificate} as served"
    more = [line for line in (in_app(finding.hint), place) if line]
    return Content("\n").join([head, *(Content.styled(line, "$text-muted") for line in more)])


def _count(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"
