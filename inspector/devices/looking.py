"""For each range of releases the path that it builds of an inspected chain, its trust, and how far pins reach."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.chain.text import capital
from inspector.inspection import Inspection
from inspector.pinning.pin_set import PinSet
from inspector.pinning.reach import Reach, Span, Version, from_api, locked_out, reach, refused, where
from inspector.trust.android import MIXED_LEVEL, RECURSIVE_SEARCH, UPDATED_APART, releases
from inspector.trust.android_anchors import anchors_near
from inspector.trust.android_ranges import AndroidRange, anchor_notes, android_ranges, android_spans
from inspector.trust.apple import NOTE, AppleRange, apple_ranges, apple_spans
from inspector.trust.conscrypt import NO_ANCHOR
from inspector.trust.conscrypt_anchor import Anchor
from inspector.trust.data.roots import roots_by_name
from inspector.trust.device_path import DevicePath, Trust
from inspector.trust.rules import name_objection
from inspector.trust.stand_in import stand_in_anchors
from inspector.trust.store import StoreError
from inspector.trust.stores import mozilla, system

ANDROID, APPLE = "Android", "iOS"
ANDROID_NOTE = "AOSP as released: a maker's own changes are not known, nor which roots a user switched off or added."
APPLE_NOTE = NOTE
_CONFIG = "Network Security Config"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What neighbouring releases of one system make of the chain."""

    system: str
    """`Android` or `iOS`."""

    span: Span
    """The releases and the pins of their path."""

    path: DevicePath
    """The path that they build."""

    versions: str
    """Which releases, in a few characters: `7.1.1-13`, `14 on`, `16 (r2)`."""

    levels: str
    """Their API levels: `API 25-33`, `API 34+`; empty for a system without."""

    notes: tuple[str, ...]
    """What must be said beside it, one visible sentence each."""

    @property
    def words(self) -> str:
        """What becomes of the chain: `trusted`, `by name only`, `refused`."""
        return {Trust.TRUSTED: "trusted", Trust.BY_NAME: "by name only", Trust.REFUSED: "refused"}[self.path.trust]


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A key that can be pinned: one that stands in a path, of the inspection or of a device."""

    pin: Pin
    """Its pin."""

    role: Role
    """What its layer is, where it was met first."""

    name: str
    """What people call its layer, visible text."""

    shown: bool
    """Whether it stands in the path of the inspection; False for one that only devices' paths have."""


@dataclass(frozen=True, slots=True)
class Devices:
    """All that is known of devices about one inspection."""

    android: tuple[Outcome, ...]
    """Ranges of AOSP releases with the same outcome, oldest first; never empty."""

    apple: tuple[Outcome, ...]
    """Ranges of Apple's lists with the same outcome, oldest first; less certain, see `APPLE_NOTE`."""

    keys: tuple[DeviceKey, ...]
    """Keys of the inspection's path from the leaf up, then those that only devices' paths have."""

    def outcomes(self, system: str) -> tuple[Outcome, ...]:
        """Return the ranges of `Android` or `iOS`."""
        return self.android if system == ANDROID else self.apple

    def reach(self, pin: Pin, *, system: str = ANDROID, minimum: int | None = None) -> Reach:
        """Return on which releases `pin` stands in the path; on Android from API level `minimum` on."""
        return reach(pin, self.spans(system=system, minimum=minimum), system)

    def spans(self, *, system: str = ANDROID, minimum: int | None = None) -> tuple[Span, ...]:
        """Return the ranges as `pinning.reach` takes them; those of Android from API level `minimum` on."""
        spans = tuple(item.span for item in self.outcomes(system))
        return spans if minimum is None or system != ANDROID else from_api(spans, minimum)

    def missing(self, pin: Pin, minimum: int | None) -> str:
        """Return where on Android (from `minimum` on) `pin` is missing, such as `absent from 14 at the latest`.

        Empty where it stands in every path that holds.
        """
        spans = self.spans(minimum=minimum)
        absent = reach(pin, spans).absent
        return f"absent {where(absent, spans, '')}" if absent else ""

    def locked_out(self, pins: Iterable[Pin], minimum: int | None = None) -> tuple[Version, ...]:
        """Return the Android versions from `minimum` on that take the chain and whose path has none of `pins`."""
        return locked_out(pins, self.spans(minimum=minimum))


def look_at_devices(inspection: Inspection) -> Devices:
    """Return what devices make of the chain at the moment of the inspection.

    A wrong name is refused by every one of them. The roots are those of the packaged tables, their certificates
    Mozilla's, and the system's where Mozilla lacks one; a store that stands in for devices brings its own.
    """
    served = leaf_first(inspection)
    problem = name_objection(served[0], inspection.host) if inspection.host is not None else ""
    at, store = inspection.at, inspection.assessment.stand_in or inspection.assessment.store
    near = stand_in_anchors(store) if store.since else _near(served)
    android = android_ranges(served, (), at, name_problem=problem, anchors=near)
    apple = apple_ranges(served, (), at, name_problem=problem, anchors=near)
    forks = len(inspection.assessment.paths) > 1 or bool(inspection.unused)
    found = (*_android(android, at, forks), *_apple(apple))
    known = any(item.path.trust is not Trust.REFUSED for item in found)
    outcomes = found if known else tuple(_with_reason(item, inspection) for item in found)
    return Devices(
        android=tuple(item for item in outcomes if item.system == ANDROID),
        apple=tuple(item for item in outcomes if item.system == APPLE),
        keys=tuple(_keys(inspection, outcomes)),
    )


def _with_reason(outcome: Outcome, inspection: Inspection) -> Outcome:
    """Return the outcome with what is known of a chain that leads to no device's root: a gap, or an own root.

    Conscrypt finds issuers of earlier connections in its cache (TrustManagerImpl), so a device that has met the missing
    one may connect; a root of the app's own is trusted by the trust-anchors of its Network Security Config.
    """
    if outcome.path.reason != NO_ANCHOR:
        return outcome
    path = inspection.assessment.path
    gap = any(item.code == "missing-intermediate" for item in inspection.findings)
    if gap:
        reason = "An intermediate is missing: only a device that remembers it from another connection may connect."
        if outcome.system == APPLE:
            reason = "An intermediate is missing: only a device that has it from elsewhere may connect."
    elif path is not None and inspection.trusted and outcome.system == ANDROID:
        root = path.anchor.certificate.subject.readable
        reason = f"Not a device's root: {root}. Refused unless your app brings it: trust-anchors in the {_CONFIG}."
    elif path is not None and inspection.trusted:
        root = path.anchor.certificate.subject.readable
        reason = f"Not a device's root: {root}. Refused unless your app or a profile brings it."
    else:
        return outcome
    return replace(outcome, path=replace(outcome.path, reason=reason))


def load_tables() -> None:
    """Read the packaged tables, so that the first look need not."""
    releases()
    roots_by_name()


def leaf_first(inspection: Inspection) -> tuple[Certificate, ...]:
    """Return the served certificates as a client would be sent them: the one that is shown as leaf comes first."""
    leaf = inspection.layers[0].certificate
    return (leaf, *(item for item in inspection.served if item is not leaf and item.der != leaf.der))


def with_reach(pin_set: PinSet, devices: Devices, minimum: int | None) -> PinSet:
    """Return the pin set with what Android from API level `minimum` on lacks: in comments, hints and notes.

    Without a minimum every known release counts. Of those that refuse the chain nothing is said then, as there always
    are some, older than its root; nor of a set without any pin in the path, which the set says itself.
    """
    spans = devices.spans(minimum=minimum)
    since = f"from API {minimum} on" if minimum is not None else "without a minimum SDK"
    notes: list[str] = []
    for item in (item for item in pin_set.chosen if not item.elsewhere and not item.gone):
        found = reach(item.pin, spans)
        if found.absent:
            notes.append(f"{since}, {item.label} is {_plain(found.sentence)}")
    without = refused(spans)
    if without and minimum is not None:
        notes.append(f"{since}, this chain is not trusted {_plain(where(without, spans))}, pinned or not")
    locked = locked_out(pin_set.pins, spans)
    if minimum is None and not any(item.in_path for item in pin_set.chosen):
        locked = ()
    lock_out = f"{since}, no pin of the set matches {_plain(where(locked, spans))}" if locked else ""
    return replace(pin_set, reach_notes=tuple(map(capital, notes)), lock_out=capital(lock_out))


def _plain(words: str) -> str:
    """Return words about versions without brackets, which comments of code cannot have."""
    return re.sub(r" \(API [^)]*\)", "", words).replace("(", "").replace(")", "")


def _near(served: Sequence[Certificate]) -> tuple[Anchor, ...]:
    sources = []
    for opened in (mozilla, system):
        try:
            sources.append(opened())
        except StoreError:
            continue
        near = anchors_near(served, sources)
        if all(item.certificate is not None for item in near):
            return near
    return anchors_near(served, sources)


def _android(ranges: Sequence[AndroidRange], at: datetime, forks: bool) -> Iterator[Outcome]:
    spans = android_spans(ranges)
    for item, span in zip(ranges, spans, strict=True):
        first, last = item.first.api, item.last.api
        newest = item.last == releases()[-1]
        levels = f"API {first}+" if newest else f"API {first}" if first == last else f"API {first}-{last}"
        notes = (*anchor_notes(item, at), *_notes(item, forks))
        yield Outcome(ANDROID, span, item.path, _versions(span, spans), levels, notes)


def _notes(item: AndroidRange, forks: bool) -> Iterator[str]:
    """Yield what must be said of the borders of a range; `forks`: whether more than one chain was sent."""
    first, last = item.first.api, item.last.api
    if item.path.trust is Trust.BY_NAME:
        yield "Nobody could check what it signed."
    if first < RECURSIVE_SEARCH and forks:
        yield "Before Android 7.0 the search does not go back: with more than one chain sent it can fare worse."
    if first == MIXED_LEVEL or last == MIXED_LEVEL:
        yield "API 25 is Android 7.1.0 as well, whose roots are not known."
    if first >= UPDATED_APART:
        yield "At the latest: a module update can bring newer roots to an older system."


def _apple(ranges: Sequence[AppleRange]) -> Iterator[Outcome]:
    spans = apple_spans(ranges)
    for item, span in zip(ranges, spans, strict=True):
        yield Outcome(APPLE, span, item.path, _versions(span, spans), "", ())


def _versions(span: Span, spans: Sequence[Span]) -> str:
    first, last = span.versions[0], span.versions[-1]
    begin, end = _text(first, span, spans), _text(last, span, spans)
    if span is spans[-1]:
        return begin if first == last and len(spans) == 1 else f"{begin} on"
    return begin if begin == end else f"{begin}-{end}"


def _text(version: Version, span: Span, spans: Sequence[Span]) -> str:
    split = any(item.text == version.text for other in spans if other is not span for item in other.versions)
    return f"{version.text} ({version.build})" if split and version.build else version.text


def _keys(inspection: Inspection, outcomes: Iterable[Outcome]) -> Iterator[DeviceKey]:
    known: set[Pin] = set()
    for layer in inspection.layers if inspection.assessment.path is not None else inspection.layers[:1]:
        if layer.pin not in known:
            known.add(layer.pin)
            yield DeviceKey(layer.pin, layer.role, layer.certificate.subject.readable, True)
    for outcome in outcomes:
        for item in outcome.path.layers:
            if item.pin not in known:
                known.add(item.pin)
                yield DeviceKey(item.pin, item.role, item.name, False)
