"""Faces as a page: the leaf keys of a host, where each is served, and what a set of leaf pins needs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, assert_never

from textual.content import Content

from inspector.net.faces import Faces, Outcome, Probe, needed_pins, summary
from inspector.tui.facing import Round, View
from inspector.tui.present.fit import clip, wrap
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS

if TYPE_CHECKING:
    from inspector.chain.certificate import Certificate
    from inspector.leaf_keys import LeafKey

_INDENT = "    "
_BAR = 24
_NOTES = (
    "One look from one network: elsewhere the name may lead to other addresses, and these may change.",
    "Each address was asked for an ECDSA and for an RSA key, with the server name and without it.",
)
_OLD_ONLY = "The kinds of key were told apart in TLS 1.2 only: what a server shows in TLS 1.3 alone was not seen."
_GONE = "The leaf that is shown was not met again: it was replaced, or is served elsewhere. u pins its key as well."


def faces_page(view: View, width: int) -> Page:
    """Return the page for `width` cells."""
    lines = [*_state(view, width)]
    if view.faces is not None:
        lines += [*_summary(view, view.faces, width), Content("")]
        for key in view.keys:
            lines += [*_key(key, view, width), Content("")]
        lines += _without(view.faces, width)
        notes = _NOTES if view.faces.both_versions else (*_NOTES, _OLD_ONLY)
        lines += [line for note in notes for line in _styled(note, width, "$text-muted")]
    return page_of(lines)


def _state(view: View, width: int) -> Iterator[Content]:
    total = view.faces.total if view.faces is not None else 0
    done = len(view.faces.probes) if view.faces is not None else 0
    match view.round:
        case Round.ASKING:
            full = _BAR * done // total if total else 0
            bar = Content.assemble((SIGNS.full * full, "$primary"), (SIGNS.rest * (_BAR - full), "$border-blurred"))
            words = (
                f"{done} of {total} questions answered, esc stops" if total else "Looking up the addresses, esc stops"
            )
            yield from wrap(Content.assemble(bar, "  ", words), width)
        case Round.DONE:
            return
        case Round.STOPPED:
            told = (
                f"Stopped: {done} of {total} questions were answered. r asks again." if total else "Not asked: r asks."
            )
            yield from _styled(f"{SIGNS.warning} {told}", width, "$text-warning")
        case Round.FAILED:
            yield from _styled(f"{SIGNS.error} {view.problem}", width, "$text-error")
        case _:
            assert_never(view.round)


def _summary(view: View, faces: Faces, width: int) -> list[Content]:
    if view.round is not Round.DONE:
        count = len(needed_pins(faces, view.host))
        told = f"{count or 'No'} leaf {'key' if count == 1 else 'keys'} so far; there may be more."
        return _styled(told, width, "bold")
    if view.keys and not any(key.is_shown for key in view.keys):
        lines = _styled(f"{SIGNS.warning} {_GONE}", width, "$text-warning")
    else:
        lines = []
    lines += _styled(summary(faces, view.host), width, "bold" if faces.complete else "bold $text-warning")
    open_keys = [key for key in view.keys if key.is_needed and not key.objection and key.pin not in view.picked]
    if len(view.keys) > 1 and open_keys:
        lines += _styled("u puts all that may be pinned into the pin set.", width, "$text-muted")
    return lines


def _key(key: "LeafKey", view: View, width: int) -> Iterator[Content]:
    taken = key.is_needed and not key.objection
    mark = ("[x]", "bold $primary") if key.pin in view.picked else ("[ ]" if taken else " - ", "$text-muted")
    label = key.certificates[0].key.label
    what = "the leaf that is shown" if key.is_shown else "leaf" if key.is_needed else "default of the server"
    yield Content.assemble(mark, " ", (label, "bold"), (f"  {what}", "$text-muted"))
    text = str(key.pin)
    yield Content.assemble(" " * min(len(_INDENT), max(0, width - len(text))), text)
    for said in dict.fromkeys(map(_certificate, key.certificates)):
        yield from _indented(said, width)
    for line in _places(key.probes, view):
        yield from _indented(line, width, "$text-muted")
    if key.objection:
        yield from _indented(f"{SIGNS.warning} Left out of the pin set: {key.objection}", width, "$text-warning")
    elif not key.is_needed:
        said = f"For clients that send no server name, and not for {view.host}: the set does not need it."
        yield from _indented(said, width, "$text-muted")


def _certificate(certificate: "Certificate") -> str:
    days = [f"{day:%Y-%m-%d}" if day else "?" for day in (certificate.not_before, certificate.not_after)]
    names = [name.text for name in certificate.names] or [certificate.subject.readable]
    shown = ", ".join(clip(name, 60) for name in names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{shown}  {days[0]} {SIGNS.arrow} {days[1]}"


def _places(probes: Iterable[Probe], view: View) -> Iterator[str]:
    named: dict[str, set[bool]] = {}
    for probe in probes:
        named.setdefault(probe.question.address, set()).add(probe.question.named)
    faces = view.faces
    unnamed = faces is not None and any(not probe.question.named for probe in faces.probes)
    for address, ways in named.items():
        words = {
            frozenset({True, False}): "with and without the server name",
            frozenset({True}): "with the server name" if unnamed else "",
            frozenset({False}): "without the server name",
        }[frozenset(ways)]
        yield f"{address}  {words}".rstrip()


def _without(faces: Faces, width: int) -> Iterator[Content]:
    """Yield what brought no leaf: kinds of key that an address does not have, and questions without an answer."""
    absent: dict[tuple[str, str], list[Probe]] = {}
    failed: dict[tuple[str, str], list[str]] = {}
    asked = Counter((probe.question.address, probe.question.kind.value) for probe in faces.probes)
    for probe in faces.probes:
        place = (probe.question.address, probe.question.kind.value)
        if probe.outcome is Outcome.NOT_SERVED:
            absent.setdefault(place, []).append(probe)
        elif probe.outcome is Outcome.FAILED:
            failed.setdefault((place[0], probe.reason), []).append(f"{place[1]} {_way(probe)}")
    for (address, kind), probes in absent.items():
        only = f" {_way(probes[0])}" if len(probes) < asked[address, kind] else ""
        yield from _styled(f"{SIGNS.dot} {address} has no {kind} key{only}.", width, "$text-muted")
    for (address, reason), ways in failed.items():
        yield from _styled(f"{SIGNS.warning} {address}, {', '.join(ways)}: {reason}.", width, "$text-warning")
    if absent or failed:
        yield Content("")


def _way(probe: Probe) -> str:
    return f"{'with' if probe.question.named else 'without'} the server name"


def _indented(text: str, width: int, style: str = "") -> Iterator[Content]:
    for line in wrap(Content.styled(text, style) if style else Content(text), width - len(_INDENT)):
        yield Content.assemble(_INDENT, line)


def _styled(text: str, width: int, style: str) -> list[Content]:
    return [line.stylize(style) for line in wrap(text, width)]
