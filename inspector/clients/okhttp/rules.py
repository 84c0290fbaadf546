"""From the builders of a file to rule sets with their problems."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.okhttp.builders import Addition, Builder
from inspector.clients.okhttp.classes import KTOR_DARWIN, OKHTTP
from inspector.clients.okhttp.darwin_findings import darwin_pattern_problems, darwin_pin, darwin_pin_problems
from inspector.clients.okhttp.expression import Expression
from inspector.clients.okhttp.judge import UNFOLLOWED_PART
from inspector.clients.okhttp.loops import Turn, turns
from inspector.clients.okhttp.outline import Outline
from inspector.clients.okhttp.pattern_findings import pattern_problems
from inspector.clients.okhttp.pin_findings import pin_problems
from inspector.clients.okhttp.pins import NOT_FOLLOWED, written_pin
from inspector.clients.okhttp.values import CannotFollow, evaluate
from inspector.clients.rule import PinList, PinProblem, PinRule, RuleSet, WrittenPin

_LIMIT = 2_000

_Written = Callable[[str, int | None], WrittenPin]


@dataclass(slots=True)
class _Rule:
    line: int
    pins: list[tuple[str, WrittenPin]] = field(default_factory=list)
    problems: list[PinProblem] = field(default_factory=list)


class RuleReader:
    """Turns builders into rule sets and remembers which literals they used."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self.used: set[int] = set()
        """Offsets of the literals that became pins."""

    def rule_set(self, builder: Builder) -> RuleSet:
        """Return the rules of one builder; entries for the same pattern are one rule, as OkHttp treats them."""
        problems: list[PinProblem] = []
        rules: dict[str, _Rule] = {}
        client = builder.pinner.client
        written = written_pin if client == OKHTTP else darwin_pin
        for addition in builder.additions:
            for turn in turns(self._outline, addition.at):
                for pattern in self._patterns(addition, turn, problems):
                    rule = rules.setdefault(pattern, _Rule(self._outline.line(addition.at)))
                    self._add(rule, addition, turn, written)
        patterns = frozenset(rules)
        made = tuple(_rule(client, pattern, rule, patterns - {pattern}) for pattern, rule in rules.items())
        line = self._outline.line(builder.at)
        if builder.pinner.version.startswith("2"):
            title = "This is OkHttp 2, which takes SHA-1 pins only and throws for sha256/: the app would not start."
            problems.append(PinProblem("okhttp-2", Severity.WARNING, title, "Move to a current OkHttp.", line))
        if client == KTOR_DARWIN and len({frozenset(raw for raw, _ in rule.pins) for rule in rules.values()}) > 1:
            title = "Ktor takes any pin of the whole pinner for any pinned host, not only that host's own pins."
            hint = "Give each host a client of its own where that is too much."
            problems.append(PinProblem("shared-pins", Severity.INFO, title, hint, line))
        if not builder.additions:
            problems.append(_empty(builder, line))
        elif builder.handed_in or builder.handed_on:
            title = "This builder is handed to or from another function, which may add further pins to it."
            problems.append(PinProblem("builder-elsewhere", Severity.INFO, title, "", line))
        return RuleSet(client, made, builder.pinner.version, "", tuple(dict.fromkeys(problems)), line)

    def _patterns(self, addition: Addition, turn: Turn, problems: list[PinProblem]) -> Iterator[str]:
        line = self._outline.line(addition.at)
        if addition.pattern is None:
            return
        try:
            value = evaluate(self._outline, addition.pattern, turn)
        except CannotFollow as stopped:
            title = f"The host of this rule comes from {stopped.what}, which cannot be followed in this file."
            problems.append(PinProblem(UNFOLLOWED_PART, Severity.WARNING, title, _FOLLOW, line))
            return
        yield from dict.fromkeys(item.text for item in value.items)

    def _add(self, rule: _Rule, addition: Addition, turn: Turn, written: _Written) -> None:
        line = self._outline.line(addition.at)
        if addition.conditional:
            title = "These pins are added under a condition, so perhaps not in every build."
            rule.problems.append(PinProblem("conditional-pins", Severity.INFO, title, "", line))
        for pin in addition.pins:
            self._pin(rule, pin, turn, written)

    def _pin(self, rule: _Rule, pin: Expression, turn: Turn, written: _Written) -> None:
        try:
            value = evaluate(self._outline, pin, turn)
        except CannotFollow as stopped:
            line = self._outline.line(pin.at)
            title = f"A pin comes from {stopped.what}, which cannot be followed in this file."
            rule.problems.append(PinProblem("not-followed", Severity.WARNING, title, _FOLLOW, line))
            rule.pins.append(("", WrittenPin(stopped.what, None, NOT_FOLLOWED, line)))
            return
        for item in value.items[: max(0, _LIMIT - len(rule.pins))]:
            self.used.add(item.at)
            rule.pins.append((item.text, written(item.text, self._outline.line(item.at))))


_FOLLOW = "Check the value by hand, or write it as a constant in this file."


def _rule(client: str, pattern: str, rule: _Rule, others: frozenset[str]) -> PinRule:
    shown = visible(pattern)
    about_pattern, about_pins = (
        (pattern_problems, pin_problems) if client == OKHTTP else (darwin_pattern_problems, darwin_pin_problems)
    )
    problems: list[PinProblem] = [*rule.problems, *about_pins(shown, rule.pins, rule.line)]
    if rule.pins:
        problems = [*about_pattern(pattern, rule.line, others), *problems]
    lists = (PinList(tuple(pin for _, pin in rule.pins)),) if rule.pins else ()
    return PinRule(client, shown, lists, problems=tuple(dict.fromkeys(problems)), line=rule.line)


def _empty(builder: Builder, line: int) -> PinProblem:
    if builder.handed_in or builder.handed_on:
        title = "This builder is handed to or from another function, and nothing is added to it here."
        return PinProblem("builder-elsewhere", Severity.INFO, title, "", line)
    title = "This CertificatePinner is built without any pin that can be followed in this file: it may pin nothing."
    return PinProblem("pins-nothing", Severity.WARNING, title, "Add a host and its pins, or leave it out.", line)
