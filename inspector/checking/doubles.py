"""What two files of one project tell alike: a manifest and the config that it names are read together both times."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from inspector.clients.rule import PinProblem, PinRule, RuleSet

if TYPE_CHECKING:
    from inspector.checking.recognising import PinFile


def without_doubles(files: "Sequence[PinFile]") -> "tuple[PinFile, ...]":
    """Return the files of a project with each rule set and each problem told once, where it has its line.

    What stands in a file without any line came from another file, and is left out where that one is there too. A file
    that then tells nothing is left out.
    """
    sets = {_erased(one) for file in files for one in file.sets if _is_placed(one)}
    problems = {_bare(problem) for file in files for problem in file.problems if problem.line is not None}
    kept = [_kept(file, sets, problems) for file in files]
    return tuple(
        new for new, old in zip(kept, files, strict=True) if new.sets or new.problems or new.failure or new == old
    )


def _kept(file: "PinFile", sets: set[RuleSet], problems: set[PinProblem]) -> "PinFile":
    return replace(
        file,
        sets=tuple(one for one in file.sets if _is_placed(one) or _erased(one) not in sets),
        problems=tuple(item for item in file.problems if item.line is not None or _bare(item) not in problems),
    )


def _is_placed(rules: RuleSet) -> bool:
    return rules.line is not None or any(rule.line is not None for rule in rules.rules)


def _erased(rules: RuleSet) -> RuleSet:
    return replace(
        rules,
        line=None,
        rules=tuple(map(_erased_rule, rules.rules)),
        problems=tuple(map(_bare, rules.problems)),
    )


def _erased_rule(rule: PinRule) -> PinRule:
    lists = tuple(replace(group, pins=tuple(replace(pin, line=None) for pin in group.pins)) for group in rule.lists)
    return replace(rule, line=None, lists=lists, problems=tuple(map(_bare, rule.problems)))


def _bare(problem: PinProblem) -> PinProblem:
    return replace(problem, line=None)
