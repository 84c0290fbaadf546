"""The JSON of `check --json`: a promise to scripts; keys are only ever added."""

import json
from collections.abc import Iterable

from inspector.checking.looking import Sight
from inspector.checking.naming import NamedPin
from inspector.checking.report import CheckedFile, CheckedSet, HostVerdict, Report, Unjudged
from inspector.cli.json_output import SCHEMA, Value
from inspector.clients.rule import PinProblem
from inspector.devices.looking import ANDROID
from inspector.devices.verdicts import DeviceVerdict


def report_json(report: Report) -> str:
    """Return the report as one JSON object, indented, in ASCII."""
    return json.dumps(_report(report), indent=2)


def _report(report: Report) -> Value:
    return {
        "schema": SCHEMA,
        "verdicts": [_judged(*entry) for entry in report.verdicts if entry[2].outcome is not None],
        "checked": report.name,
        "ending": str(report.ending),
        "reason": report.unpinned,
        "offline": report.offline,
        "files": [
            {"name": file.file.name, "kind": file.file.title, "problems": _problems(file.file.problems)}
            for file in report.files
        ],
        "rules": [_rule(file, one, rule) for file in report.files for one in file.sets for rule in one.unjudged],
        "unanswered": [_unanswered(*entry) for entry in report.verdicts if entry[2].outcome is None],
        "hosts": [_host(sight) for sight in report.sights],
        "failures": [_failure(file) for file in report.files if file.file.failure is not None],
        "unread": [
            {"name": item.name, "reason": item.reason, "hint": item.hint, "line": item.line} for item in report.unread
        ],
    }


def _judged(file: CheckedFile, one: CheckedSet, verdict: HostVerdict) -> Value:
    return {**_verdict(file, one, verdict), "outcome": str(verdict.outcome)}


def _unanswered(file: CheckedFile, one: CheckedSet, verdict: HostVerdict) -> Value:
    """Return what would be a verdict, of a host without a chain or a client that nobody can judge."""
    stage = verdict.sight.stage if verdict.sight is not None else ""
    return {**_verdict(file, one, verdict), "stage": stage or None}


def _verdict(file: CheckedFile, one: CheckedSet, verdict: HostVerdict) -> dict[str, Value]:
    told = (*one.rules.problems, *(problem for rule in verdict.rules for problem in rule.problems), *verdict.problems)
    return {
        "client": one.rules.client,
        "pattern": verdict.rules[0].pattern if verdict.rules else "",
        "host": verdict.host,
        "matched": [{"pin": str(item.pin), "role": str(item.role)} for item in verdict.matched],
        "reason": verdict.reason,
        "problems": _problems(told),
        "patterns": [rule.pattern for rule in verdict.rules],
        "pins": [_pin(pin) for pin in verdict.pins],
        **_place(file, one),
        "line": verdict.rules[0].line if verdict.rules else one.rules.line,
        "devices": [_range(item) for item in verdict.ranges],
    }


def _range(found: DeviceVerdict) -> Value:
    """Return what the client does on some releases, named as those of `show --devices --json` are."""
    first, last = found.range.span.versions[0], found.range.span.versions[-1]
    return {
        "store": "android" if found.range.system == ANDROID else "apple",
        "from_api": first.api or None,
        "to_api": last.api or None,
        "from_version": first.text,
        "to_version": last.text,
        "outcome": str(found.verdict.outcome),
        "reason": found.verdict.reason,
    }


def _rule(file: CheckedFile, one: CheckedSet, unjudged: Unjudged) -> Value:
    return {
        "client": one.rules.client,
        "pattern": unjudged.rule.pattern,
        "problems": _problems((*unjudged.rule.problems, *unjudged.problems)),
        "pins": [_pin(pin) for pin in unjudged.pins],
        **_place(file, one),
        "line": unjudged.rule.line,
    }


def _place(file: CheckedFile, one: CheckedSet) -> dict[str, Value]:
    rules = one.rules
    where = {"version": rules.version, "variant": rules.variant, "platform": rules.platform}
    return {"file": file.file.name, **where}


def _pin(pin: NamedPin) -> Value:
    return {
        "written": pin.shown,
        "pin": None if pin.written.pin is None else str(pin.written.pin),
        "kind": str(pin.kind),
        "says": pin.words,
        "duplicate": pin.duplicate,
        "line": pin.written.line,
    }


def _problems(problems: Iterable[PinProblem]) -> Value:
    return [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "title": problem.title,
            "hint": problem.hint,
            "certificate": None,
            "line": problem.line,
            "crash": problem.crash,
        }
        for problem in dict.fromkeys(problems)
    ]


def _host(sight: Sight) -> Value:
    inspection = sight.inspection
    path = None if inspection is None else inspection.assessment.path
    return {
        "target": sight.target,
        "reached": inspection is not None,
        "stage": sight.stage or None,
        "reason": sight.reason,
        "trusted": None if inspection is None else inspection.trusted,
        "path": None if path is None else [{"pin": str(layer.pin), "role": str(layer.role)} for layer in path.layers],
    }


def _failure(file: CheckedFile) -> Value:
    failure, explained = file.file.failure, file.explained
    if failure is None or explained is None:
        return None
    return {
        "file": file.file.name,
        "kind": str(failure.kind),
        "client": failure.client,
        "host": failure.host,
        "summary": explained.summary,
        "hint": explained.hint,
        "lines": [{"line": item.line, "said": item.said, "means": item.means} for item in explained.lines],
        "path": [{"said": item.said, "means": item.means} for item in explained.live],
    }
