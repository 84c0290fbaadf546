"""A rehearsal as JSON and as Markdown."""

import json
from collections.abc import Iterator

from inspector.chain.text import comment_text
from inspector.rehearsing.drawing import draw
from inspector.rehearsing.rehearsal import Answer, Cell, Row
from inspector.rehearsing.report import Report, all_said, broken_lines, short_title, suggestion_lines

_MARKDOWN_WIDTH = 100


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
        "events": [
            {
                "code": row.event.code,
                "title": row.event.title,
                "sentence": row.event.sentence,
                "sort": row.event.sort.value,
                "cells": [
                    {"client": part.client, **_cell(cell)}
                    for part, cell in zip(rehearsal.parts, row.cells, strict=True)
                ],
            }
            for row in rehearsal.rows
        ],
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


def as_markdown(report: Report) -> str:
    """Return the rehearsal as a page of Markdown; names from certificates stand in a code block, and nowhere else."""
    rehearsal = report.rehearsal
    titles = [short_title(part.title) for part in rehearsal.parts]
    lines = [
        f"# Rehearsal of the pins for `{comment_text(rehearsal.host, 100)}`",
        "",
        f"As of {rehearsal.at:%Y-%m-%d}. *works*: the app goes on, or refuses the attacker. *locked out*: it refuses "
        "its own server. *unprotected*: nothing is pinned, or the attacker is let in.",
        "",
        f"| event | {' | '.join(titles)} |",
        f"|---|{'---|' * len(titles)}",
        *(_table_row(row) for row in rehearsal.rows),
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
    cells = [cell.answer.value if cell.answer is Answer.WORKS else f"**{cell.answer.value}**" for cell in row.cells]
    return f"| {row.event.title} | {' | '.join(cell.replace('**-**', '-') for cell in cells)} |"


def _cell(cell: Cell) -> dict[str, str | None]:
    answer = None if cell.answer is Answer.NOT_APPLICABLE else cell.answer.value.replace(" ", "-")
    return {"answer": answer, "reason": cell.reason}


def _day(day: object) -> str | None:
    return None if day is None else str(day)
