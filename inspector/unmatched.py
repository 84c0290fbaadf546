"""Addresses of a host at which a pin set would lock out: they serve a trusted chain that has none of its pins."""

from collections.abc import Collection, Iterator

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.chain.pin import Pin
from inspector.inspection import Inspection
from inspector.net.faces import Faces, is_default
from inspector.trust.assess import assess


def unmatched_addresses(faces: Faces, seen: Inspection, pins: Collection[Pin]) -> tuple[str, ...]:
    """Return the addresses, IP address and port, that serve clients of the host a trusted path without any of `pins`.

    Paths are built by the roots, the name and the moment of `seen`. A chain that is not trusted connects nobody, pinned
    or not, and does not count; nor does a private one where that of `seen` is public, or a certificate for other names.
    """
    wanted = frozenset(pins)
    found: dict[tuple[bytes, ...], list[str]] = {}
    for probe in faces.probes:
        if probe.handshake is not None and probe.leaf is not None and not is_default(probe, seen.host or ""):
            found.setdefault(probe.handshake.served, []).append(probe.question.address)
    return tuple(
        dict.fromkeys(
            address for served, addresses in found.items() if _lacks(served, seen, wanted) for address in addresses
        )
    )


def _lacks(served: tuple[bytes, ...], seen: Inspection, pins: frozenset[Pin]) -> bool:
    found = assess(tuple(_readable(served)), seen.assessment.store, name=seen.host, at=seen.at)
    if not found.trusted or found.path is None or (seen.assessment.public and not found.public):
        return False
    return pins.isdisjoint(found.path.pins)


def _readable(served: tuple[bytes, ...]) -> Iterator[Certificate]:
    for der in served:
        try:
            yield parse_certificate(der)
        except NotACertificate:
            continue
