"""A check as lines of text for people."""

from collections.abc import Iterator

from inspector.checking.report import Report
from inspector.checking.telling import tell_report
from inspector.cli.output import text_width


def report_lines(report: Report) -> Iterator[str]:
    """Yield the lines of a report: each file with its verdicts, rules and problems, and how it ended."""
    return (told.text for told in tell_report(report, text_width()))
