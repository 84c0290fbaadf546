"""A check of shipped pins as a page."""

from collections.abc import Iterator

from textual.content import Content

from inspector.checking.report import Report
from inspector.checking.telling import Told, Tone, tell_report
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
    """Return the report for `width` cells: what could not be read, how it ended, and then file by file."""
    return page_of(list(_lines(report, width)))


def checking_page(doing: str, width: int) -> Page:
    """Return the page that stands there until the check is done."""
    return page_of(wrap(Content.styled(doing, "$text-muted"), width))


def _lines(report: Report, width: int) -> Iterator[Content]:
    for item in report.unread:
        yield from wrap(Content.styled(item.sentence, "$text-error"), width)
        if item.hint:
            yield from wrap(Content.styled(f"  {item.hint}", "$text-muted"), width)
    for told in tell_report(report, width, ending_first=True):
        yield from _told(told, width)


def _told(told: Told, width: int) -> Iterator[Content]:
    """Yield a line for `width` cells, wrapped under its beginning; it moves to the left as far as a pin in it needs."""
    text = told.text.lstrip(" ")
    longest = max((len(word) for word in text.split()), default=0)
    indent = max(0, min(len(told.text) - len(text), width - longest))
    content, more = Content.styled(text, _STYLES[told.tone]), min(2, max(0, width - longest - indent))
    lines = [content] if indent + content.cell_length <= width else wrap(content, width - indent - more)
    for number, line in enumerate(lines):
        yield Content.assemble(" " * (indent + more if number else indent), line)
