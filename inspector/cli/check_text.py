"""A check as lines of text for people: by file, worst first."""

import textwrap
from collections.abc import Iterable, Iterator

from inspector.chain.finding import Severity
from inspector.checking.naming import NamedPin
from inspector.checking.report import CheckedFile, CheckedSet, Ending, HostVerdict, Report, Unjudged
from inspector.clients.rule import Outcome, PinProblem

WIDTH = 100
"""Columns at which sentences are wrapped; pins and names never are."""

_WORDS = {Outcome.CONNECTS: "connects", Outcome.REFUSED: "REFUSED", Outcome.NOT_PINNED: "NOT PINNED", None: "NO ANSWER"}
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def report_lines(report: Report) -> Iterator[str]:
    """Yield the lines of a report: each file with its verdicts, rules and problems, and how it ended."""
    for file in report.files:
        yield from _file(file)
        yield ""
    yield from _wrapped(_ending(report), "", "")


def _file(file: CheckedFile) -> Iterator[str]:
    yield f"{file.file.name}  ({file.file.title})"
    if file.explained is not None:
        yield from _failure(file)
    yield from _problems(file.file.problems)
    for one in file.sets:
        yield from _set(one)


def _set(one: CheckedSet) -> Iterator[str]:
    rules = one.rules
    facts = (rules.client + (f" {rules.version}" if rules.version else ""), _line(rules.line), rules.variant)
    yield f"  {', '.join(filter(None, facts))}"
    yield from _problems(rules.problems, "    ")
    told: set[int] = set()
    for verdict in one.verdicts:
        yield from _verdict(verdict, told)
    for rule in one.unjudged:
        yield from _unjudged(rule)


def _verdict(verdict: HostVerdict, told: set[int]) -> Iterator[str]:
    """Yield the lines of a verdict; `told` holds the rules whose own problems were told already."""
    patterns = ", ".join(f"{rule.pattern}{_behind(rule.line)}" for rule in verdict.rules)
    yield f"    {_WORDS[verdict.outcome]:<10}  {verdict.host}" + (f"  by {patterns}" if patterns else "")
    yield from _wrapped(verdict.reason, "      ", "      ")
    yield from (_pin(pin) for pin in verdict.pins)
    problems: list[PinProblem] = []
    for rule in verdict.rules:
        if id(rule) not in told:
            told.add(id(rule))
            problems += rule.problems
    yield from _problems((*problems, *verdict.problems), "      ")


def _unjudged(unjudged: Unjudged) -> Iterator[str]:
    rule = unjudged.rule
    what = "" if rule.lists else ", which pins nothing"
    yield f"    {'rule':<10}  {rule.pattern}{_behind(rule.line)}{what}"
    yield from (_pin(pin) for pin in unjudged.pins)
    yield from _problems((*rule.problems, *unjudged.problems), "      ")


def _pin(pin: NamedPin) -> str:
    twice = ", written twice" if pin.duplicate else ""
    return f"      {pin.shown or '(empty)'}  {pin.words}{twice}{_behind(pin.written.line)}"


def _failure(file: CheckedFile) -> Iterator[str]:
    explained = file.explained
    if explained is None:
        return
    yield from _wrapped(explained.summary, "  ", "  ")
    yield from _wrapped(explained.hint, "  ", "  ")
    for item in explained.lines:
        yield f"  {'' if item.line is None else f'{item.line}: '}{item.said}"
        yield from _wrapped(item.means, "      ", "      ")
    if explained.live:
        yield "  The path today:"
    for item in explained.live:
        yield f"    {item.said}"
        yield from _wrapped(item.means, "      ", "      ")


def _problems(problems: Iterable[PinProblem], indent: str = "  ") -> Iterator[str]:
    for problem in sorted(dict.fromkeys(problems), key=lambda item: _SEVERITIES.index(item.severity)):
        rest = indent + " " * 9
        place = "" if problem.line is None else f"line {problem.line}: "
        yield from _wrapped(f"{place}{problem.title} [{problem.code}]", f"{indent}{problem.severity:<9}", rest)
        yield from _wrapped(problem.hint[:1].upper() + problem.hint[1:], rest, rest)


def _ending(report: Report) -> str:
    if report.ending is Ending.NOTHING_READ:
        return "Nothing could be read."
    counts = dict.fromkeys(_WORDS, 0)
    for _, one, verdict in report.verdicts:
        counts[verdict.outcome] += not one.rules.variant
    words = (
        (Outcome.REFUSED, "refused"),
        (Outcome.NOT_PINNED, "not pinned"),
        (None, "without an answer"),
        (Outcome.CONNECTS, "connects" if counts[Outcome.CONNECTS] == 1 else "connect"),
    )
    told = ", ".join(f"{counts[outcome]} {word}" for outcome, word in words if counts[outcome])
    if report.offline:
        told = "no host was asked"
    problems = [problem for file in report.files for one in file.sets for problem in one.problems]
    problems += [problem for file in report.files for problem in file.file.problems]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    facts = (report.unpinned, f"{told.capitalize()}." if told else "", f"Errors: {errors}." if errors else "")
    return " ".join(filter(None, facts)) or "No host was judged."


def _line(line: int | None) -> str:
    return "" if line is None else f"line {line}"


def _behind(line: int | None) -> str:
    return "" if line is None else f"  (line {line})"


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )
