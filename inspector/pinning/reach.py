"""How far a pin reaches: on which releases of a system it stands in the path that pins are compared with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from inspector.chain.pin import Pin


@dataclass(frozen=True, slots=True)
class Version:
    """One known state of a system's roots."""

    text: str
    """The version as people write it: `7.1.1`, `12L`, `14`."""

    api: int
    """API level; 0 for a system that has none."""

    build: str = ""
    """What tells two states of one version apart, such as `r61`; empty where there is one."""

    floats: bool = False
    """Whether what changes with this version may have changed earlier: it is so "at the latest" from here on."""


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring versions that build the same path."""

    versions: tuple[Version, ...]
    """The versions, oldest first; never empty."""

    pins: tuple[Pin, ...]
    """The pins of the path; empty where there is none."""

    holds: bool
    """Whether the path is taken, as far as it could be checked. Where it is not, no pin is compared."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where one pin stands in the path."""

    pin: Pin
    """The pin."""

    inside: tuple[Version, ...]
    """Versions whose path holds and has it, oldest first."""

    absent: tuple[Version, ...]
    """Versions whose path holds without it: a set of this pin alone locks them out."""

    refused: tuple[Version, ...]
    """Versions that refuse the chain, with pins or without."""

    sentence: str
    """All that in one line, such as `in the path on Android 7.1.1-13 (API 25-33), absent from 14 on`."""

    @property
    def everywhere(self) -> bool:
        """Whether it stands in every path that holds, and one does."""
        return bool(self.inside) and not self.absent


def from_api(spans: Iterable[Span], minimum: int) -> tuple[Span, ...]:
    """Return the spans cut down to API levels of at least `minimum`, the app's minimum SDK."""
    cut = ((span, tuple(item for item in span.versions if item.api >= minimum)) for span in spans)
    return tuple(replace(span, versions=kept) for span, kept in cut if kept)


def reach(pin: Pin, spans: Sequence[Span], system: str = "Android") -> Reach:
    """Return where `pin` stands among `spans`, which are in order and without gap; `system` begins the sentence."""
    inside = _versions(span for span in spans if span.holds and pin in span.pins)
    absent = _versions(span for span in spans if span.holds and pin not in span.pins)
    without = refused(spans)
    return Reach(pin, inside, absent, without, _sentence(inside, absent, without, _versions(spans), system))


def locked_out(pins: Iterable[Pin], spans: Iterable[Span]) -> tuple[Version, ...]:
    """Return the versions whose path holds but has none of `pins`: a client with this set does not connect there.

    One matching pin is enough (OkHttp, Network Security Config). Without pins nothing is compared: the answer is empty.
    """
    chosen = frozenset(pins)
    return _versions(span for span in spans if span.holds and chosen and chosen.isdisjoint(span.pins))


def where(versions: Sequence[Version], spans: Sequence[Span], system: str = "Android") -> str:
    """Return some of the versions of `spans` in words, such as `from Android 14 at the latest`; there must be one."""
    return _where(versions, _versions(spans), system)


def refused(spans: Sequence[Span]) -> tuple[Version, ...]:
    """Return the versions that refuse the chain, with pins or without."""
    return _versions(span for span in spans if not span.holds)


def _versions(spans: Iterable[Span]) -> tuple[Version, ...]:
    return tuple(item for span in spans for item in span.versions)


def _runs(versions: Sequence[Version], known: Sequence[Version]) -> list[list[Version]]:
    runs: list[list[Version]] = []
    before: int | None = None
    for item in versions:
        place = known.index(item)
        if before is None or place != before + 1:
            runs.append([])
        runs[-1].append(item)
        before = place
    return runs


def _sentence(
    inside: Sequence[Version],
    absent: Sequence[Version],
    refused: Sequence[Version],
    known: Sequence[Version],
    system: str,
) -> str:
    clauses = (("in the path", inside), ("absent", absent), ("no trusted path", refused))
    parts: list[str] = []
    for clause, versions in clauses:
        if versions:
            where = _where(versions, known, "" if parts else system)
            parts.append(f"{clause} {where.replace('on every', 'on any', 1) if clause[:2] == 'no' else where}")
    return ", ".join(parts) or f"no {system} was asked"


def _where(versions: Sequence[Version], known: Sequence[Version], system: str) -> str:
    """Return `versions` among all `known` ones, such as `on Android 7.1.1-13 (API 25-33)`; `system` can be empty."""
    runs = _runs(versions, known)
    texts = [_run_text(run, known, system if place == 0 else "") for place, run in enumerate(runs)]
    return " and ".join(texts) + (_api_text(versions, known) if system and len(runs) == 1 else "")


def _run_text(run: Sequence[Version], known: Sequence[Version], system: str) -> str:
    first, last = run[0], run[-1]
    begin, end = _text(first, run, known), _text(last, run, known)
    name = f"{system} " if system else ""
    if last == known[-1]:
        if first == known[0]:
            return f"on every {name}from {begin} on" if len(known) > 1 else f"on {name}{begin}"
        return f"from {name}{begin} " + ("at the latest" if first.floats else "on")
    if first == known[0]:
        return f"up to {name}{end}"
    return f"on {name}{begin}" if begin == end else f"on {name}{begin}-{end}"


def _text(version: Version, run: Sequence[Version], known: Sequence[Version]) -> str:
    split = any(item.text == version.text and item not in run for item in known)
    return f"{version.text} ({version.build})" if split and version.build else version.text


def _api_text(versions: Sequence[Version], known: Sequence[Version]) -> str:
    first, last = versions[0].api, versions[-1].api
    if not first:
        return ""
    if versions[-1] == known[-1] and len(known) > 1:
        return f" (API {first}+)"
    if versions[0] == known[0] and len(known) > 1:
        return f" (API {last} and below)"
    return f" (API {first})" if first == last else f" (API {first}-{last})"
