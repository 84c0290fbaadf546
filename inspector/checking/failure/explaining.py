"""A failure text line by line: what each pin is today, and what most likely happened."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector.chain.pin import Pin
from inspector.checking.failure.text import Failure, FailureKind
from inspector.checking.failure.words import LEAF_ONLY, hint_of, summary_of
from inspector.checking.naming import name_pin, public_roots
from inspector.checking.secrets import shown_pin
from inspector.inspection import Inspection


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One line of the text and what it means."""

    line: int | None
    """Its number, from 1; None where it is about no single line."""

    said: str
    """What stands there, visible text."""

    means: str
    """What it means, one visible clause."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A failure text, explained."""

    summary: str
    """What happened, one or two visible sentences."""

    hint: str
    """What to do."""

    lines: tuple[ExplainedLine, ...]
    """Its lines in their order."""

    live: tuple[ExplainedLine, ...] = ()
    """The layers of the path today, leaf first; empty where there is none."""


def explain(failure: Failure, inspection: Inspection | None) -> Explained:
    """Return what the text means, lined up with the live path where there is one."""
    live = () if inspection is None or inspection.assessment.path is None else inspection.assessment.path.pins
    lines = (
        ExplainedLine(failure.line, failure.said, summary_of(failure.kind, failure.client)),
        *_peer_lines(failure, live),
        *_pinned_lines(failure, inspection),
    )
    summary, hint = _summary(failure, live)
    return Explained(summary, hint, lines, tuple(_live_lines(failure, inspection)))


def _peer_lines(failure: Failure, live: tuple[Pin, ...]) -> Iterator[ExplainedLine]:
    last = len(failure.peer) - 1
    for place, peer in enumerate(failure.peer):
        pin = peer.pin.pin
        role = "leaf" if place == 0 else "top" if place == last else "issuer"
        root = public_roots().get(pin) if pin is not None else None
        known = f", the public root {root.name}" if root is not None else ""
        today = ""
        if live and pin is not None:
            today = "; in the path today too" if pin in live else "; not in the path today"
        yield ExplainedLine(
            peer.pin.line,
            f"{shown_pin(peer.pin.raw)} {peer.subject}".strip(),
            f"{role} of the chain then{known}{today}",
        )


def _live_lines(failure: Failure, inspection: Inspection | None) -> Iterator[ExplainedLine]:
    path = None if inspection is None else inspection.assessment.path
    pinned = {pin.pin for pin in failure.pinned}
    for layer in () if path is None else path.layers:
        is_pinned = "; pinned" if layer.pin in pinned else "; not pinned" if pinned else ""
        said = f"{layer.pin} {layer.certificate.subject.readable}"
        yield ExplainedLine(None, said, f"{layer.role} of the path today{is_pinned}")


def _pinned_lines(failure: Failure, inspection: Inspection | None) -> Iterator[ExplainedLine]:
    shown = {peer.pin.pin for peer in failure.peer if peer.pin.pin is not None}
    for pin in failure.pinned:
        _, words = name_pin(pin, inspection)
        then = "; it stands in the chain of the text" if pin.pin is not None and pin.pin in shown else ""
        yield ExplainedLine(pin.line, shown_pin(pin.raw), f"pinned: {words}{then}")


def _summary(failure: Failure, live: tuple[Pin, ...]) -> tuple[str, str]:
    if failure.kind is not FailureKind.PINS or not failure.peer:
        return summary_of(failure.kind, failure.client), hint_of(failure.kind, failure.client)
    shown = tuple(peer.pin.pin for peer in failure.peer if peer.pin.pin is not None)
    pinned = {pin.pin for pin in failure.pinned if pin.pin is not None}
    if pinned & set(shown):
        return (
            "A pin of the list does stand in the chain of the text, so this text cannot be whole.",
            "Paste the text as the client printed it.",
        )
    if failure.client in LEAF_ONLY:
        return _of_leaf(failure, shown, live)
    if not live:
        return _by_itself(shown)
    matches = "the pins match it" if pinned & set(live) else "the pins do not match it either"
    if shown == live or (len(failure.peer) == 1 and shown[0] == live[0]):
        return (
            "The chain of the text is the one that is served today, and no pin is in it: the pins are wrong here.",
            "Pin a layer of this path and a spare key, and ship that.",
        )
    if len(shown) == 1 and shown[0] not in live:
        return (
            f"The key that the server showed then is not the one of today's leaf; {matches}.",
            "It was renewed with a new key, or another server answered: pin what outlives that, and a spare key.",
        )
    if not set(shown) & set(live):
        return (
            f"The client saw another chain than the one seen from here, and no key is common to both; {matches}.",
            _proxy_hint(shown),
        )
    return (
        f"The chain has changed since: part of it is in the path today; {matches}.",
        "Pin what stays the same in both, and a spare key.",
    )


def _of_leaf(failure: Failure, shown: tuple[Pin, ...], live: tuple[Pin, ...]) -> tuple[str, str]:
    """Return the same of a client that compares the leaf alone; `shown` is the key that it saw there."""
    pinned = {pin.pin for pin in failure.pinned if pin.pin is not None}
    if not live or not shown:
        return summary_of(failure.kind, failure.client), hint_of(failure.kind, failure.client)
    if pinned & set(live[1:]) and not pinned & set(live[:1]):
        return (
            f"What is pinned is the key of an authority, and {failure.client} compares the leaf's alone.",
            "Pin the leaf and a spare key.",
        )
    if shown[0] == live[0]:
        return (
            "The key of the text is that of today's leaf, and none of the pins is that: the pins are wrong here.",
            "Pin the leaf and a spare key, and ship that.",
        )
    matches = "the pins match that" if pinned & set(live[:1]) else "the pins do not match that either"
    return (
        f"The key that the server showed then is not the one of today's leaf; {matches}.",
        "It was renewed with a new key, or another server answered: pin the new leaf and a spare key.",
    )


def _by_itself(shown: tuple[Pin, ...]) -> tuple[str, str]:
    root = public_roots().get(shown[-1]) if shown else None
    if root is not None:
        return (
            f"The client saw a chain up to the public root {root.name}, and no pin is in it.",
            "Look at what the host serves today, and compare: pinspector show HOST.",
        )
    return "The client saw a chain in which no pin is.", _proxy_hint(shown)


def _proxy_hint(shown: tuple[Pin, ...]) -> str:
    if shown and shown[-1] in public_roots():
        return "Another address or region may serve another chain: look at all of them before pinning."
    return (
        "The top of that chain is no public root that Pinspector knows: a proxy that reads the traffic, an antivirus, "
        "or a private authority. Pins are there to refuse exactly that."
    )
