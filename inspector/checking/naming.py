"""What each pin in the code is the pin of: a layer of the live path, a known public root, or nothing at all."""

import functools
import re
from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.certificate import Certificate
from inspector.chain.path import Role
from inspector.chain.pin import DIGEST_BYTES, Pin, dead_reason
from inspector.checking.secrets import shown_pin
from inspector.clients.rule import PinRule, WrittenPin
from inspector.inspection import Inspection
from inspector.trust.data.roots import Root, roots

_HEX = re.compile(r"(?i)(?<![0-9a-z+])(?:[0-9a-f]{64}|[0-9a-f]{2}(?::[0-9a-f]{2}){31})(?![0-9a-z+/=])")


class Kind(StrEnum):
    """What a pin turned out to be."""

    LEAF = "leaf"
    INTERMEDIATE = "intermediate"
    ROOT = "root"
    UNUSED = "unused"
    """The key of a certificate that was served and stands in no path."""
    PUBLIC_ROOT = "public-root"
    """A known public root that is not in this path."""
    ABSENT = "absent"
    """A value that nothing in this chain has: a backup, an old key, or a mistake."""
    UNKNOWN = "unknown"
    """A value that could not be compared: there is no chain."""
    DEAD = "dead"
    FINGERPRINT = "fingerprint"
    HEX = "hex"
    UNUSABLE = "unusable"

    @property
    def in_path(self) -> bool:
        """Whether it is the pin of a layer of the path."""
        return self in (Kind.LEAF, Kind.INTERMEDIATE, Kind.ROOT)


@dataclass(frozen=True, slots=True)
class NamedPin:
    """One pin of a rule and what it is."""

    written: WrittenPin
    """As it stands in the code."""

    kind: Kind
    """What it is."""

    words: str
    """The same for people, one visible clause."""

    duplicate: bool = False
    """Whether the same value stands further up in the same list."""

    @property
    def shown(self) -> str:
        """The pin as it may be shown: of what is longer than any pin, and may be a key, only the beginning."""
        return shown_pin(self.written.raw)


def name_pins(rule: PinRule, inspection: Inspection | None) -> tuple[NamedPin, ...]:
    """Return every pin of a rule with what it is; without an inspection only what the value itself tells."""
    found: list[NamedPin] = []
    for group in rule.lists:
        seen: set[Pin] = set()
        for written in group.pins:
            kind, words = name_pin(written, inspection)
            duplicate = written.pin is not None and written.pin in seen
            if written.pin is not None:
                seen.add(written.pin)
            found.append(NamedPin(written, kind, words, duplicate))
    return tuple(found)


def name_pin(written: WrittenPin, inspection: Inspection | None) -> tuple[Kind, str]:
    """Return what a pin is, and that in words."""
    pin = written.pin
    if pin is None:
        return _unusable(written, inspection)
    dead = dead_reason(pin)
    if dead is not None:
        return Kind.DEAD, f"matches no key: {dead}"
    if inspection is not None:
        for certificate, layer in _known_certificates(inspection):
            if certificate.fingerprint == pin.hex:
                return Kind.FINGERPRINT, f"the fingerprint of the {layer}; its pin is {certificate.pin}"
        found = _in_chain(pin, inspection)
        if found is not None:
            return found
    mistaken = _roots_by_fingerprint().get(pin.hex)
    if mistaken is not None:
        return Kind.FINGERPRINT, f"the fingerprint of the public root {mistaken.name}; its pin is {mistaken.pin}"
    root = public_roots().get(pin)
    if root is not None:
        absence = "" if inspection is None else ", not in this path"
        return Kind.PUBLIC_ROOT, f"public root {root.name}{absence}"
    return (Kind.UNKNOWN, "not compared: no chain") if inspection is None else (Kind.ABSENT, "not in this chain")


@functools.cache
def public_roots() -> dict[Pin, Root]:
    """Return the known public roots by their pin."""
    return {root.pin: root for root in roots()}


@functools.cache
def _roots_by_fingerprint() -> dict[str, Root]:
    return {root.fingerprint: root for root in roots()}


def _in_chain(pin: Pin, inspection: Inspection) -> tuple[Kind, str] | None:
    path = inspection.assessment.path
    for layer in path.layers if path is not None else ():
        if pin in (layer.pin, layer.certificate.key.reencoded_pin):
            kind = {Role.LEAF: Kind.LEAF, Role.INTERMEDIATE: Kind.INTERMEDIATE, Role.ROOT: Kind.ROOT}[layer.role]
            return kind, f"{layer.role} {layer.certificate.subject.readable}"
    for certificate in inspection.served:
        if certificate.pin == pin:
            return Kind.UNUSED, f"served, but in no path: {certificate.subject.readable}"
    return None


def _known_certificates(inspection: Inspection) -> tuple[tuple[Certificate, str], ...]:
    layers = tuple((item.certificate, f"{item.role} {item.certificate.subject.readable}") for item in inspection.layers)
    served = tuple((item, f"certificate {item.subject.readable}") for item in inspection.served)
    return (*layers, *served)


def _unusable(written: WrittenPin, inspection: Inspection | None) -> tuple[Kind, str]:
    """Return what a text is that the client cannot use: hexadecimal digits in the place of base64, or something else.

    The digits are shown for what they would be the pin of, were they written as this client wants them.
    """
    digits = _HEX.search(written.raw)
    if digits is None:
        return Kind.UNUSABLE, written.problem or f"is no pin of {DIGEST_BYTES} bytes"
    meant = Pin(bytes.fromhex(digits[0].replace(":", "")))
    kind, words = name_pin(WrittenPin(written.raw, meant, line=written.line), inspection)
    told = {Kind.ABSENT: "", Kind.UNKNOWN: "", Kind.FINGERPRINT: f": {words}"}
    if kind in told:
        return Kind.HEX, f"hexadecimal digits where base64 belongs{told[kind]}"
    return Kind.HEX, f"hexadecimal digits where base64 belongs, {meant} is meant: {words}"
