"""The SARIF 2.1.0 of `check --sarif`: what code scanning shows beside the lines (OASIS sarif-v2.1.0)."""

import json
from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import quote

from inspector import __version__
from inspector.chain.finding import Severity
from inspector.checking.recognising import PASTED
from inspector.checking.report import CheckedFile, Ending, HostVerdict, Report
from inspector.cli.json_output import Value
from inspector.clients.rule import Outcome, PinProblem

SCHEMA_URI = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_OUTCOMES = {
    Outcome.REFUSED: ("refused", "The client does not connect."),
    Outcome.NOT_PINNED: ("not-pinned", "The client connects to any trusted chain."),
    None: ("no-chain", "No chain could be had, so nothing was judged."),
}


def report_sarif(report: Report) -> str:
    """Return the report as one SARIF log, indented, in ASCII."""
    results = list(_results(report))
    rules: dict[str, Value] = {}
    for rule, text, _ in results:
        rules.setdefault(rule, {"id": rule, "shortDescription": {"text": text}})
    driver = {"name": "Pinspector", "semanticVersion": __version__, "rules": list(rules.values())}
    notes: list[Value] = [
        {"level": "error", "message": {"text": item.sentence}, "locations": _locations(report, item.name, item.line)}
        for item in report.unread
    ]
    run: Value = {
        "tool": {"driver": driver},
        "results": [result for _, _, result in results],
        "invocations": [
            {
                "executionSuccessful": report.ending in (Ending.FINE, Ending.BAD),
                "toolExecutionNotifications": notes,
            }
        ],
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _results(report: Report) -> Iterator[tuple[str, str, Value]]:
    """Yield rule, what the rule is about, and result of everything that there is to show."""
    for file in report.files:
        for problem in file.file.problems:
            yield _problem(report, file, problem)
        if file.explained is not None and file.file.failure is not None:
            text = f"{file.explained.summary} {file.explained.hint}"
            level = "error" if file.is_bad else "note"
            yield _result(report, file, "pin-failure", "A pin failed.", level, text, file.file.failure.line)
        for one in file.sets:
            for problem in one.problems:
                yield _problem(report, file, problem)
            for verdict in one.verdicts:
                if verdict.outcome is not Outcome.CONNECTS and not one.rules.variant:
                    yield _verdict(report, file, verdict, one.rules.line)


def _problem(report: Report, file: CheckedFile, problem: PinProblem) -> tuple[str, str, Value]:
    text = f"{problem.title} {problem.hint}".strip()
    return _result(report, file, problem.code, problem.title, _LEVELS[problem.severity], text, problem.line)


def _verdict(report: Report, file: CheckedFile, verdict: HostVerdict, begin: int | None) -> tuple[str, str, Value]:
    rule, about = _OUTCOMES[None if verdict.outcome is Outcome.CONNECTS else verdict.outcome]
    line = verdict.rules[0].line if verdict.rules else begin
    text = f"{verdict.host}: {verdict.reason}"
    return _result(report, file, rule, about, "warning" if verdict.outcome is None else "error", text, line)


def _result(
    report: Report, file: CheckedFile, rule: str, about: str, level: str, text: str, line: int | None
) -> tuple[str, str, Value]:
    found: Value = {
        "ruleId": rule,
        "level": level,
        "message": {"text": text},
        "locations": _locations(report, file.file.name, line),
    }
    return rule, about, found


def _locations(report: Report, name: str, line: int | None) -> list[Value]:
    """Return where it is; nowhere for standard input, which has no address."""
    if name == PASTED:
        return []
    path = PurePath(report.folder) / name if report.folder else PurePath(name)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    region: dict[str, Value] = {} if line is None else {"region": {"startLine": line}}
    return [{"physicalLocation": {"artifactLocation": {"uri": uri}, **region}}]
