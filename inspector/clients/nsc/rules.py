"""Configs to the rules of one build."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.nsc.config import Config, ConfigFile
from inspector.clients.nsc.domains import DomainIndex
from inspector.clients.nsc.inherit import Effective, bypass_reason, effective
from inspector.clients.rule import PinList, PinProblem, PinRule, RuleSet

CLIENT = "nsc"
DEBUG = "debug build"
"""The variant of a debuggable build."""


def release_rules(file: ConfigFile, problems: Sequence[PinProblem] = ()) -> RuleSet:
    """Return what the released app does; the debug-overrides are passed over, whatever is in them."""
    found = (*problems, *file.problems, *_structure(file.base), *_nested(file.configs))
    rules = _unpinned([_rule(item) for item in effective(file, None)])
    return RuleSet(CLIENT, tuple(rules), problems=found, line=file.root.line)


def debug_rules(file: ConfigFile, debug: Config | None, problems: Sequence[PinProblem] = ()) -> RuleSet:
    """Return what a debuggable build does; of the rest of the file, only what stops the app is told again.

    `problems` are those of another file that gives the debug-overrides.
    """
    found = (*problems, *file.problems, *_structure(file.base), *_nested(file.configs))
    rules = [_only_crashes(_rule(item)) for item in effective(file, debug)]
    told = (*_crashes(found), *_structure(debug), *_bypassed(rules, debug))
    line = debug.line if debug is not None and debug.line else None
    return RuleSet(CLIENT, tuple(rules), variant=DEBUG, problems=told, line=line)


def unheeded(rules: RuleSet) -> RuleSet:
    """Return the rules of a file that no manifest names: it is never read, so nothing in it pins or stops the app."""
    inner = tuple(
        replace(rule, bypass="no manifest names the file that they stand in", problems=_tamed(rule.problems))
        for rule in rules.rules
    )
    return replace(rules, rules=inner, problems=_tamed(rules.problems))


def _tamed(problems: Iterable[PinProblem]) -> tuple[PinProblem, ...]:
    return tuple(replace(problem, crash=False) for problem in problems)


def _rule(item: Effective) -> PinRule:
    domain, pins = item.domain, item.pins
    own = pins is not None and pins is item.config.pins
    return PinRule(
        CLIENT,
        visible(domain.name),
        (PinList(pins.pins),) if pins is not None and pins.pins else (),
        domain.subdomains,
        pins.expires if pins is not None else None,
        bypass=bypass_reason(item.anchors) if pins is not None and pins.pins else "",
        problems=(*domain.problems, *(pins.problems if pins is not None and own else ())),
        line=domain.line,
    )


def _structure(config: Config | None) -> tuple[PinProblem, ...]:
    return config.problems if config is not None else ()


def _nested(configs: Iterable[Config]) -> list[PinProblem]:
    """Return the problems of configs and of everything in them that no rule has."""
    found: list[PinProblem] = []
    for config in configs:
        found += config.problems
        if config.pins is not None and not config.domains:
            found += config.pins.problems
        found += _nested(config.children)
    return found


def _crashes(problems: Iterable[PinProblem]) -> tuple[PinProblem, ...]:
    return tuple(problem for problem in problems if problem.crash)


def _only_crashes(rule: PinRule) -> PinRule:
    return replace(rule, problems=_crashes(rule.problems))


def _bypassed(rules: Iterable[PinRule], debug: Config | None) -> tuple[PinProblem, ...]:
    """Say that a debug build does not test the pins, wholly or for added certificates."""
    sources = debug.anchors or () if debug is not None else ()
    if not any(rule.pins for rule in rules) or not any(source.overrides for source in sources):
        return ()
    line = next(source.line for source in sources if source.overrides) or None
    if any(rule.bypass for rule in rules):
        title = "A debug build passes the pins over, so it does not test them."
        hint = 'write overridePins="false" in <debug-overrides> to test the pins'
        return (PinProblem("debug-bypass", Severity.WARNING, title, hint, line),)
    title = "In a debug build, chains that end in an added certificate pass the pins over."
    return (PinProblem("debug-bypass", Severity.INFO, title, "", line),)


def _unpinned(rules: list[PinRule]) -> list[PinRule]:
    """Tell every rule without pins that takes its host out of a pinned domain around it."""
    index = DomainIndex(rules)
    told = []
    for rule in rules:
        around = index.around(rule.pattern)
        is_replaced = around is not None and around.pins and around.pins != rule.pins
        told.append(
            replace(rule, problems=(*rule.problems, _replaced(rule, around))) if is_replaced and around else rule
        )
    return told


def _replaced(rule: PinRule, around: PinRule) -> PinProblem:
    where = f"{around.pattern} (line {around.line})"
    if rule.pins:
        title = f"For {rule.pattern} only its own pins count, not those of {where}."
        return PinProblem("own-pins", Severity.INFO, title, "", rule.line)
    title = f"{rule.pattern} is not pinned, although {where} pins the names below it: only the nearer entry counts."
    hint = "nest it inside that domain-config, without a pin set of its own, so that it inherits the pins"
    return PinProblem("unpinned-subdomain", Severity.WARNING, title, hint, rule.line)
