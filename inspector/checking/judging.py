"""What one rule set makes of one host: the client's judge on the live path, and what stands in the way of asking it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from inspector.chain.path import Layer
from inspector.chain.text import sentence
from inspector.checking.devices import device_problems
from inspector.checking.looking import Sight
from inspector.checking.naming import NamedPin, name_pins
from inspector.checking.problems import UNUSED_PIN, pin_problems
from inspector.checking.report import HostVerdict
from inspector.clients.matching import trust_of
from inspector.clients.rule import Outcome, PinProblem, PinRule, RuleSet, Trust, Verdict
from inspector.devices.looking import Devices, look_at_devices
from inspector.devices.verdicts import DeviceVerdict, devices_count, judge_devices, system_of, tell_devices
from inspector.inspection import Inspection

Judge = Callable[[RuleSet, Sequence[Layer], str, datetime], Verdict]
"""See `inspector.clients.judging.judge`."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is needed to judge."""

    judge: Judge
    """The clients' judges."""

    devices: bool
    """Whether to ask which releases of Android and Apple's systems build another path."""

    seen: dict[int, Devices] = field(default_factory=dict)
    """What devices make of the inspections that were asked about, by their identity."""

    def look_at(self, inspection: Inspection) -> Devices:
        """Return what devices make of an inspection, asked once however many rules are about it."""
        if id(inspection) not in self.seen:
            self.seen[id(inspection)] = look_at_devices(inspection)
        return self.seen[id(inspection)]


def judge_host(rules: RuleSet, host: str, sight: Sight, at: datetime, bench: Bench) -> HostVerdict:
    """Return what the client of `rules` does with `host`, of which `sight` is what was seen.

    A client that does not start refuses everything, one that goes on without pins pins nothing, whatever the chain is;
    a chain that is not trusted is refused before any pin is asked, unless the client takes any chain. What is asked
    without TLS is pinned by nothing.
    """
    inspection = sight.inspection
    layers: Sequence[Layer] = () if inspection is None else inspection.layers
    try:
        found = bench.judge(rules, layers, host, at)
    except LookupError:
        found = None
    applying = () if found is None else found.rules
    pins = tuple(pin for rule in applying for pin in name_pins(rule, inspection))
    if rules.fatal is not None:
        reason = f"The app fails before it connects: {rules.fatal.title}"
        return HostVerdict(host, Outcome.REFUSED, reason, applying, pins=pins)
    if rules.crash is not None and found is not None:
        return HostVerdict(host, found.outcome, found.reason, applying, pins=pins)
    trust = trust_of(found)
    if trust is Trust.NO_TLS and found is not None:
        return HostVerdict(host, found.outcome, found.reason, applying, pins=pins, sight=sight)
    if inspection is None:
        return HostVerdict(host, None, _why_unseen(sight), applying, pins=pins, sight=sight)
    is_trusted = inspection.trusted and inspection.assessment.path is not None
    if trust is Trust.CHECKED and not is_trusted:
        refused = Verdict(Outcome.REFUSED, _distrust(inspection), (), applying)
        ranges = _on_devices(rules, host, at, inspection, bench) if found is not None else ()
        if not any(item.verdict.outcome is Outcome.CONNECTS for item in ranges):
            return HostVerdict(host, refused.outcome, refused.reason, applying, pins=pins, sight=sight)
        return _with_devices(refused, pins, (), ranges, host, sight, bench)
    if found is None:
        reason = f"Nobody here knows how {rules.client} compares pins."
        return HostVerdict(host, None, reason, (), sight=sight)
    ranges = _on_devices(rules, host, at, inspection, bench, found)
    problems = _problems(applying, pins, found)
    if not is_trusted and found.matched:
        problems = [problem for problem in problems if problem.code != UNUSED_PIN]
    return _with_devices(found, pins, problems, ranges, host, sight, bench)


def _on_devices(
    rules: RuleSet, host: str, at: datetime, inspection: Inspection, bench: Bench, found: Verdict | None = None
) -> tuple[DeviceVerdict, ...]:
    """Return the verdicts on releases; `found` is the one on the inspection's path, None where none is valid."""
    if not bench.devices or not devices_count(inspection) or not system_of(rules):
        return ()
    known = None if found is None else (inspection.layers, found)
    return judge_devices(rules, host, at, bench.look_at(inspection), known)


def _with_devices(
    found: Verdict,
    pins: tuple[NamedPin, ...],
    problems: Sequence[PinProblem],
    ranges: tuple[DeviceVerdict, ...],
    host: str,
    sight: Sight,
    bench: Bench,
) -> HostVerdict:
    """Return the verdict with what differs on releases."""
    told, every = "", tuple(problems)
    if ranges and sight.inspection is not None:
        devices = bench.look_at(sight.inspection)
        told = tell_devices(ranges, devices, found.outcome)
        every = (*device_problems(found, ranges, devices), *every)
    return HostVerdict(
        host, found.outcome, found.reason, found.rules, found.matched, pins, every, sight, ranges, sentence(told)
    )


def _problems(rules: Sequence[PinRule], pins: Sequence[NamedPin], found: Verdict) -> list[PinProblem]:
    told = tuple(problem for rule in rules for problem in rule.problems)
    return pin_problems(pins, told, connects=found.outcome is Outcome.CONNECTS)


def _why_unseen(sight: Sight) -> str:
    """Return why there is no chain, one sentence; a name in front stays as it is."""
    first = sight.reason.partition(" ")[0]
    if first.isalpha() and not sight.target.startswith(first):
        return sentence(sight.reason)
    return sight.reason if sight.reason.endswith((".", "!", "?")) else f"{sight.reason}."


def _distrust(inspection: Inspection) -> str:
    assessment = inspection.assessment
    reason = f" {assessment.reason}" if assessment.reason else ""
    return f"The chain is not trusted by {assessment.store.label}, so no pin is asked.{reason}"
