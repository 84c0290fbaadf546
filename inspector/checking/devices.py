"""Releases of Android and of Apple's systems on which a client does something else than at the path that was judged."""

from collections.abc import Sequence

from inspector.chain.finding import Severity
from inspector.clients.rule import Outcome, PinProblem, Verdict
from inspector.devices.looking import Devices
from inspector.devices.verdicts import FIRST_API, DeviceVerdict, versions_with
from inspector.pinning.reach import where

_HINT = "Pin a layer that stands in every path: pinspector show HOST --devices tells which."


def device_problems(verdict: Verdict, found: Sequence[DeviceVerdict], devices: Devices) -> list[PinProblem]:
    """Return what differs in `found`, the verdicts on ranges of releases, from the `verdict` on the path of the chain.

    Where it connects: an error for the releases that trust the chain and refuse the pins, since those devices do not
    connect. Where it is refused: the releases on which it connects.
    """
    if not found or verdict.outcome is Outcome.NOT_PINNED:
        return []
    system = found[0].range.system
    spans = devices.spans(system=system, minimum=FIRST_API)
    line = next((rule.line for rule in verdict.rules), None)
    if verdict.outcome is Outcome.CONNECTS:
        locked = versions_with(found, Outcome.REFUSED)
        if not locked:
            return []
        title = f"No pin is in the path {where(locked, spans, system)}: those devices do not connect."
        return [PinProblem("device-lock-out", Severity.ERROR, title, _HINT, line)]
    reached = versions_with(found, Outcome.CONNECTS)
    if not reached:
        return []
    title = f"A pin is in the path {where(reached, spans, system)}: other devices do not connect."
    return [PinProblem("device-path", Severity.INFO, title, _HINT, line)]
