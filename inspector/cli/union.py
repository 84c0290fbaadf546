"""The leaf keys of all addresses in one pin set: which join, which do not and why, and who would be locked out."""

from dataclasses import dataclass

from inspector.chain.path import Layer, Role
from inspector.cli.errors import RefusedError
from inspector.cli.faces import ONE_VERSION
from inspector.inspection import Inspection
from inspector.leaf_keys import LeafKey, leaf_keys, other_leaves
from inspector.net.faces import Faces, summary
from inspector.pinning.pin_set import ChosenPin, PinSet
from inspector.unmatched import unmatched_addresses


@dataclass(frozen=True, slots=True)
class Union:
    """What the other addresses and kinds of key add to a choice."""

    leaves: tuple[ChosenPin, ...]
    """Leaf pins that join the set; empty where no leaf is picked, or no other one is served."""

    notes: tuple[str, ...]
    """What there is to say, one visible sentence each."""


def unite(inspection: Inspection, faces: Faces, picked: tuple[Layer, ...]) -> Union:
    """Return what the addresses that were asked add to the picked layers.

    A key of a chain that does not fare as well as the shown one joins no set: a note names its pin and the reason.
    """
    keys = leaf_keys(faces, inspection)
    notes = [f"Left out: {key.pin}, the leaf key of {_places(key)}. {key.objection}" for key in keys if key.objection]
    leaves: tuple[ChosenPin, ...] = ()
    if any(layer.role is Role.LEAF for layer in picked):
        leaves = other_leaves(keys)
        places = {key.pin: _places(key) for key in keys}
        notes += [f"Pinned too: {item.pin}, {item.label} by {places[item.pin]}." for item in leaves]
    if not faces.complete:
        notes.append(f"NOT COMPLETE: {summary(faces, inspection.host or '')}")
    if not faces.both_versions:
        notes.append(ONE_VERSION)
    return Union(leaves, tuple(notes))


def check_addresses(inspection: Inspection, pin_set: PinSet) -> None:
    """Raise `RefusedError` where an address that was asked serves a chain in which no pin of the set stands."""
    if inspection.faces is None:
        return
    found = unmatched_addresses(inspection.faces, inspection, pin_set.pins)
    if found:
        raise RefusedError(
            f"No pin: the chain that {_listed(found)} serves has none of these pins.",
            "Pick the leaf too: with --all-addresses every leaf key joins it.",
        )


def _places(key: LeafKey) -> str:
    return _listed(tuple(dict.fromkeys(probe.question.address for probe in key.probes)))


def _listed(addresses: tuple[str, ...]) -> str:
    return addresses[0] if len(addresses) == 1 else f"{addresses[0]} and {len(addresses) - 1} more"
