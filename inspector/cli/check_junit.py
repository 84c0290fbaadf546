"""The JUnit XML of `check --junit`: a suite for each file, a case for each host that a client was judged at."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from inspector.chain.finding import Severity
from inspector.checking.report import CheckedFile, CheckedSet, HostVerdict, Report
from inspector.clients.rule import Outcome, PinProblem


def report_junit(report: Report) -> bytes:
    """Return the report as JUnit XML in UTF-8. No time is told, so that two runs can be compared."""
    root = Element("testsuites", name="pinspector check")
    for file in report.files:
        _suite(root, file)
    if report.unread or report.unpinned:
        suite = SubElement(root, "testsuite", name=report.name)
        for item in report.unread:
            _case(suite, "read", item.name, "error", item.sentence, item.hint)
        if report.unpinned:
            _case(suite, "pins", report.name, "failure", report.unpinned, "")
        _count(suite)
    _count(root)
    body: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def _suite(root: Element, file: CheckedFile) -> None:
    suite = SubElement(root, "testsuite", name=file.file.name)
    name = file.file.name
    _rules(suite, name, file.file.title, file.file.problems)
    if file.explained is not None:
        _case(
            suite, file.file.title, name, "failure" if file.is_bad else "", file.explained.summary, file.explained.hint
        )
    for one in file.sets:
        if not one.rules.variant:
            _rules(suite, name, f"{one.rules.client}: rules", one.problems)
            for verdict in one.verdicts:
                _verdict(suite, name, one, verdict)
    _count(suite)


def _rules(suite: Element, file: str, name: str, problems: Iterable[PinProblem]) -> None:
    """Write one case that fails where a rule has an error."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    lines = (f"{file}:{problem.line or 1}: {problem.title} {problem.hint}".strip() for problem in errors)
    title = errors[0].title if errors else ""
    _case(suite, name, file, "failure" if errors else "", title, "\n".join(lines))


def _verdict(suite: Element, file: str, one: CheckedSet, verdict: HostVerdict) -> None:
    kind = "" if verdict.outcome is Outcome.CONNECTS else "error" if verdict.unreachable else "failure"
    pins = "\n".join(f"{pin.shown}: {pin.words}" for pin in verdict.pins)
    message = " ".join(filter(None, (verdict.reason, verdict.by_device)))
    _case(suite, f"{one.rules.client}: {verdict.host}", file, kind, message, pins)


def _case(suite: Element, name: str, file: str, kind: str, message: str, text: str) -> None:
    case = SubElement(suite, "testcase", name=name, classname=file)
    if kind:
        SubElement(case, kind, message=message).text = text


def _count(element: Element) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
