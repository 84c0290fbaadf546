"""Rehearsing a pin set for clients, and what would close the most of its holes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.chain.text import capital
from inspector.clients.client import CannotExpress, Client
from inspector.clients.limits import checked_host
from inspector.clients.rule import RuleSet
from inspector.clients.rules_of import JUDGES, platforms_of, rules_of
from inspector.pinning.draft import choose
from inspector.pinning.pin_set import BackupPin, PinSet
from inspector.rehearsing.cast import OtherLeaf
from inspector.rehearsing.rehearsal import Answer, Cell, Part, Rehearsal, rehearse

REHEARSED = ("okhttp-kotlin", "nsc", "apple", "trustkit-plist", "curl")
"""The clients that are rehearsed where none are named."""

FREE_OF_AUTHORITIES = frozenset({"tlsa"})
"""Judges whose clients take a leaf without a trusted chain (RFC 6698, usage 3): the events say nothing about them."""

REHEARSABLE = tuple(name for name, judge in JUDGES.items() if judge not in FREE_OF_AUTHORITIES)
"""The clients that can be rehearsed."""

_BYPASS = "It refuses a root that the user installed because the code switches off the bypass for local trust anchors."
_KNOWN = {
    "cronet": _BYPASS,
    "http-engine": _BYPASS,
    "trustkit": "On macOS, unless told otherwise, it passes over the pins where the user installed the root "
    "(TSKIgnorePinningForUserDefinedTrustAnchors).",
}
"""What a judge does besides, on a system or in a way that is not played, by its name."""

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

    lost: tuple[str, ...]
    """Titles of the clients that could not have the changed set."""

    won: tuple[str, ...]
    """Titles of the clients that could have the changed set and cannot have the present one."""

    gain: int
    """How many cells of clients that have the present set get better, less those that get worse."""


def parts_of(pin_set: PinSet, client: Client) -> tuple[Part, ...]:
    """Return the client with the rules that it gets for `pin_set`, or with the reason why it cannot have it.

    It is one part, and where it has a library of its own on each system, one a system: the second has its number.
    """
    platforms = platforms_of(client)
    names = [client.name if number == 1 else f"{client.name}-{number}" for number in range(1, len(platforms) + 1)]
    titles = [f"{client.title} {platform}".rstrip() for platform in platforms]
    try:
        sets, fitted = rules_of(pin_set, client)
    except CannotExpress as error:
        reason = error.reason
        if not reason.startswith(client.title):
            reason = capital(reason)
        return tuple(Part(name, title, None, f"{reason}.") for name, title in zip(names, titles, strict=True))
    return tuple(
        Part(name, title, rules, notes=(*fitted.left_out, *known_of(rules)))
        for name, title, rules in zip(names, titles, sets, strict=True)
    )


def known_of(rules: RuleSet) -> tuple[str, ...]:
    """Return what the client of `rules` does besides on a system that is not played, one sentence each."""
    return (_KNOWN[rules.client],) if rules.client in _KNOWN else ()


def rehearse_set(pin_set: PinSet, layers: Sequence[Layer], clients: Sequence[Client], host: str) -> Rehearsal:
    """Return what becomes of `pin_set` in each client, when `host` is asked whose path is `layers`, leaf first.

    Raises `CannotExpress` where the set is none for any client.
    """
    checked_host(pin_set)
    parts = [part for client in clients for part in parts_of(pin_set, client)]
    leaves = [
        OtherLeaf(item.pin, "" if item.certificate is None else item.certificate.key.label)
        for item in pin_set.chosen
        if item.elsewhere
    ]
    older = [item.pin for item in pin_set.chosen if item.devices]
    return rehearse(host, layers, [backup.pin for backup in pin_set.backups], parts, pin_set.made_at, leaves, older)


def suggest(
    pin_set: PinSet, layers: Sequence[Layer], clients: Sequence[Client], host: str, present: Rehearsal
) -> Suggestion | None:
    """Return the change that closes most holes of `present`, tried out in rehearsals of its own; None where none does.

    A backup counts as pinned for a key that the owner keeps; a change that opens as much as it closes is none. A client
    that could not have the changed set stays as it is, and is named.
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
        pairs = [
            (old, new) for part, old, new in zip(present.parts, before.cells, after.cells, strict=True) if part.rules
        ]
        better = sum(_gain(old, new) for old, new in pairs)
        gain += better
        if better > 0:
            closed.append(before.event.title)
        elif better < 0 and any(_opens(old, new) for old, new in pairs):
            opened.append(before.event.title)
    lost = [
        after.title
        for before, after in zip(present.parts, other.parts, strict=True)
        if before.rules is not None and after.rules is None
    ]
    won = [
        after.title
        for before, after in zip(present.parts, other.parts, strict=True)
        if before.rules is None and after.rules is not None
    ]
    return Suggestion(change, tuple(closed), tuple(opened), tuple(lost), tuple(won), gain)


def _gain(before: Cell, after: Cell) -> int:
    """Return 1 where a hole is closed, -1 where one is opened, 0 where nothing changes or the client stays as it is."""
    if after.answer is Answer.NOT_APPLICABLE:
        return 0
    return (before.answer in _HOLES) - (after.answer in _HOLES)


def _opens(before: Cell, after: Cell) -> bool:
    return after.answer in _HOLES and before.answer not in _HOLES


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
