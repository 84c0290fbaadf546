"""A rehearsal as JSON and as Markdown."""

import json
from collections.abc import Iterator

from inspector.chain.text import comment_text
from inspector.rehearsing.drawing import draw
from inspector.rehearsing.rehearsal import Answer, Cell, Rehearsal, Row
from inspector.rehearsing.report import Report, Shown, all_said, broken_lines, short_title, shown, suggestion_lines

LEGEND = (
    "**works**: the app goes on. **locked out**: its pins refuse its own server. **refused anyway**: so does any "
    "client, pinned or not. **unprotected**: nothing is pinned. **refused**, **let in**: the attacker."
)
"""What the answers mean, in Markdown."""

_MARKDOWN_WIDTH = 100
_LOUD = frozenset({Shown.LOCKED_OUT, Shown.UNPROTECTED, Shown.LET_IN})


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


def matrix_markdown(rehearsal: Rehearsal) -> tuple[str, ...]:
    """Return the matrix as a table of Markdown, in our own words alone."""
    titles = [short_title(part.title) for part in rehearsal.parts]
    head = (f"| event | {' | '.join(titles)} |", f"|---|{'---|' * len(titles)}")
    return (*head, *map(_table_row, rehearsal.rows))


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
    words = (shown(row.event.sort, cell) for cell in row.cells)
    cells = (f"**{word}**" if word in _LOUD else word.value for word in words)
    return f"| {row.event.title} | {' | '.join(cells)} |"


def _cell(cell: Cell) -> dict[str, str | bool | None]:
    answer = None if cell.answer is Answer.NOT_APPLICABLE else cell.answer.value.replace(" ", "-")
    return {"answer": answer, "reason": cell.reason, "anyway": cell.anyway}


def _day(day: object) -> str | None:
    return None if day is None else str(day)
