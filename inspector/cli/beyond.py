"""Pins of `--pick` that stand in the paths of devices alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.pinning.pin_set import ChosenPin


def split_picks(
    inspection: "Inspection", words: Sequence[str] | None
) -> "tuple[list[str] | None, tuple[ChosenPin, ...]]":
    """Return the words that pick layers of the shown path, and the keys that the others pick in paths of devices.

    Devices are asked only where a word is a pin that no certificate of the chain has.
    """
    if words is None:
        return None, ()
    strange = [word for word in words if _is_strange(inspection, word)]
    if not strange:
        return list(words), ()
    from inspector.chain.pin import parse_pin
    from inspector.devices.keys import choose_beyond, keys_beyond
    from inspector.devices.looking import look_at_devices
    from inspector.devices.verdicts import devices_count

    if not devices_count(inspection):
        return list(words), ()
    devices = look_at_devices(inspection)
    known = {key.pin: key for key in keys_beyond(devices)}
    found = {word: known[pin] for word in strange if (pin := parse_pin(word.strip())) in known}
    chosen = {key.pin: choose_beyond(devices, key) for key in found.values()}
    return [word for word in words if word not in found], tuple(chosen.values())


def _is_strange(inspection: "Inspection", word: str) -> bool:
    from inspector.chain.pin import PinError, parse_pin

    text = word.strip()
    if text.lower() in ("leaf", "intermediate", "root") or (text.isascii() and text.isdigit() and len(text) < 4):
        return False
    try:
        pin = parse_pin(text)
    except PinError:
        return False
    return all(pin != item.pin for item in (*inspection.layers, *inspection.unused))
