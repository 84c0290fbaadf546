"""A key without a certificate: what its file is, and its pin."""

from textual.content import Content

from inspector.chain.sizes import NAMES_SHOWN
from inspector.pinning.key_report import KeyReport
from inspector.tui.present.fit import fact
from inspector.tui.present.overview import COLUMN, pin_lines
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS


def key_page(report: KeyReport, width: int) -> Page:
    """Return the page about a key alone, its pin first."""
    lines = [
        *pin_lines(report.pin, width),
        Content(""),
        *fact("Key", report.key.label, width, column=COLUMN),
        *_request(report, width),
    ]
    if report.key.reencoded_pin is not None:
        warning = f"{SIGNS.warning} Do not pin it: {report.key.reencoded_by}, which gives {report.key.reencoded_pin}"
        lines += fact("", Content.styled(warning, "$text-warning"), width, column=COLUMN)
    for problem in report.problems:
        lines += fact("", Content.styled(f"{SIGNS.warning} {problem}", "$text-warning"), width, column=COLUMN)
    lines += [
        Content(""),
        *fact("", "A key alone has no chain: nothing can be said about trust.", width, column=COLUMN),
    ]
    if report.kind == "private key":
        lines += fact("", "Only its public half was kept.", width, column=COLUMN)
    return page_of(lines)


def _request(report: KeyReport, width: int) -> list[Content]:
    if report.subject is None:
        return []
    lines = fact("Subject", report.subject.full, width, column=COLUMN)
    for number, name in enumerate(report.names[:NAMES_SHOWN]):
        lines += fact("" if number else "Names", f"{name.kind.value}: {name.text}", width, column=COLUMN)
    more = len(report.names) - NAMES_SHOWN
    if more > 0:
        lines += fact("", Content.styled(f"{SIGNS.more} +{more:,} more names", "$text-muted"), width, column=COLUMN)
    return lines
