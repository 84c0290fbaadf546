"""Rehearsing a pin set for clients, and what would close the most of its holes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.client import CannotExpress, Client
from inspector.clients.limits import checked_host
from inspector.pinning.draft import choose
from inspector.pinning.pin_set import BackupPin, PinSet
from inspector.rehearsing.rehearsal import Answer, Cell, Part, Rehearsal, rehearse
from inspector.rehearsing.rules_of import rules_of

_HOLES = (Answer.LOCKED_OUT, Answer.UNPROTECTED)
_SPARE = BackupPin(Pin(sha256(b"the spare key of a rehearsal").digest()), "a spare key")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change of the pin set that makes it better."""

    change: str
    """What to do, one sentence."""

    closed: tuple[str, ...]
    """Titles of the events that fewer clients suffer from."""

    opened: tuple[str, ...]
    """Titles of the events that more clients suffer from."""

    gain: int
    """How many cells get better, less those that get worse."""


def part_of(pin_set: PinSet, client: Client) -> Part:
    """Return the client with the rules that it gets for `pin_set`, or with the reason why it cannot have it."""
    try:
        rules, fitted = rules_of(pin_set, client)
    except CannotExpress as error:
        return Part(client.name, client.title, None, f"{error.reason[:1].upper()}{error.reason[1:]}.")
    return Part(client.name, client.title, rules, notes=fitted.left_out)


def rehearse_set(pin_set: PinSet, layers: Sequence[Layer], clients: Sequence[Client], host: str) -> Rehearsal:
    """Return what becomes of `pin_set` in each client, when `host` is asked whose path is `layers`, leaf first.

    Raises `CannotExpress` where the set is none for any client.
    """
    checked_host(pin_set)
    parts = [part_of(pin_set, client) for client in clients]
    return rehearse(host, layers, [backup.pin for backup in pin_set.backups], parts, pin_set.made_at)


def suggest(
    pin_set: PinSet, layers: Sequence[Layer], clients: Sequence[Client], host: str, present: Rehearsal
) -> Suggestion | None:
    """Return the change that closes most holes of `present`, tried out in rehearsals of its own; None where none does.

    A backup counts as pinned for a key that the owner keeps; a change that opens as much as it closes is none.
    """
    found = []
    for change, changed in _changes(pin_set, layers):
        other = rehearse_set(changed, layers, clients, host)
        suggestion = _compare(change, present, other)
        if suggestion.gain > 0:
            found.append(suggestion)
    return max(found, key=lambda item: item.gain, default=None)


def _compare(change: str, present: Rehearsal, other: Rehearsal) -> Suggestion:
    closed, opened, gain = [], [], 0
    for before, after in zip(present.rows, other.rows, strict=True):
        better = _bad(before.cells) - _bad(after.cells)
        gain += better
        if better > 0:
            closed.append(before.event.title)
        elif better < 0:
            opened.append(before.event.title)
    return Suggestion(change, tuple(closed), tuple(opened), gain)


def _bad(cells: Sequence[Cell]) -> int:
    return sum(cell.answer in _HOLES for cell in cells)


def _changes(pin_set: PinSet, layers: Sequence[Layer]) -> list[tuple[str, PinSet]]:
    changes = []
    picked = {item.pin for item in pin_set.chosen}
    if not any(not backup.in_path for backup in pin_set.backups):
        changes.append(
            (
                "Add a backup pin whose key you keep outside the chain.",
                replace(pin_set, backups=(*pin_set.backups, _SPARE)),
            )
        )
    for layer in layers:
        name = f"{layer.role.value} {layer.certificate.subject.readable}"
        if layer.pin not in picked:
            changes.append((f"Pin the {name} too.", replace(pin_set, chosen=(*pin_set.chosen, choose(layer)))))
        elif len(picked) > 1:
            rest = tuple(item for item in pin_set.chosen if item.pin != layer.pin)
            changes.append((f"Drop the pin of the {name}.", replace(pin_set, chosen=rest)))
    return changes
