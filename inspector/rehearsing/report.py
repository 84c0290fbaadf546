"""A rehearsal with everything that is told about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from inspector.rehearsing.plan import Suggestion
from inspector.rehearsing.rehearsal import Answer, Cell, Part, Rehearsal, Row
from inspector.rehearsing.situation import Sort
from inspector.rehearsing.timeline import Timeline

_SHORT = {
    "Network Security Config": "NSC",
    "OkHttp Kotlin": "OkHttp",
    "OkHttp Java": "OkHttp",
    "OkHttp before 4.3": "OkHttp 3",
    "Ktor OkHttp": "Ktor",
    "Android HttpEngine": "HttpEngine",
    "Apple NSPinnedDomains": "Apple",
    "Swift URLSession delegate": "Swift",
    "TrustKit plist": "TrustKit",
    "React Native": "RN",
}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is told about a rehearsal."""

    rehearsal: Rehearsal
    """The matrix."""

    suggestion: Suggestion | None
    """What would close the most holes; None where no single change does, or the pins are not ours to change."""

    timeline: Timeline
    """The dates."""

    source: str = ""
    """What the rules were read from, visible text; empty where a pin set was chosen here."""

    left_out: tuple[str, ...] = ()
    """What was read and is not rehearsed, and why, one visible sentence each."""


class Shown(StrEnum):
    """What people read of a cell: refusing an attacker and refusing the own server are not the same word."""

    WORKS = "works"
    LOCKED_OUT = "locked out"
    UNPROTECTED = "unprotected"
    REFUSED = "refused"
    """The attacker is, as wanted."""
    LET_IN = "let in"
    """The attacker is."""
    ANYWAY = "refused anyway"
    """The own server is, before any pin is looked at: no hole of the pins."""
    ABSENT = "-"


def shown(sort: Sort, cell: Cell) -> Shown:
    """Return what people read of a cell of an event of that sort."""
    match cell.answer:
        case Answer.NOT_APPLICABLE:
            return Shown.ABSENT
        case Answer.WORKS:
            return Shown.REFUSED if sort is Sort.ATTACK else Shown.WORKS
        case Answer.UNPROTECTED:
            return Shown.LET_IN if sort is Sort.ATTACK else Shown.UNPROTECTED
        case Answer.LOCKED_OUT:
            return Shown.ANYWAY if cell.anyway else Shown.LOCKED_OUT
        case unreachable:
            assert_never(unreachable)


@dataclass(frozen=True, slots=True)
class Hole:
    """Clients that come to the same end in one event, for the same reason."""

    shown: Shown
    """Locked out, unprotected, let in, or refused anyway."""

    clients: tuple[str, ...]
    """Their titles."""

    reason: str
    """Why, one sentence."""


def short_title(title: str) -> str:
    """Return what fits above a column for the title of a client."""
    full = next((full for full in _SHORT if f"{title} ".startswith(f"{full} ")), "")
    return f"{_SHORT[full]}{title[len(full) :]}" if full else title


def holes(rehearsal: Rehearsal, row: Row) -> tuple[Hole, ...]:
    """Return the holes of one event, clients with the same answer and reason together."""
    found: dict[tuple[Shown, str], list[str]] = {}
    for part, cell in zip(rehearsal.parts, row.cells, strict=True):
        if cell.answer in (Answer.LOCKED_OUT, Answer.UNPROTECTED):
            found.setdefault((shown(row.event.sort, cell), cell.reason), []).append(part.title)
    return tuple(Hole(words, tuple(clients), reason) for (words, reason), clients in found.items())


def broken_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield what breaks and why: an event a line, and below it, indented, who comes to which end."""
    for row in rehearsal.rows:
        found = holes(rehearsal, row)
        if found:
            yield f"{row.event.title}: {row.event.sentence}"
        for hole in found:
            yield f"  {', '.join(map(short_title, hole.clients))} {hole.shown}: {hole.reason}"


def suggestion_lines(report: Report) -> tuple[str, ...]:
    """Return what would close the most holes, in sentences."""
    suggestion = report.suggestion
    if report.source:
        return ("These pins stand in code: pick the layers here to see what another choice would do.",)
    if suggestion is None:
        return ("No single change of the pins closes more than it opens.",)
    lines = [suggestion.change]
    if suggestion.closed:
        lines.append(f"Better then: {', '.join(suggestion.closed)}.")
    if suggestion.opened:
        lines.append(f"Worse then: {', '.join(suggestion.opened)}.")
    if suggestion.lost:
        lines.append(f"Not for {', '.join(map(short_title, suggestion.lost))}: leave what is there.")
    if suggestion.won:
        lines.append(f"Could have it then: {', '.join(map(short_title, suggestion.won))}.")
    return tuple(lines)


def said_of(part: Part) -> tuple[str, ...]:
    """Return what there is to say about a client beside its cells, one sentence each."""
    where = (f"In {part.where}.",) if part.where else ()
    return (*where, *filter(None, (part.refusal, *part.notes)))


def all_said(report: Report) -> tuple[str, ...]:
    """Return what there is to say about the clients beside their cells, and about what was left out, line by line."""
    lines = (
        line if line.startswith(part.title) else f"{part.title}: {line}"
        for part in report.rehearsal.parts
        for line in said_of(part)
    )
    return (*lines, *report.left_out)
