"""What a pin set survives: the usual changes of keys, and whether a pin of the set is still in the path then."""

from dataclasses import dataclass

from inspector.chain.path import Role
from inspector.pinning.pin_set import PinSet


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of the apps in the field at one event."""

    event: str
    """What happens, a few words."""

    survives: bool
    """Whether they still connect."""

    by: str
    """Which pin lets them in, a few words; empty where they are locked out."""


_KEPT = {
    "leaf renewed, key kept": (Role.LEAF, Role.INTERMEDIATE, Role.ROOT),
    "leaf renewed with a new key": (Role.INTERMEDIATE, Role.ROOT),
    "leaf renewed with the backup key": (Role.INTERMEDIATE, Role.ROOT),
    "another intermediate of the same root, new leaf key": (Role.ROOT,),
    "another authority, leaf key kept": (Role.LEAF,),
    "another authority, new leaf key": (),
    "another authority, backup key": (),
}
"""By event: the layers whose keys are in the path afterwards too."""


def fates(pin_set: PinSet) -> tuple[Fate, ...]:
    """Return what becomes of a client with `pin_set` at each event; any one pin in the path is enough.

    A pin counts for its layer only while that layer is in today's path, and a backup only where it is not; without a
    backup there are no events about it.
    """
    backup = next((item for item in pin_set.backups if not item.in_path), None)
    found = []
    for event, roles in _KEPT.items():
        if "backup key" in event and backup is None:
            continue
        pin = next((item for item in pin_set.chosen if item.in_path and item.role in roles), None)
        if pin is not None:
            found.append(Fate(event, True, f"the {pin.role.value}'s pin"))
        elif "backup key" in event:
            found.append(Fate(event, True, "the backup pin"))
        else:
            found.append(Fate(event, False, ""))
    return tuple(found)
