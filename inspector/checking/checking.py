"""The use case: what is to be checked in, a report out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspector.chain.finding import Severity
from inspector.checking.failure.explaining import explain
from inspector.checking.gathering import Gathered
from inspector.checking.hosts import Place, any_pins, pins_something, place_of, places_of
from inspector.checking.judging import Bench, Judge, judge_host
from inspector.checking.looking import Inspect, Progress, Sight, look_at_all
from inspector.checking.naming import Kind, name_pins
from inspector.checking.problems import pin_problems
from inspector.checking.recognising import PinFile, read_files, with_host
from inspector.checking.report import CheckedFile, CheckedSet, HostVerdict, Report, Unjudged
from inspector.checking.unread import Unread
from inspector.clients.rule import Outcome, PinProblem, PinRule, RuleSet
from inspector.clients.source import Reader
from inspector.inspection import Inspection
from inspector.net.cancel import Cancel

MOST_HOSTS = 500
"""Most hosts that one check asks."""

_TOO_MANY = f"it was not asked: there are more than {MOST_HOSTS} hosts"
_NAME_THEM = "Name the hosts that matter behind the file."


@dataclass(frozen=True, slots=True)
class Named:
    """A target that was named, and the host that it is judged as."""

    target: str
    """What to open."""

    host: str | None
    """The host to judge; None to take the one that the chain was checked for, or that a file's leaf names."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a check works with."""

    readers: Sequence[Reader]
    """Every reader, in their order."""

    judge: Judge
    """The clients' judges."""

    inspect: Inspect | None
    """Looks at a target; None to look at none."""

    at: datetime
    """The moment of the judgement, UTC."""

    devices: bool = False
    """Whether to ask which releases of Android and Apple's systems build another path."""

    progress: Progress | None = None
    """Told of every host that is done."""


def check(gathered: Gathered, named: Sequence[Named], means: Means, cancel: Cancel | None = None) -> Report:
    """Return what becomes of every rule in `gathered` at the hosts that it is about, or at those that were named.

    Named targets win: no other host is looked at. Without means to inspect nothing is contacted.
    """
    files, unread = read_files(gathered, means.readers)
    if len(named) == 1 and named[0].host is not None:
        files = tuple(with_host(file, named[0].host) for file in files)
    every = [rules for file in files for rules in file.sets]
    places = {} if named else {id(rules): places_of(rules) for file in files for rules in file.sets}
    wanted = [item.target for item in named] or [
        *(place.target for rules in every if not rules.variant for place in places[id(rules)]),
        *(target for file in files if (target := _failed_at(file))),
    ]
    sights: dict[str, Sight] = {}
    if means.inspect is not None and files:
        asked = tuple(dict.fromkeys(wanted))
        sights = look_at_all(asked[:MOST_HOSTS], means.inspect, cancel=cancel or Cancel(), progress=means.progress)
        sights |= {target: Sight(target, None, "", _TOO_MANY, _NAME_THEM) for target in asked[MOST_HOSTS:]}
    if named:
        hosts = _matched(every, [Place(_host(item, sights), item.target) for item in named], means, sights)
    else:
        hosts = places
    bench = Bench(means.judge, means.devices)
    checked = tuple(_file(file, hosts, sights, bench, means.at) for file in files)
    return Report(
        gathered.name,
        gathered.name if gathered.is_folder else "",
        means.inspect is None,
        tuple(sights.values()),
        tuple(sorted(checked, key=lambda file: not file.is_bad)),
        (*gathered.unread, *unread, *_unrecognised(gathered, files, unread)),
        gathered.texts,
        _unpinned(gathered, files) or _unasked(gathered, checked, asking=means.inspect is not None),
    )


def _failed_at(file: PinFile) -> str:
    """Return the target that a failure text names; empty where it is none or names none."""
    host = None if file.failure is None else file.failure.host
    place = None if host is None else place_of(host)
    return "" if place is None else place.target


def _host(item: Named, sights: dict[str, Sight]) -> str:
    """Return the host that a named target is judged as; of a file without one, the first that its leaf names."""
    sight = sights.get(item.target)
    if item.host is not None or sight is None or sight.inspection is None:
        return item.host or item.target
    from inspector.pinning.first_host import first_host

    return sight.inspection.host or first_host(sight.inspection.layers[0].certificate) or item.target


def _matched(
    every: Sequence[RuleSet], named: Sequence[Place], means: Means, sights: dict[str, Sight]
) -> dict[int, tuple[Place, ...]]:
    """Return which named hosts to judge by which rule set: those that cover it, and where none does, one a client."""
    found: dict[int, tuple[Place, ...]] = {id(rules): () for rules in every}
    shipped = [rules for rules in every if not rules.variant]
    for place in named:
        covering = [rules for rules in every if rules.crash is not None or _covers(rules, place, means, sights)]
        if not any(not rules.variant for rules in covering):
            covering += list({rules.client: rules for rules in reversed(shipped)}.values())
        alike = {_without_version(rules) for rules in covering if rules.version}
        chosen = {id(rules) for rules in covering}
        covering += [rules for rules in shipped if id(rules) not in chosen and _without_version(rules) in alike]
        for rules in covering:
            found[id(rules)] = (*found[id(rules)], place)
    return found


def _without_version(rules: RuleSet) -> tuple[str, int | None, tuple[str, ...]]:
    """Return what the sets of one builder have in common, that are there once for each version."""
    return rules.client, rules.line, tuple(rule.pattern for rule in rules.rules)


def _covers(rules: RuleSet, place: Place, means: Means, sights: dict[str, Sight]) -> bool:
    sight = sights.get(place.target)
    layers = () if sight is None or sight.inspection is None else sight.inspection.layers
    try:
        return bool(means.judge(rules, layers, place.host, means.at).rules)
    except LookupError:
        return any(own.host == place.host for own in places_of(rules))


def _file(
    file: PinFile, hosts: dict[int, tuple[Place, ...]], sights: dict[str, Sight], bench: Bench, at: datetime
) -> CheckedFile:
    sets = tuple(_set(rules, hosts[id(rules)], sights, bench, at) for rules in file.sets)
    explained = None
    if file.failure is not None:
        seen = [sight for sight in sights.values() if sight.inspection is not None]
        explained = explain(file.failure, seen[0].inspection if len(seen) == 1 else None)
    return CheckedFile(file, sets, explained)


def _set(rules: RuleSet, places: Sequence[Place], sights: dict[str, Sight], bench: Bench, at: datetime) -> CheckedSet:
    verdicts = [_verdict(rules, place, sights[place.target], bench, at) for place in places if place.target in sights]
    met = {id(rule) for verdict in verdicts for rule in verdict.rules}
    seen = [sights[place.target].inspection for place in places if place.target in sights]
    chains = list({id(chain): chain for chain in seen if chain is not None}.values())
    left = tuple(_unjudged(rule, chains) for rule in rules.rules if id(rule) not in met)
    return CheckedSet(rules, tuple(sorted(verdicts, key=_rank)), left)


def _verdict(rules: RuleSet, place: Place, sight: Sight, bench: Bench, at: datetime) -> HostVerdict:
    """Return the verdict; where a pattern means other hosts than the one that was asked, how to ask those."""
    found = judge_host(rules, place.host, sight, at, bench)
    if not place.stands_for or found.outcome is Outcome.CONNECTS:
        return found
    hint = f"{place.host} only stands for {place.stands_for}: name the hosts that are meant behind the file."
    return replace(found, reason=f"{found.reason} {hint}")


def _unjudged(rule: PinRule, chains: Sequence[Inspection]) -> Unjudged:
    """Return a rule that no verdict is about, with what its pins are in the chain of its host.

    Where that was not asked, pins that another chain of its set has in its path are named by that.
    """
    place = place_of(rule.pattern)
    own = next((item for item in chains if place is not None and item.host == place.host), None)
    elsewhere = (name_pins(rule, chain) for chain in chains if own is None)
    met = next((pins for pins in elsewhere if any(pin.kind.in_path for pin in pins)), None)
    pins = met or name_pins(rule, own)
    if chains and own is None and met is None:
        said = "not compared: its host was not asked"
        pins = tuple(replace(pin, words=said) if pin.kind is Kind.UNKNOWN else pin for pin in pins)
    problems = pin_problems(pins, rule.problems, connects=False)
    if pins_something(rule) and place is None:
        title = f"The pattern {rule.pattern or '(empty)'} names no host that could be asked."
        problems.append(PinProblem("no-host", Severity.WARNING, title, "Name the host behind the file.", rule.line))
    return Unjudged(rule, pins, tuple(problems))


def _rank(verdict: HostVerdict) -> int:
    order = (Outcome.REFUSED, Outcome.NOT_PINNED, None, Outcome.CONNECTS)
    return order.index(verdict.outcome)


def _unrecognised(gathered: Gathered, files: Sequence[PinFile], unread: Sequence[Unread]) -> tuple[Unread, ...]:
    """Return a line for a single text in which nothing is known, and for a folder without a text."""
    if files or unread or gathered.unread:
        return ()
    if gathered.is_folder:
        return () if gathered.texts else (Unread(gathered.name, "there is no text in it", "Name another folder."),)
    hint = "A chain or a key is shown by: pinspector show FILE. Known are sources, plists, configs and failure texts."
    return (Unread(gathered.name, "nothing in it is known to configure or to report pins", hint),)


def _unasked(gathered: Gathered, files: Sequence[CheckedFile], *, asking: bool) -> str:
    """Return what is to be said where there are pins and not one of them could be judged; else an empty text."""
    judged = any(one.verdicts for file in files for one in file.sets if not one.rules.variant)
    if not asking or judged or not files or any(file.explained is not None for file in files):
        return ""
    return f"No host could be judged: name the hosts of {gathered.name} behind it."


def _unpinned(gathered: Gathered, files: Sequence[PinFile]) -> str:
    if any(file.failure is not None for file in files) or any_pins(rules for file in files for rules in file.sets):
        return ""
    if not files and not (gathered.is_folder and gathered.texts):
        return ""
    return f"Nothing in {gathered.name} pins anything, as far as it can be followed."
