"""What devices make of a chain, as text and as values for JSON."""

from collections.abc import Iterator

from inspector.devices.looking import ANDROID, ANDROID_NOTE, APPLE, APPLE_NOTE, Devices, Outcome

Entry = dict[str, str | int | bool | list[str] | None]


def device_lines(devices: Devices) -> Iterator[str]:
    """Yield a line for each range of releases, and for each pin how far it reaches."""
    for system, title, note in (
        (ANDROID, "Devices, AOSP", ANDROID_NOTE),
        (APPLE, "Devices, Apple (less certain)", APPLE_NOTE),
    ):
        yield ""
        yield f"{title}:"
        for outcome in devices.outcomes(system):
            yield f"  {_range(outcome)}: {_words(outcome)}"
            for remark in outcome.notes:
                yield f"    {remark}"
        yield "  Pins:"
        yield from _reaches(devices, system)
        yield f"  {note}"


def _range(outcome: Outcome) -> str:
    levels = f" ({outcome.levels})" if outcome.levels else ""
    return f"{outcome.system} {outcome.versions}{levels}"


def _words(outcome: Outcome) -> str:
    anchor = outcome.path.anchor
    reason = f". {outcome.path.reason}" if outcome.path.reason else ""
    end = f", {len(outcome.path.layers)} certificates, ends in {anchor.name}" if anchor is not None else ""
    return f"{outcome.words}{end}{reason}"


def _reaches(devices: Devices, system: str) -> Iterator[str]:
    for key in devices.keys:
        pin = "" if key.shown else f" {key.pin}"
        yield f"    {key.role} {key.name}{pin}: {devices.reach(key.pin, system=system).sentence}"


def device_entries(devices: Devices) -> list[Entry]:
    """Return an entry of JSON's `paths` for each range of releases, Android's first, oldest first.

    `trusted` is only true where every signature was checked; `reason` says why a path is not.
    """
    return [_entry(outcome) for outcome in (*devices.android, *devices.apple)]


def _entry(outcome: Outcome) -> Entry:
    first, last = outcome.span.versions[0], outcome.span.versions[-1]
    anchor = outcome.path.anchor
    reason = outcome.path.reason or ("" if outcome.path.trusted else f"{outcome.words}: a signature was not checked")
    return {
        "store": "android" if outcome.system == ANDROID else "apple",
        "from_api": first.api or None,
        "to_api": last.api or None,
        "pins": [str(pin) for pin in outcome.path.pins],
        "trusted": outcome.path.trusted,
        "from_version": first.text,
        "to_version": last.text,
        "from_build": first.build or None,
        "to_build": last.build or None,
        "anchor": anchor.name if anchor is not None else None,
        "reason": reason,
    }
