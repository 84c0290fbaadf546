"""Every leaf key that a host serves: each address, each kind of key, with and without the server name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.chain.match import match_host
from inspector.chain.pin import Pin
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.handshake import Handshake
from inspector.net.options import KeyKind

_NOTHING_IN_COMMON = (40, 71)
"""Alerts of a server that has no key of the kind: handshake_failure, insufficient_security (RFC 8446, section 6.2)."""

_TURNED_AWAY = frozenset({Cause.ALERT, Cause.CLOSED, Cause.RESET})
"""How servers that want a name end a handshake without one."""


class Outcome(StrEnum):
    """What came of one question."""

    SERVED = "served"
    NOT_SERVED = "not-served"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Question:
    """One handshake that is to be made."""

    address: str
    """IP address and port, IPv6 in brackets."""

    kind: KeyKind
    """The only kind of key that is taken."""

    named: bool
    """Whether the server name is sent, where there is one: an IP address has none (RFC 6066, section 3)."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One question and what came of it."""

    question: Question
    """What was asked."""

    handshake: Handshake | None = None
    """What the server sent; None where no chain came."""

    error: FetchError | None = field(default=None, compare=False)
    """Why there is no chain; None where there is one."""

    leaf: Certificate | None = None
    """The first certificate that was sent; None where there is no chain, or where it is no certificate."""

    @property
    def outcome(self) -> Outcome:
        """Served; not served, where the server has no key of the kind or wants a name; failed for all else."""
        if self.leaf is not None:
            return Outcome.SERVED
        if self.error is None or self.error.stage is not Stage.TLS or self.error.cause not in _TURNED_AWAY:
            return Outcome.FAILED
        absent = self.error.cause is Cause.ALERT and self.error.alert in _NOTHING_IN_COMMON
        return Outcome.NOT_SERVED if absent or not self.question.named else Outcome.FAILED

    @property
    def reason(self) -> str:
        """Why there is no leaf, one visible sentence without its full stop; empty where there is one."""
        if self.leaf is not None:
            return ""
        return self.error.reason if self.error is not None else "the first item that it sent is no readable certificate"


@dataclass(frozen=True, slots=True)
class Faces:
    """What a host serves, as far as it was asked."""

    probes: tuple[Probe, ...]
    """What was answered, in the order of the questions."""

    total: int
    """How many questions there are; more than there are probes where some were not asked, or not yet."""

    both_versions: bool
    """Whether each kind of key was asked for in TLS 1.3 as well; else up to TLS 1.2 only."""

    @property
    def complete(self) -> bool:
        """Whether every question was answered, and every address served a leaf for the name."""
        answered = all(probe.outcome is not Outcome.FAILED for probe in self.probes)
        return len(self.probes) == self.total and answered and not self.silent

    @property
    def silent(self) -> tuple[str, ...]:
        """The addresses that served no leaf although the name was sent, in their order."""
        addresses = dict.fromkeys(probe.question.address for probe in self.probes)
        for probe in self.probes:
            if probe.question.named and probe.outcome is Outcome.SERVED:
                addresses.pop(probe.question.address, None)
        return tuple(addresses)

    @property
    def groups(self) -> dict[Pin, tuple[Probe, ...]]:
        """The probes that served a leaf by the leaf's pin, in the order in which the pins were met."""
        found: dict[Pin, tuple[Probe, ...]] = {}
        for probe in self.probes:
            if probe.leaf is not None:
                found[probe.leaf.pin] = (*found.get(probe.leaf.pin, ()), probe)
        return found


Told = Callable[[Faces], None]
"""Hears of every answer, with everything that is known so far. Called from one thread at a time."""


def needed_pins(faces: Faces, host: str) -> tuple[Pin, ...]:
    """Return the pins that a set of leaf pins for `host` needs, in the order in which they were met.

    A key that was served for the name is needed. One that came without the name is needed where its certificate is
    for the host, since a client that sends no name may meet it; else it is the server's default for others.
    """
    return tuple(pin for pin, probes in faces.groups.items() if any(not is_default(probe, host) for probe in probes))


def is_default(probe: Probe, host: str) -> bool:
    """Return whether the probe came without the name, and brought a certificate for others than `host`."""
    return not probe.question.named and probe.leaf is not None and not match_host(host, probe.leaf).matched


def summary(faces: Faces, host: str) -> str:
    """Return the sentence about the leaf keys of `host`, and what it leaves open where not everything was answered."""
    count = len(needed_pins(faces, host))
    if count == 0:
        return "No leaf key was seen." if faces.complete else f"No leaf key was seen: {_left_open(faces)}."
    said = "1 leaf key is in use."
    if count > 1:
        said = f"{count} leaf keys are in use; a leaf pin set needs all of them."
    return said if faces.complete else f"{said} There may be more: {_left_open(faces)}."


def _left_open(faces: Faces) -> str:
    failed = sum(probe.outcome is Outcome.FAILED for probe in faces.probes) + faces.total - len(faces.probes)
    if failed:
        return f"{failed} of {faces.total} questions had no answer"
    return f"{' and '.join(faces.silent)} served no leaf at all"


def make_probe(question: Question, found: Handshake | FetchError) -> Probe:
    """Return the question with what came of it."""
    if isinstance(found, FetchError):
        return Probe(question, error=found)
    try:
        return Probe(question, found, leaf=parse_certificate(found.served[0]))
    except NotACertificate:
        return Probe(question, found)
