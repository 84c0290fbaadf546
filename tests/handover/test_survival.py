"""What a pin set survives, as the sheet says it and as the lab's servers show it."""

from datetime import UTC, datetime

import pytest

from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.handover.survival import fates
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios
from inspector.pinning.draft import Draft, add_backup, make_pin_set, pick
from inspector.pinning.pin_set import BackupPin, PinSet

ROLES = (Role.LEAF, Role.INTERMEDIATE, Role.ROOT)
EVENTS = {
    "leaf renewed, key kept": "renewed-same-key",
    "leaf renewed with a new key": "renewed-new-key",
    "another authority, new leaf key": "new-ca",
}
"""Events that a scenario of the lab plays."""


def look(running: Running) -> Inspection:
    """Return what a client sees that trusts the lab."""
    return inspect(running.host, Settings(store=running.store, connect_to=running.connect_to), now=datetime.now(UTC))


def chosen(seen: Inspection, *roles: Role, backup: Pin | None = None) -> PinSet:
    """Return the pin set of these layers, with a backup where one is given."""
    draft = pick(Draft(seen.host or ""), *(layer.pin for layer in seen.layers if layer.role in roles))
    if backup is not None:
        draft = add_backup(draft, BackupPin(backup, "spare"))
    return make_pin_set(draft, seen.layers, at=seen.at)


@pytest.mark.parametrize("event", EVENTS)
def test_the_lab_shows_the_same(event: str) -> None:
    """For each layer alone: whether its pin is in the path after the change is what the sheet says."""
    with scenarios()[EVENTS[event]].start() as running:
        old, new = look(running), look(running)
    later = {layer.pin for layer in new.layers}
    for role in ROLES:
        pins = chosen(old, role)
        said = next(fate for fate in fates(pins) if fate.event == event)
        assert said.survives == bool(set(pins.pins) & later), role


def test_a_backup_is_what_the_renewal_uses() -> None:
    """With the key of the renewed leaf as backup the app connects, by the backup pin; without it it does not."""
    with scenarios()["renewed-new-key"].start() as running:
        old, new = look(running), look(running)
    pins = chosen(old, Role.LEAF, backup=new.layers[0].pin)
    said = {fate.event: fate for fate in fates(pins)}
    assert set(pins.pins) & {layer.pin for layer in new.layers} == {new.layers[0].pin}
    assert said["leaf renewed with the backup key"].by == "the backup pin"
    assert not said["leaf renewed with a new key"].survives


def test_a_backup_in_the_path_counts_for_nothing() -> None:
    """A "backup" of today's chain is none."""
    with scenarios()["good"].start() as running:
        seen = look(running)
    pins = chosen(seen, Role.LEAF, backup=seen.layers[1].pin)
    assert not any(fate.by == "the backup pin" for fate in fates(pins))
