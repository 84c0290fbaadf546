"""The leaf keys of all addresses in one pin set: which join, which do not and why, and who would be locked out."""

from argparse import Namespace
from dataclasses import dataclass

from inspector.chain.path import Layer, Role
from inspector.cli.choice import check_chain
from inspector.cli.errors import RefusedError
from inspector.cli.faces import ONE_VERSION
from inspector.cli.options import settings_from
from inspector.inspection import Inspection
from inspector.leaf_keys import ServedChain, served_chains
from inspector.net.faces import summary
from inspector.pinning.pin_set import ChosenPin, PinSet


@dataclass(frozen=True, slots=True)
class Union:
    """What the other addresses and kinds of key add to a choice."""

    beside: tuple[ChosenPin, ...] = ()
    """Leaf pins that join the set; empty where no leaf is picked, or no other one is served."""

    stamp: str = ""
    """Why the snippet must not go into a release on their account; empty where it may."""

    notes: tuple[str, ...] = ()
    """What there is to say, one visible sentence each."""

    chains: tuple[ServedChain, ...] = ()
    """The chains that clients take, one of whose pins the set has to have."""

    def check(self, pin_set: PinSet) -> None:
        """Raise `RefusedError` where some address serves a chain in which no pin of the set stands."""
        pins = frozenset(pin_set.pins)
        for chain in self.chains:
            if pins.isdisjoint(layer.pin for layer in chain.inspection.layers):
                raise RefusedError(
                    f"No pin: {_places(chain)} serves a chain in which none of these pins stands.",
                    "Pick the leaf too: with --all-addresses every leaf key joins it.",
                )


def unite(arguments: Namespace, inspection: Inspection, picked: tuple[Layer, ...]) -> Union:
    """Return what the addresses that were asked add to the picked layers; nothing where none was asked.

    A chain that would be refused as a target gives no pin: it is left out, and a note names its pin and the reason.
    """
    if inspection.faces is None:
        return Union()
    notes: list[str] = []
    taken: list[ServedChain] = []
    stamps: list[str] = []
    for chain in served_chains(inspection, settings_from(arguments)):
        try:
            stamps.append(check_chain(chain.inspection, accept_private=arguments.accept_private_anchor))
        except RefusedError as error:
            notes.append(f"Left out: {chain.pin}, the leaf key on {_places(chain)}. {error.reason}")
            continue
        taken.append(chain)
    beside: tuple[ChosenPin, ...] = ()
    if any(layer.role is Role.LEAF for layer in picked):
        own = {layer.pin for layer in picked}
        joined = {chain.pin: chain for chain in reversed(taken) if chain.pin not in own}
        beside = tuple(chain.leaf for chain in reversed(joined.values()))
        notes += [f"Pinned too: {item.pin}, the leaf's {item.beside}." for item in beside]
    if not inspection.faces.complete:
        notes.append(f"NOT COMPLETE: {summary(inspection.faces, inspection.host or '')}")
    if not inspection.faces.both_versions:
        notes.append(ONE_VERSION)
    return Union(beside, next(filter(None, stamps), ""), tuple(notes), tuple(taken))


def _places(chain: ServedChain) -> str:
    first, more = chain.addresses[0], len(chain.addresses) - 1
    return f"{first} and {more} more" if more else first
