"""A check of shipped pins as a page."""

from collections.abc import Iterator

from textual.content import Content

from inspector.checking.report import Report
from inspector.checking.telling import Tone, tell_report
from inspector.tui.present.fit import wrap
from inspector.tui.present.page import Page, page_of

_STYLES = {
    Tone.PLAIN: "",
    Tone.HEAD: "bold $text-primary",
    Tone.CALM: "$text-muted",
    Tone.GOOD: "$text-success",
    Tone.WARNING: "$text-warning",
    Tone.BAD: "$text-error",
}


def check_page(report: Report, width: int) -> Page:
    """Return the report for `width` cells: what could not be read, then file by file, and how it ended."""
    return page_of(list(_lines(report, width)))


def checking_page(doing: str, width: int) -> Page:
    """Return the page that stands there until the check is done."""
    return page_of(wrap(Content.styled(doing, "$text-muted"), width))


def _lines(report: Report, width: int) -> Iterator[Content]:
    for item in report.unread:
        yield from wrap(Content.styled(item.sentence, "$text-error"), width)
        if item.hint:
            yield from wrap(Content.styled(f"  {item.hint}", "$text-muted"), width)
    for told in tell_report(report, width):
        indent = len(told.text) - len(told.text.lstrip(" "))
        first, *rest = wrap(Content.styled(told.text[indent:], _STYLES[told.tone]), max(20, width - indent))
        yield Content.assemble(" " * indent, first)
        for line in rest:
            yield Content.assemble(" " * min(indent + 2, width // 2), line)
