"""Releases of Android and of Apple's systems that take the chain by another path than the one that was judged."""

from collections.abc import Iterator, Sequence

from inspector.chain.finding import Severity
from inspector.chain.pin import Pin
from inspector.clients.rule import Layers, Outcome, PinProblem, RuleSet, Verdict
from inspector.devices import ANDROID, APPLE, Devices
from inspector.pinning.reach import Span, Version, locked_out, where

FIRST_API = 24
"""Oldest API level that counts: Network Security Config begins there."""

ANDROID_CLIENTS = frozenset(("okhttp", "nsc", "cronet", "http-engine"))
APPLE_CLIENTS = frozenset(("apple", "trustkit", "ktor-darwin", "alamofire", "swift-delegate"))

_HINT = "Pin a layer that stands in every path: pinspector show HOST --devices tells which."


def device_problems(rules: RuleSet, verdict: Verdict, devices: Devices) -> list[PinProblem]:
    """Return what differs on releases of the client's system from the path that was judged.

    Where the pins match: an error for the releases that trust the chain and have none of them in their path, since
    those devices do not connect. Where they do not: the releases on which they would.
    """
    system = _system(rules)
    if not system or verdict.outcome is Outcome.NOT_PINNED:
        return []
    spans = devices.spans(system=system, minimum=FIRST_API)
    if verdict.outcome is Outcome.CONNECTS:
        return list(_locked_out(verdict, spans, system)) if verdict.matched else []
    reached = [item for pins in _groups(verdict, system) for item in _reached(pins, spans)]
    if not reached:
        return []
    title = f"A pin is in the path {where(reached, spans, system)}: other devices do not connect."
    return [PinProblem("device-path", Severity.INFO, title, _HINT, _line(verdict))]


def _system(rules: RuleSet) -> str:
    """Return the system that the client runs on; empty for one that runs anywhere."""
    if rules.platform in (ANDROID, APPLE):
        return rules.platform
    return ANDROID if rules.client in ANDROID_CLIENTS else APPLE if rules.client in APPLE_CLIENTS else ""


def _locked_out(verdict: Verdict, spans: Sequence[Span], system: str) -> Iterator[PinProblem]:
    for pins in _groups(verdict, system):
        locked = locked_out(pins, spans)
        if locked:
            title = f"No pin is in the path {where(locked, spans, system)}: those devices do not connect."
            yield PinProblem("device-lock-out", Severity.ERROR, title, _HINT, _line(verdict))


def _groups(verdict: Verdict, system: str) -> list[set[Pin]]:
    """Return the pins of which any one is enough: on Android all of them together, on Apple's systems those of a list.

    A list for the leaf is left out: the leaf is the same in every path.
    """
    lists = [group for rule in verdict.rules for group in rule.lists if group.layers is not Layers.LEAF]
    groups = [{pin.pin for pin in group.pins if pin.pin is not None} for group in lists]
    return [set().union(*groups)] if system == ANDROID else groups


def _reached(pins: set[Pin], spans: Sequence[Span]) -> list[Version]:
    return [item for span in spans if span.holds and not pins.isdisjoint(span.pins) for item in span.versions]


def _line(verdict: Verdict) -> int | None:
    return next((rule.line for rule in verdict.rules), None)
