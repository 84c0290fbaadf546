"""The chains that a host's addresses serve, each judged as the target's own, and the leaf pins that a set needs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.inspection import Inspection, judge
from inspector.net.faces import Faces, is_default
from inspector.pinning.pin_set import ChosenPin
from inspector.settings import Settings


@dataclass(frozen=True, slots=True)
class ServedChain:
    """One chain that some address of the host serves to its clients."""

    inspection: Inspection
    """The chain, judged for the same name, by the same roots, at the same moment as the target's own."""

    addresses: tuple[str, ...]
    """The addresses that serve it, IP address and port, in their order."""

    others: int
    """How many more addresses the host has."""

    @property
    def pin(self) -> Pin:
        """The pin of its leaf."""
        return self.inspection.layers[0].pin

    @property
    def leaf(self) -> ChosenPin:
        """The pin of its leaf as one that is met beside the leaf of the target's own chain."""
        certificate, count = self.inspection.layers[0].certificate, len(self.addresses)
        where = f"on {count} of {count + self.others} addresses" if self.others or count > 1 else "on the same address"
        return ChosenPin(
            pin=certificate.pin,
            role=Role.LEAF,
            label=certificate.subject.readable,
            not_after=certificate.not_after,
            in_path=self.inspection.assessment.path is not None,
            reencoded=certificate.key.reencoded_pin,
            certificate=certificate,
            beside=f"{certificate.key.label} key {where}",
        )


def served_chains(inspection: Inspection, settings: Settings) -> tuple[ServedChain, ...]:
    """Return every different chain that a client of the host may be served, in the order in which they were met.

    Empty where the addresses were not asked. What is only a default certificate for other names is left out. Nothing is
    fetched for any of them. Raises what `judge` raises.
    """
    if inspection.faces is None or inspection.host is None:
        return ()
    if settings.android is None:
        settings = replace(settings, store=inspection.assessment.store)
    total = len({probe.question.address for probe in inspection.faces.probes})
    found: dict[tuple[bytes, ...], list[str]] = {}
    for served, address in _needed(inspection.faces, inspection.host):
        found.setdefault(served, []).append(address)
    return tuple(
        ServedChain(_judged(served, inspection, settings), kept := tuple(dict.fromkeys(addresses)), total - len(kept))
        for served, addresses in found.items()
    )


def _needed(faces: Faces, host: str) -> Iterator[tuple[tuple[bytes, ...], str]]:
    for probe in faces.probes:
        if probe.handshake is not None and probe.leaf is not None and not is_default(probe, host):
            yield probe.handshake.served, probe.question.address


def _judged(served: tuple[bytes, ...], inspection: Inspection, settings: Settings) -> Inspection:
    if inspection.handshake is not None and served == inspection.handshake.served and inspection.fetched is None:
        return inspection
    return judge(
        served,
        settings,
        now=inspection.at,
        source=inspection.source,
        host=inspection.host,
        target=inspection.target,
    )
