"""A check as lines of text for people, each with its tone: by file, worst first."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.finding import Severity
from inspector.chain.text import capital
from inspector.checking.failure.explaining import Explained
from inspector.checking.naming import NamedPin
from inspector.checking.report import CheckedFile, CheckedSet, Ending, HostVerdict, Report, Unjudged
from inspector.clients.rule import Outcome, PinProblem


class Tone(StrEnum):
    """How a line is meant."""

    PLAIN = "plain"
    HEAD = "head"
    CALM = "calm"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Told:
    """One line."""

    text: str
    """What it says, visible text."""

    tone: Tone = Tone.PLAIN
    """How it is meant."""


_WORDS = {Outcome.CONNECTS: "connects", Outcome.REFUSED: "REFUSED", Outcome.NOT_PINNED: "NOT PINNED", None: "NO ANSWER"}
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


_TONES = {
    Outcome.CONNECTS: Tone.GOOD,
    Outcome.REFUSED: Tone.BAD,
    Outcome.NOT_PINNED: Tone.BAD,
    None: Tone.WARNING,
    Severity.ERROR: Tone.BAD,
    Severity.WARNING: Tone.WARNING,
    Severity.INFO: Tone.PLAIN,
}


def tell_report(report: Report, width: int, *, ending_first: bool = False) -> Iterator[Told]:
    """Yield the lines of a report: each file with its verdicts, rules and problems, and how it ended.

    With `ending_first` that comes first, for a page that is read from its top. Sentences are wrapped at `width`
    columns; pins and names never are.
    """
    ending = _Teller(width).wrapped(ending_words(report), "", "", Tone.HEAD)
    if ending_first:
        yield from (*ending, Told(""))
    for number, file in enumerate(report.files):
        if number and ending_first:
            yield Told("")
        yield from _Teller(width).file(file)
        if not ending_first:
            yield Told("")
    if not ending_first:
        yield from ending


@dataclass(frozen=True, slots=True)
class _Teller:
    """Writes the lines of one file."""

    width: int
    """Columns at which sentences are wrapped."""

    def file(self, file: CheckedFile) -> Iterator[Told]:
        """Yield everything about a file."""
        yield Told(f"{file.file.name}  ({file.file.title})", Tone.HEAD)
        if file.explained is not None:
            yield from self.failure(file.explained)
        yield from self.problems(file.file.problems)
        for one in file.sets:
            yield from self.rule_set(one)

    def rule_set(self, one: CheckedSet) -> Iterator[Told]:
        """Yield everything about a rule set."""
        rules = one.rules
        name = " ".join(filter(None, (rules.client, rules.version, rules.platform and f"on {rules.platform}")))
        facts = (name, _line(rules.line), rules.variant)
        yield Told(f"  {', '.join(filter(None, facts))}")
        yield from self.problems(rules.problems, "    ")
        told: set[int] = set()
        for verdict in one.verdicts:
            yield from self.verdict(verdict, told)
        for rule in one.unjudged:
            yield from self.unjudged(rule)

    def verdict(self, verdict: HostVerdict, told: set[int]) -> Iterator[Told]:
        """Yield the lines of a verdict; `told` holds the rules whose own problems were told already."""
        patterns = ", ".join(f"{rule.pattern}{_behind(rule.line)}" for rule in verdict.rules)
        by = f"  by {patterns}" if patterns else ""
        yield Told(f"    {_WORDS[verdict.outcome]:<10}  {verdict.host}{by}", _TONES[verdict.outcome])
        yield from self.wrapped(verdict.reason, "      ", "      ")
        yield from self.wrapped(verdict.by_device, "      ", "      ", Tone.WARNING)
        yield from (_pin(pin) for pin in verdict.pins)
        problems: list[PinProblem] = []
        for rule in verdict.rules:
            if id(rule) not in told:
                told.add(id(rule))
                problems += rule.problems
        yield from self.problems((*problems, *verdict.problems), "      ")

    def unjudged(self, unjudged: Unjudged) -> Iterator[Told]:
        """Yield the lines of a rule that no host was judged by."""
        rule = unjudged.rule
        what = "" if rule.lists else ", which pins nothing"
        yield Told(f"    {'rule':<10}  {rule.pattern}{_behind(rule.line)}{what}")
        yield from (_pin(pin) for pin in unjudged.pins)
        yield from self.problems((*rule.problems, *unjudged.problems), "      ")

    def failure(self, explained: Explained) -> Iterator[Told]:
        """Yield a failure text line by line with what it means."""
        yield from self.wrapped(explained.summary, "  ", "  ", Tone.BAD)
        yield from self.wrapped(explained.hint, "  ", "  ")
        for item in explained.lines:
            yield Told(f"  {'' if item.line is None else f'{item.line}: '}{item.said}")
            yield from self.wrapped(item.means, "      ", "      ", Tone.CALM)
        if explained.live:
            yield Told("  The path today:")
        for item in explained.live:
            yield Told(f"    {item.said}")
            yield from self.wrapped(item.means, "      ", "      ", Tone.CALM)

    def problems(self, problems: Iterable[PinProblem], indent: str = "  ") -> Iterator[Told]:
        """Yield problems, worst first, each once, with what to do."""
        for problem in sorted(dict.fromkeys(problems), key=lambda item: _SEVERITIES.index(item.severity)):
            rest = indent + " " * 9
            place = "" if problem.line is None else f"line {problem.line}: "
            tone = _TONES[problem.severity]
            title = f"{place}{problem.title} [{problem.code}]"
            yield from self.wrapped(title, f"{indent}{problem.severity:<9}", rest, tone)
            yield from self.wrapped(capital(problem.hint), rest, rest, Tone.CALM)

    def wrapped(self, text: str, first: str, rest: str, tone: Tone = Tone.PLAIN) -> list[Told]:
        """Return the sentence in lines, the first indented by `first` and the others by `rest`."""
        lines = textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
            break_long_words=False,
        )
        return [Told(line, tone) for line in lines]


def _pin(pin: NamedPin) -> Told:
    twice = ", written twice" if pin.duplicate else ""
    tone = Tone.GOOD if pin.kind.in_path else Tone.CALM
    return Told(f"      {pin.shown or '(empty)'}  {pin.words}{twice}{_behind(pin.written.line)}", tone)


def ending_words(report: Report) -> str:
    """Return how the check ended, in a sentence or two."""
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
