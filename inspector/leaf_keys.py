"""The leaf keys that a host serves, judged as the shown chain was: what a set of leaf pins has to hold."""

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.inspection import Inspection
from inspector.net.faces import Faces, Probe, needed_pins
from inspector.pinning.pin_set import ChosenPin
from inspector.trust.assess import assess

Memo = MutableMapping[tuple[bytes, ...], str]
"""What was said of chains before: an objection, or an empty text."""


@dataclass(frozen=True, slots=True)
class LeafKey:
    """One leaf key, and where it was met."""

    pin: Pin
    """Its pin."""

    probes: tuple[Probe, ...]
    """The questions that it answered; never empty."""

    certificates: tuple[Certificate, ...] = field(repr=False)
    """The different certificates that hold it, in the order in which they were met; never empty."""

    is_needed: bool
    """Whether clients of the host may meet it; False for the default of clients that name another host or none."""

    objection: str
    """Why a pin of it does not belong into the set, one visible sentence; empty where it does, or is not needed."""

    is_shown: bool
    """Whether it is the key of the leaf that is shown."""


def leaf_keys(faces: Faces, seen: Inspection, memo: Memo | None = None) -> tuple[LeafKey, ...]:
    """Return the leaf keys of `faces`, the one of the shown chain `seen` first.

    Each chain is judged by the roots, the name and the moment of `seen`, and has to fare as well: a key that only an
    untrusted chain brought, or one below a private root where that of `seen` is public, is no key to pin unseen.
    """
    needed = needed_pins(faces, seen.host or "")
    known: Memo = memo if memo is not None else {}
    keys = (
        LeafKey(
            pin,
            probes,
            tuple({probe.leaf.der: probe.leaf for probe in probes if probe.leaf is not None}.values()),
            pin in needed,
            _objection(probes, seen, known) if pin in needed else "",
            pin == seen.layers[0].pin,
        )
        for pin, probes in faces.groups.items()
    )
    return tuple(sorted(keys, key=lambda key: not key.is_shown))


def other_leaves(keys: Iterable[LeafKey]) -> tuple[ChosenPin, ...]:
    """Return the pins that a set of leaf pins needs beside that of the shown leaf."""
    return tuple(_choose(key) for key in keys if key.is_needed and not key.objection and not key.is_shown)


def _objection(probes: Iterable[Probe], seen: Inspection, memo: Memo) -> str:
    """Return what the first chain of `probes` lacks where none of them fares as well as the one that is shown."""
    found = []
    for served in dict.fromkeys(probe.handshake.served for probe in probes if probe.handshake is not None):
        if served not in memo:
            memo[served] = _judge(served, seen)
        found.append(memo[served])
    return "" if "" in found else found[0]


def _judge(served: tuple[bytes, ...], seen: Inspection) -> str:
    certificates = []
    for der in served:
        try:
            certificates.append(parse_certificate(der))
        except NotACertificate:
            continue
    fetched = seen.fetched.certificates if seen.fetched is not None else ()
    found = assess(tuple(certificates), seen.assessment.store, name=seen.host, at=seen.at, fetched=fetched)
    if seen.trusted and not found.trusted:
        return found.reason
    known = {path.anchor.certificate.der for path in seen.assessment.paths}
    elsewhere = found.path is None or found.path.anchor.certificate.der not in known
    if seen.assessment.public and not found.public and elsewhere:
        return "Its chain ends in no public root, while the one that is shown does."
    return ""


def _choose(key: LeafKey) -> ChosenPin:
    certificate = key.certificates[0]
    return ChosenPin(
        pin=key.pin,
        role=Role.LEAF,
        label=f"{certificate.subject.readable}, {certificate.key.label}, also served",
        not_after=certificate.not_after,
        reencoded=certificate.key.reencoded_pin,
        certificate=certificate,
        elsewhere=True,
    )
