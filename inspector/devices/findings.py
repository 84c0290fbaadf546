"""What there is to notice about a chain once it is known what devices make of it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from inspector.chain.finding import Finding
from inspector.chain.findings import find_again
from inspector.chain.findings.evidence import Ending
from inspector.chain.pin import Pin
from inspector.devices.looking import Devices, Outcome
from inspector.inspection import Inspection
from inspector.pinning.reach import Version, where
from inspector.trust.device_path import DeviceLayer


def device_findings(inspection: Inspection, devices: Devices, minimum: int | None = None) -> tuple[Finding, ...]:
    """Return the findings of the inspection, worst first, with what is to be said of Android from `minimum` on.

    Without a minimum every known release counts.
    """
    if inspection.evidence is None:
        return inspection.findings
    evidence = replace(inspection.evidence, endings=endings_of(devices, minimum))
    return find_again(inspection.findings, evidence)


def endings_of(devices: Devices, minimum: int | None = None) -> tuple[Ending, ...]:
    """Return where Android's releases (from `minimum` on) end the chain, as the rules about findings take it."""
    return tuple(_endings(devices, minimum))


def _endings(devices: Devices, minimum: int | None) -> Iterator[Ending]:
    """Yield where Android's releases end the chain; neighbours that end alike, whatever lies below, are one."""
    spans = devices.spans(minimum=minimum)
    groups: list[tuple[DeviceLayer | None, Outcome, list[Version]]] = []
    for outcome in devices.android:
        versions = [item for item in outcome.span.versions if minimum is None or item.api >= minimum]
        anchor = outcome.path.anchor if outcome.span.holds else None
        if not versions:
            continue
        if groups and _identity(groups[-1][0]) == _identity(anchor):
            groups[-1][2].extend(versions)
        else:
            groups.append((anchor, outcome, versions))
    for place, (anchor, outcome, versions) in enumerate(groups):
        newest = place == len(groups) - 1
        words = where(versions, spans, "Android" if newest else "")
        yield Ending(
            where=re.sub(r" \(API [^)]*\)", "", words),
            newest_api=versions[-1].api,
            root=anchor.name if anchor is not None else "",
            identity=_identity(anchor),
            reason=outcome.path.reason if anchor is None else "",
        )


def _identity(anchor: DeviceLayer | None) -> Pin | None:
    return anchor.pin if anchor is not None else None
