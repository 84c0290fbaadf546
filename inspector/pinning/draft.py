"""The draft: what a face edits while the user chooses, and the pin set that it makes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from inspector.chain.host import parse_host
from inspector.chain.path import Layer, Origin, Role
from inspector.chain.pin import Pin
from inspector.pinning.expiry_advice import advise_expiry
from inspector.pinning.pin_set import BackupPin, ChosenPin, PinSet
from inspector.pinning.service import HTTPS, Service


class Expires(StrEnum):
    """What an expiry may be besides a date."""

    PROPOSED = "proposed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Draft:
    """A choice in the making; every change gives a new draft."""

    host: str
    """The host that the pins are for."""

    picked: frozenset[Pin] = frozenset()
    """Pins of picked layers; a key that stands in several certificates is one pick."""

    backups: tuple[BackupPin, ...] = ()
    """Backup pins in the order they were added, each pin once."""

    subdomains: bool = False
    """Whether all names below the host are meant too."""

    expires: date | Expires = Expires.PROPOSED
    """A date, `never`, or the proposal that follows the picks."""

    leaves: tuple[ChosenPin, ...] = ()
    """Other leaf keys that the host serves, each pin once: picked beside those of the layers."""

    beyond: tuple[ChosenPin, ...] = ()
    """Keys that stand in the paths of some devices alone, each pin once: picked beside those of the layers."""

    gone: tuple[Layer, ...] = ()
    """Picked layers whose key the chain no longer has, each pin once: shipped apps have their pins until the user drops
    them."""


def toggle(draft: Draft, pin: Pin) -> Draft:
    """Return the draft with `pin` picked where it was not, and not picked where it was; one that is gone is dropped."""
    if any(layer.pin == pin for layer in draft.gone):
        return replace(draft, gone=tuple(layer for layer in draft.gone if layer.pin != pin))
    return replace(draft, picked=draft.picked ^ {pin})


def pick(draft: Draft, *pins: Pin) -> Draft:
    """Return the draft with `pins` picked beside what was picked."""
    return replace(draft, picked=draft.picked | set(pins))


def add_leaves(draft: Draft, leaves: Iterable[ChosenPin]) -> Draft:
    """Return the draft with the other leaf keys `leaves` at the end; a pin that is there already stays as it is."""
    known = {item.pin for item in draft.leaves}
    new = {item.pin: item for item in leaves if item.pin not in known}
    return replace(draft, leaves=(*draft.leaves, *new.values()))


def remove_leaves(draft: Draft, pins: Collection[Pin]) -> Draft:
    """Return the draft without those of the other leaf keys whose pin is among `pins`."""
    return replace(draft, leaves=tuple(item for item in draft.leaves if item.pin not in pins))


def toggle_beyond(draft: Draft, item: ChosenPin) -> Draft:
    """Return the draft with a key of devices' paths picked where it was not, and not picked where it was."""
    kept = tuple(known for known in draft.beyond if known.pin != item.pin)
    return replace(draft, beyond=kept if len(kept) < len(draft.beyond) else (*kept, item))


def settle_leaves(draft: Draft, layers: tuple[Layer, ...]) -> Draft:
    """Return the draft with the keys beyond the shown path that stand among `layers` (now) as picks of these."""
    present = {layer.pin for layer in layers} & {item.pin for item in (*draft.leaves, *draft.beyond)}
    kept = tuple(item for item in draft.beyond if item.pin not in present)
    return pick(replace(remove_leaves(draft, present), beyond=kept), *present)


def add_backup(draft: Draft, backup: BackupPin) -> Draft:
    """Return the draft with `backup` at the end; a pin that is a backup already stays as it is."""
    if any(backup.pin == known.pin for known in draft.backups):
        return draft
    return replace(draft, backups=(*draft.backups, backup))


def remove_backup(draft: Draft, pin: Pin) -> Draft:
    """Return the draft without the backup `pin`."""
    return replace(draft, backups=tuple(backup for backup in draft.backups if backup.pin != pin))


def with_host(draft: Draft, text: str) -> Draft:
    """Return the draft for the host in `text`. Raises `HostError` where it is none."""
    return replace(draft, host=parse_host(text))


def lost_picks(draft: Draft, layers: tuple[Layer, ...]) -> tuple[Pin, ...]:
    """Return the picked pins that no layer has (any more), in a stable order: `make_pin_set` leaves them out."""
    return tuple(sorted(draft.picked - {layer.pin for layer in layers}))


def follow(draft: Draft, before: tuple[Layer, ...], layers: tuple[Layer, ...]) -> Draft:
    """Return the draft after the chain became `layers` (it was `before`): picked keys that it lost stay, as gone.

    Those that it has again are picks of its layers again.
    """
    lost, present = set(lost_picks(draft, layers)), {layer.pin for layer in layers}
    fresh = {layer.pin: layer for layer in before if layer.pin in lost}
    kept = {layer.pin: layer for layer in (*draft.gone, *fresh.values()) if layer.pin not in present}
    back = {layer.pin for layer in draft.gone} & present
    moved = replace(draft, picked=(draft.picked - lost) | back, gone=tuple(kept.values()))
    return settle_leaves(moved, layers)


def make_pin_set(
    draft: Draft,
    layers: tuple[Layer, ...],
    *,
    at: datetime,
    stamp: str = "",
    refused: str = "",
    in_path: bool = True,
    service: Service = HTTPS,
    as_of: bool = False,
) -> PinSet:
    """Return the pin set of the draft for the path `layers`, leaf first, as of the UTC moment `at`.

    `stamp` says why its snippets must not go into a release, `refused` why clients refuse the path. `in_path` is False
    where no path exists and `layers` are the certificates as served. `service` is where they are served and `as_of`
    says that `at` was chosen. Raises `HostError` where the draft's host cannot be one.
    """
    draft = settle_leaves(draft, layers)
    chosen: dict[Pin, ChosenPin] = {}
    for layer in layers:
        if layer.pin in draft.picked and layer.pin not in chosen:
            chosen[layer.pin] = choose(layer, in_path=in_path)
    ends = [item for item in chosen.values() if item.role is Role.LEAF]
    chosen = {item.pin: item for item in (*ends, *draft.leaves, *chosen.values(), *draft.beyond)}
    present = {layer.pin for layer in layers} | {item.pin for item in draft.leaves}
    expires: date | None
    match draft.expires:
        case Expires.PROPOSED:
            expires = advise_expiry(chosen.values(), layers, at).day
        case Expires.NEVER:
            expires = None
        case date() as day:
            expires = day
        case unreachable:
            assert_never(unreachable)
    return PinSet(
        host=parse_host(draft.host),
        subdomains=draft.subdomains,
        chosen=(*chosen.values(), *(_gone(layer) for layer in draft.gone if layer.pin not in chosen)),
        backups=tuple(replace(backup, in_path=backup.pin in present) for backup in draft.backups),
        expires=expires,
        made_at=at,
        stamp=stamp,
        refused=refused,
        path_keys=tuple((layer.pin, layer.certificate.key.label) for layer in layers),
        service=service,
        as_of=as_of,
    )


def _gone(layer: Layer) -> ChosenPin:
    return replace(choose(layer, in_path=False), served=False, gone=True)


def choose(layer: Layer, *, in_path: bool = True) -> ChosenPin:
    """Return the layer as it stands in a pin set; `in_path` is False where no path exists."""
    certificate = layer.certificate
    return ChosenPin(
        pin=layer.pin,
        role=layer.role,
        label=certificate.subject.readable,
        not_after=certificate.not_after,
        in_path=in_path,
        reencoded=certificate.key.reencoded_pin,
        served=layer.origin is Origin.SERVED,
        certificate=certificate,
    )
