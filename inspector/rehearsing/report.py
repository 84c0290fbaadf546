"""A rehearsal with everything that is told about it, and the same as JSON and as Markdown."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.chain.text import comment_text
from inspector.rehearsing.drawing import draw
from inspector.rehearsing.plan import Suggestion
from inspector.rehearsing.rehearsal import Answer, Cell, Part, Rehearsal, Row
from inspector.rehearsing.timeline import Timeline

LEGEND = (
    "**works**: the app goes on, or refuses the attacker. **locked out**: it refuses its own server. "
    "**unprotected**: nothing is pinned, or the attacker is let in."
)
"""What the answers mean, in Markdown."""

_MARKDOWN_WIDTH = 100
_SHORT = {
    "Network Security Config": "NSC",
    "OkHttp Kotlin": "OkHttp",
    "OkHttp Java": "OkHttp",
    "Apple NSPinnedDomains": "Apple",
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


@dataclass(frozen=True, slots=True)
class Hole:
    """Clients that come to the same end in one event, for the same reason."""

    answer: Answer
    """Locked out or unprotected."""

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
    found: dict[tuple[Answer, str], list[str]] = {}
    for part, cell in zip(rehearsal.parts, row.cells, strict=True):
        if cell.answer in (Answer.LOCKED_OUT, Answer.UNPROTECTED):
            found.setdefault((cell.answer, cell.reason), []).append(part.title)
    return tuple(Hole(answer, tuple(clients), reason) for (answer, reason), clients in found.items())


def broken_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield what breaks and why: an event a line, and below it, indented, who comes to which end."""
    for row in rehearsal.rows:
        found = holes(rehearsal, row)
        if found:
            yield f"{row.event.title}: {row.event.sentence}"
        for hole in found:
            yield f"  {', '.join(map(short_title, hole.clients))} {hole.answer}: {hole.reason}"


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
        lines.append(f"Could not have it: {', '.join(map(short_title, suggestion.lost))}.")
    if suggestion.won:
        lines.append(f"Could have it then: {', '.join(map(short_title, suggestion.won))}.")
    return tuple(lines)


def said_of(part: Part) -> tuple[str, ...]:
    """Return what there is to say about a client beside its cells, one sentence each."""
    where = (f"In {part.where}.",) if part.where else ()
    return (*where, *filter(None, (part.refusal, *part.notes)))


def all_said(report: Report) -> tuple[str, ...]:
    """Return what there is to say about the clients beside their cells, and about what was left out, line by line."""
    lines = (f"{part.title}: {line}" for part in report.rehearsal.parts for line in said_of(part))
    return (*lines, *report.left_out)


def as_json(report: Report) -> str:
    """Return one JSON object; times are RFC 3339 in UTC, days ISO 8601."""
    rehearsal, timeline, suggestion = report.rehearsal, report.timeline, report.suggestion
    made = {
        "schema": 1,
        "host": rehearsal.host,
        "at": rehearsal.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "source": report.source or None,
        "left_out": list(report.left_out),
        "clients": [
            {
                "client": part.client,
                "title": part.title,
                "where": part.where or None,
                "refusal": part.refusal or None,
                "notes": list(part.notes),
            }
            for part in rehearsal.parts
        ],
        "events": events_json(rehearsal),
        "suggestion": suggestion
        and {
            "change": suggestion.change,
            "closed": list(suggestion.closed),
            "opened": list(suggestion.opened),
            "lost": list(suggestion.lost),
            "won": list(suggestion.won),
        },
        "timeline": {
            "spans": [
                {"label": span.label, "start": _day(span.start), "end": _day(span.end)} for span in timeline.spans
            ],
            "moments": [{"code": item.code, "day": str(item.day), "words": item.words} for item in timeline.moments],
            "undated": list(timeline.undated),
        },
    }
    return json.dumps(made, indent=2, ensure_ascii=True)


def events_json(rehearsal: Rehearsal) -> list[dict[str, object]]:
    """Return the matrix as values for JSON: each event with a cell a client."""
    return [
        {
            "code": row.event.code,
            "title": row.event.title,
            "sentence": row.event.sentence,
            "sort": row.event.sort.value,
            "cells": [
                {"client": part.client, **_cell(cell)} for part, cell in zip(rehearsal.parts, row.cells, strict=True)
            ],
        }
        for row in rehearsal.rows
    ]


def as_markdown(report: Report) -> str:
    """Return the rehearsal as a page of Markdown; names from certificates stand in a code block, and nowhere else."""
    rehearsal = report.rehearsal
    lines = [
        f"# Rehearsal of the pins for `{comment_text(rehearsal.host, 100)}`",
        "",
        f"As of {rehearsal.at:%Y-%m-%d}. {LEGEND}",
        "",
        *matrix_markdown(rehearsal),
        "",
        *_said(report),
        "## What breaks, and why",
        "",
        "```",
        *broken_lines(rehearsal),
        "```",
        "",
        "## What would close the worst hole",
        "",
        "```",
        *suggestion_lines(report),
        "```",
        "",
        "## Dates",
        "",
        "```",
        *draw(report.timeline, _MARKDOWN_WIDTH),
        "```",
    ]
    return "\n".join(_unfenced(lines)) + "\n"


def matrix_markdown(rehearsal: Rehearsal) -> tuple[str, ...]:
    """Return the matrix as a table of Markdown, in our own words alone."""
    titles = [short_title(part.title) for part in rehearsal.parts]
    head = (f"| event | {' | '.join(titles)} |", f"|---|{'---|' * len(titles)}")
    return (*head, *map(_table_row, rehearsal.rows))


def _said(report: Report) -> Iterator[str]:
    """Yield what there is to say about the clients, as code: names of files are among it."""
    lines = all_said(report)
    if lines:
        yield from ("```", *lines, "```", "")


def _unfenced(lines: list[str]) -> Iterator[str]:
    """Yield the lines with no fence of a code block but our own."""
    for line in lines:
        yield line if line == "```" else line.replace("```", "'''")


def _table_row(row: Row) -> str:
    cells = [cell.answer.value if cell.answer is Answer.WORKS else f"**{cell.answer.value}**" for cell in row.cells]
    return f"| {row.event.title} | {' | '.join(cell.replace('**-**', '-') for cell in cells)} |"


def _cell(cell: Cell) -> dict[str, str | None]:
    answer = None if cell.answer is Answer.NOT_APPLICABLE else cell.answer.value.replace(" ", "-")
    return {"answer": answer, "reason": cell.reason}


def _day(day: object) -> str | None:
    return None if day is None else str(day)
