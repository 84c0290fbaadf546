"""All paths as a page: a ladder with forks, which client takes which, and in how many each pin stands."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from inspector.chain.path import Layer, Path, Role
from inspector.chain.pin import Pin
from inspector.inspection import Inspection
from inspector.trust.ladder import Rung, ladder, standing
from inspector.tui.present.fit import clip, pad, wrap
from inspector.tui.present.ladder import ROLES, origin_words
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS

if TYPE_CHECKING:
    from inspector.devices.looking import Devices, Outcome

_ORIGIN = 16
_ROOMY = 50
_STEP = 3
_NAME = 48


@dataclass(frozen=True, slots=True)
class Known:
    """A path and what is known about it."""

    path: Path
    """The path."""

    takers: tuple[str, ...]
    """Who takes it first, such as `Mozilla's roots` or `Android 14 on`; may be empty."""

    holds: bool
    """Whether it is valid at the time, by the store or for a device."""


def known_paths(inspection: Inspection, devices: "Devices | None" = None) -> tuple[Known, ...]:
    """Return the paths of the store in the order in which they are tried, then those that only devices have.

    A device's path whose anchor is known by facts alone cannot be drawn; `named_only` tells of it.
    """
    assessment = inspection.assessment
    paths = list(assessment.paths)
    who: list[list[str]] = [[] for _ in paths]
    holds = [place < assessment.valid for place in range(len(paths))]
    if assessment.path is not None:
        who[0].append(assessment.store.label)
    for item in (*devices.android, *devices.apple) if devices is not None else ():
        path = _drawn(item) if item.span.holds else None
        if path is None:
            continue
        place = _place(path, paths)
        if place is None:
            place = len(paths)
            paths.append(path)
            who.append([])
            holds.append(True)
        holds[place] = True
        who[place].append(f"{item.system} {item.versions}")
    known = (Known(path, tuple(names), good) for path, names, good in zip(paths, who, holds, strict=True))
    return tuple(known)


def _place(path: Path, paths: Sequence[Path]) -> int | None:
    """Return where `path` stands among `paths`: by its certificates, else, where a root was issued again, by its pins.

    Certificates below the root must be the same in either case.
    """
    sought = _certificates(path)
    for place, known in enumerate(paths):
        if _certificates(known) == sought:
            return place
    for place, known in enumerate(paths):
        if known.pins == path.pins and _certificates(known)[:-1] == sought[:-1]:
            return place
    return None


def _certificates(path: Path) -> tuple[bytes, ...]:
    return tuple(layer.certificate.der for layer in path.layers)


def _drawn(outcome: "Outcome") -> Path | None:
    layers = []
    for item in outcome.path.layers:
        if item.certificate is None:
            return None
        layers.append(Layer(item.certificate, item.role, item.origin, item.served_index))
    return Path(tuple(layers))


def named_only(devices: "Devices | None") -> tuple[str, ...]:
    """Return a sentence for each device's path whose anchor is known by facts alone."""
    outcomes = (*devices.android, *devices.apple) if devices is not None else ()
    return tuple(
        f"{item.system} {item.versions} ends in {item.path.layers[-1].name}, which is known by name and pin alone."
        for item in outcomes
        if item.span.holds and _drawn(item) is None
    )


def paths_page(inspection: Inspection, devices: "Devices | None", width: int, picked: Set[Pin] = frozenset()) -> Page:
    """Return the page for `width` cells; without `devices` it says that they are being asked.

    `picked` pins are marked, and a pin that only devices' paths have stands there whole.
    """
    known = known_paths(inspection, devices)
    lines = [*_heading(inspection, known, devices is None, width)]
    lines += [Content.styled(line, "$text-muted") for text in named_only(devices) for line in _plain(text, width)]
    if known:
        lines += [Content(""), *_drawing(known, width), Content(""), *_standings(known, width, picked)]
        lines += _beyond(devices, width)
    return page_of(lines)


def _heading(inspection: Inspection, known: Sequence[Known], asking: bool, width: int) -> Iterator[Content]:
    holding = sum(item.holds for item in known)
    if not known:
        yield from wrap(f"No path leads to a root. {inspection.assessment.reason}", width)
    elif holding:
        more = f", and {len(known) - holding} that does not hold now" if len(known) > holding else ""
        yield from wrap(f"{_count(holding)} from the leaf to a root{more}.", width)
        if not inspection.trusted and inspection.assessment.valid:
            told = Content.styled(f"{SIGNS.error} Refused all the same. {inspection.assessment.reason}", "$text-error")
            yield from wrap(told, width)
    else:
        yield from wrap(f"{_count(len(known))} by signatures, and none holds: {inspection.assessment.reason}", width)
    if inspection.assessment.cut:
        yield Content.styled(f"{SIGNS.warning} The search stopped at its limit: there may be more.", "$text-warning")
    if asking:
        yield Content.styled("Asking which device takes which…", "$text-muted")


def _count(number: int) -> str:
    return "One path" if number == 1 else f"{number} paths"


def _drawing(known: Sequence[Known], width: int) -> list[Content]:
    """Return the ladder, roots on top; each fork joins the layer that several certificates signed."""
    rungs = ladder([item.path for item in known])
    above: dict[int | None, list[int]] = {}
    for place, rung in enumerate(rungs):
        above.setdefault(rung.below, []).append(place)
    lines: list[Content] = []
    for place in above.get(None, ()):
        lines += _branch(place, rungs, above, known, width)
    return lines


def _branch(
    place: int, rungs: Sequence[Rung], above: Mapping[int | None, Sequence[int]], known: Sequence[Known], width: int
) -> Iterator[Content]:
    """Yield the lines of everything above a rung, and then its own."""
    children = above.get(place, ())
    if len(children) == 1:
        yield from _branch(children[0], rungs, above, known, width)
        yield Content.styled(SIGNS.joint, "$border-blurred")
    else:
        for number, child in enumerate(children):
            lines = list(_branch(child, rungs, above, known, width - _STEP))
            for line in lines[:-1]:
                yield Content.assemble((f"{SIGNS.joint if number else ' '}  ", "$border-blurred"), line)
            yield Content.assemble(
                (f"{SIGNS.fork if number else SIGNS.corner}{SIGNS.rest} ", "$border-blurred"), lines[-1]
            )
    yield from _rung(rungs[place], known, width)


def _rung(rung: Rung, known: Sequence[Known], width: int) -> Iterator[Content]:
    """Yield who takes the paths that end here, and the certificate, on one line."""
    for place in rung.ends:
        item = known[place]
        words = ", ".join(item.takers) or "nobody takes it first"
        style = "$text-accent" if item.holds else "$text-disabled"
        text = f"path {place + 1}: {words}" if item.holds else f"path {place + 1}: does not hold now"
        yield from (line.stylize(style) for line in wrap(text, width))
    beside = _ORIGIN + 1 if width >= _ROOMY else 0
    room = max(1, min(_NAME, width - 6 - beside))
    style = "" if any(known[place].holds for place in rung.paths) else "$text-disabled"
    name = clip(rung.layer.certificate.subject.readable, room)
    yield Content.assemble(
        (f"{ROLES[rung.layer.role]:5} ", "$text-muted"),
        pad(Content.styled(name, style), room),
        (f" {clip(origin_words(rung.layer), _ORIGIN)}" if beside else "", "$text-muted"),
    )


def _beyond(devices: "Devices | None", width: int) -> Iterator[Content]:
    """Yield the keys that only devices' paths have, with their pins, which the key `u` picks."""
    keys = [key for key in devices.keys if not key.shown] if devices is not None else []
    if keys:
        yield Content("")
        yield from (line.stylize("$text-muted") for line in wrap("Beyond the shown path, for u to pick", width))
    for key in keys:
        yield Content.assemble((f"{ROLES[key.role]:5} ", "$text-muted"), clip(key.name, max(8, width - 6)))
        text = str(key.pin)
        yield Content.styled(" " * min(6, max(0, width - len(text))) + text, "$text-muted")


def _standings(known: Sequence[Known], width: int, picked: Set[Pin]) -> Iterator[Content]:
    holds = any(item.holds for item in known)
    paths = [item.path for item in known if item.holds or not holds]
    yield Content.styled("Each pin stands" if holds else "If it held, each pin would stand", "$text-muted")
    seen: dict[Pin, tuple[Role, str]] = {}
    for path in paths:
        for layer in reversed(path.layers):
            seen.setdefault(layer.pin, (layer.role, layer.certificate.subject.readable))
    rank = {Role.ROOT: 0, Role.INTERMEDIATE: 1, Role.LEAF: 2}
    for pin, (role, name) in sorted(seen.items(), key=lambda item: rank[item[1][0]]):
        found = standing(pin, paths)
        sign, style = (SIGNS.ok, "$text-success") if found.everywhere else (SIGNS.warning, "$text-warning")
        if not holds:
            sign, style = SIGNS.dot, "$text-muted"
        words = "in every path" if found.everywhere and found.total > 1 else found.sentence
        room = max(8, min(_NAME, width - 8 - len(words) - (4 if pin in picked else 2)))
        yield Content.assemble(
            (f"{sign} ", f"bold {style}"),
            (f"{ROLES[role]:5} ", "$text-muted"),
            pad(Content.styled(clip(name, room), "bold" if pin in picked else ""), room),
            ("[x]" if pin in picked else "  ", "bold $primary"),
            (f" {words}" if pin in picked else words, style),
        )


def _plain(text: str, width: int) -> list[str]:
    return [line.plain for line in wrap(text, width)]
