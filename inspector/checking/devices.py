"""Releases of Android and of Apple's systems that take the chain by another path, in which no pin is."""

from inspector.chain.finding import Severity
from inspector.clients.rule import Layers, PinProblem, RuleSet, Verdict
from inspector.devices import ANDROID, APPLE, look_at_devices
from inspector.inspection import Inspection
from inspector.pinning.reach import locked_out, where

FIRST_API = 24
"""Oldest API level that counts: Network Security Config begins there."""

ANDROID_CLIENTS = frozenset(("okhttp", "nsc", "cronet", "react-native", "ktor", "retrofit"))
APPLE_CLIENTS = frozenset(("apple", "trustkit", "ktor-darwin", "alamofire", "swift"))


def device_problems(rules: RuleSet, verdict: Verdict, inspection: Inspection) -> list[PinProblem]:
    """Return a problem where releases of the client's system trust the chain and have no pin of the set in their path.

    Such a device does not connect, although the pins match the path by the store that was asked.
    """
    system = ANDROID if rules.client in ANDROID_CLIENTS else APPLE if rules.client in APPLE_CLIENTS else ""
    if not system or not verdict.matched:
        return []
    devices = look_at_devices(inspection)
    spans = devices.spans(system=system, minimum=FIRST_API)
    lists = [group for rule in verdict.rules for group in rule.lists if group.layers is not Layers.LEAF]
    if rules.client in ANDROID_CLIENTS:
        groups = [{pin.pin for group in lists for pin in group.pins if pin.pin is not None}]
    else:
        groups = [{pin.pin for pin in group.pins if pin.pin is not None} for group in lists]
    found: list[PinProblem] = []
    for pins in groups:
        locked = locked_out(pins, spans)
        if locked:
            title = f"No pin is in the path {where(locked, spans, system)}: those devices do not connect."
            hint = "Pin a layer that stands in every path: pinspector show HOST --devices tells which."
            line = next((rule.line for rule in verdict.rules), None)
            found.append(PinProblem("device-lock-out", Severity.ERROR, title, hint, line))
    return found
