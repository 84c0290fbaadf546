"""Devices as a page: ranges of releases with what they make of the chain, and which pins stand in their paths."""

from collections.abc import Iterator, Sequence, Set
from string import ascii_uppercase
from typing import TYPE_CHECKING

from textual.content import Content

from inspector.chain.pin import Pin
from inspector.chain.text import sentence
from inspector.tui.present.fit import clip, pad, wrap
from inspector.tui.present.ladder import ROLES
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS

if TYPE_CHECKING:
    from inspector.devices.looking import DeviceKey, Devices, Outcome

_VERSIONS, _LEVELS, _WORDS = 15, 10, 14
_INDENT = "   "
_NAME = 34


def devices_page(
    devices: "Devices", width: int, *, system: str, minimum: int | None = None, picked: Set[Pin] = frozenset()
) -> Page:
    """Return the page of `Android` or `iOS` for `width` cells.

    `minimum` is the app's minimum SDK: ranges below it are dimmed and count for no pin; `picked` pins are marked.
    """
    from inspector.devices.looking import ANDROID, ANDROID_NOTE, APPLE_NOTE

    outcomes = devices.outcomes(system)
    limit = minimum if system == ANDROID else None
    lines = [_minimum(limit)] if system == ANDROID else _styled(wrap(APPLE_NOTE, width), "$text-warning")
    lines += [Content(""), *_table(outcomes, width, limit), Content(""), *_legend(width)]
    for key in reversed(devices.keys):
        lines += _key(key, devices, width, system, limit, key.pin in picked)
    if system == ANDROID:
        lines += [Content(""), *_notes(outcomes, width, limit), *_styled(wrap(ANDROID_NOTE, width), "$text-muted")]
    return page_of(lines)


def computing_page(width: int) -> Page:
    """Return the page that stands there until the devices are known."""
    return page_of(_styled(wrap("Computing the path that each release builds…", width), "$text-muted"))


def _minimum(minimum: int | None) -> Content:
    if minimum is None:
        return Content.styled("Minimum SDK: none, every release counts.", "$text-muted")
    return Content.assemble("Minimum SDK: ", (f"API {minimum}", "bold"), ("; older ones do not count.", "$text-muted"))


def _table(outcomes: "Sequence[Outcome]", width: int, minimum: int | None) -> Iterator[Content]:
    for letter, outcome in zip(ascii_uppercase, outcomes, strict=False):
        old = _is_below(outcome, minimum)
        sign, style = _outcome_sign(outcome)
        head = Content.assemble(
            (f"{letter}  ", "$text-disabled" if old else "bold $primary"),
            (f"{outcome.versions:{_VERSIONS}}", "$text-disabled" if old else "bold"),
            (f"{outcome.levels:{_LEVELS}} ", "$text-disabled" if old else "$text-muted"),
            (f"{sign} {outcome.words}", "$text-disabled" if old else style),
        )
        told = _told(outcome)
        column = len(_INDENT) + _VERSIONS + _LEVELS + 1 + _WORDS
        if column + Content(told).cell_length <= width:
            yield Content.assemble(pad(head, column), (told, "$text-disabled" if old else ""))
        else:
            yield head
            yield from _indented(told, width, "$text-disabled" if old else "")


def _notes(outcomes: "Sequence[Outcome]", width: int, minimum: int | None) -> Iterator[Content]:
    for letter, outcome in zip(ascii_uppercase, outcomes, strict=False):
        for note in () if _is_below(outcome, minimum) else outcome.notes:
            for number, line in enumerate(wrap(Content.styled(note, "$text-muted"), width - len(_INDENT))):
                yield Content.assemble((_INDENT if number else f"{letter}  ", "$primary"), line)


def _told(outcome: "Outcome") -> str:
    """Return the reason of a refusal, or the anchor and the length of the path."""
    anchor = outcome.path.anchor
    if anchor is None:
        return outcome.path.reason
    count = len(outcome.path.layers)
    end = f"{count} layers to {anchor.name}" if count > 1 else f"ends in the leaf {anchor.name}"
    return f"{outcome.path.reason.removesuffix('.')} ({end})." if outcome.path.reason else end


def _outcome_sign(outcome: "Outcome") -> tuple[str, str]:
    if outcome.path.trusted:
        return SIGNS.ok, "$text-success"
    return (SIGNS.warning, "$text-warning") if outcome.span.holds else (SIGNS.error, "$text-error")


def _legend(width: int) -> list[Content]:
    text = (
        f"Pins in these paths: {SIGNS.ok} in it, {SIGNS.error} not in it: a pin of it alone locks out, "
        f"{SIGNS.dot} chain refused."
    )
    return _styled(wrap(text, width), "$text-muted")


def _key(
    key: "DeviceKey", devices: "Devices", width: int, system: str, minimum: int | None, picked: bool
) -> Iterator[Content]:
    cells = [_cell(outcome, key.pin, minimum) for outcome in devices.outcomes(system)]
    letters = Content.styled(" ".join(ascii_uppercase[: len(cells)]), "$text-disabled")
    room = max(8, min(_NAME, width - len(_INDENT) - 11 - 2 * len(cells)))
    head = Content.assemble(
        Content.styled("[x]" if picked else "   ", "bold $primary"),
        " ",
        (f"{ROLES[key.role]:6}", "$text-muted"),
        pad(Content.styled(clip(key.name, room), "bold" if picked else ""), room),
        " ",
    )
    if key is devices.keys[-1]:
        yield Content.assemble(" " * head.cell_length, letters)
    yield Content.assemble(head, Content(" ").join(cells))
    found = devices.reach(key.pin, system=system, minimum=minimum)
    style = "$text-warning" if found.absent else "$text-muted"
    yield from _indented(sentence(found.sentence), width, style)
    if not key.shown:
        text = str(key.pin)
        yield Content.styled(" " * min(len(_INDENT) + 1, max(0, width - len(text))) + text, "$text-muted")


def _cell(outcome: "Outcome", pin: Pin, minimum: int | None) -> Content:
    if not outcome.span.holds:
        return Content.styled(SIGNS.dot, "$text-disabled")
    inside = pin in outcome.span.pins
    if _is_below(outcome, minimum):
        return Content.styled(SIGNS.ok if inside else SIGNS.error, "$text-disabled")
    return Content.styled(SIGNS.ok, "$text-success") if inside else Content.styled(SIGNS.error, "bold $text-error")


def _is_below(outcome: "Outcome", minimum: int | None) -> bool:
    return minimum is not None and outcome.span.versions[-1].api < minimum


def _indented(text: str, width: int, style: str) -> Iterator[Content]:
    for line in wrap(Content.styled(text, style), width - len(_INDENT) - 1):
        yield Content.assemble(f"{_INDENT} ", line)


def _styled(lines: Sequence[Content], style: str) -> list[Content]:
    return [line.stylize(style) for line in lines]
