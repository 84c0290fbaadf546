"""The timeline as lines of text."""

from datetime import date

from inspector.rehearsing.timeline import Span, Timeline

_LABEL = 24
_NARROWEST = 16
DAY = 10
"""Width of a day, in cells."""
_SEVERAL = "+"
"""Marks a place of several moments."""


def draw(timeline: Timeline, width: int) -> tuple[str, ...]:
    """Return the timeline as lines: the chart, and what is due when, in lines of their own length."""
    return (*chart(timeline, width), *(f"{sign} {when:{DAY}}  {words}" for sign, when, words in due(timeline)))


def chart(timeline: Timeline, width: int) -> tuple[str, ...]:
    """Return a bar a certificate, under them a mark a moment, and what a mark of several means.

    The lines are at most `width` cells wide, but for 25 at least. An arrow says that a bar goes on beyond the axis.
    Names are cut to fit.
    """
    label = min(_LABEL, max(8, width // 3))
    room = max(_NARROWEST, width - label - 1)
    lines = [f"{'':{label}} {_axis(timeline, room)}"]
    lines += [f"{_cut(span.label, label):{label}} {_bar(timeline, span, room)}" for span in timeline.spans]
    marks = [" "] * room
    for number, moment in enumerate(timeline.moments, 1):
        if timeline.start <= moment.day <= timeline.end:
            place = _place(timeline, moment.day, room)
            marks[place] = _sign(number) if marks[place] == " " else _SEVERAL
    row = "".join(marks).rstrip()
    told = (f"{'':{label}} {_SEVERAL} several dates together",) if _SEVERAL in row else ()
    return (*lines, f"{'':{label}} {row}".rstrip(), *told)


def due(timeline: Timeline) -> tuple[tuple[str, str, str], ...]:
    """Return mark, day and sentence of each moment, and what may come on any day."""
    dated = [(_sign(number), str(item.day), f"{item.words}.") for number, item in enumerate(timeline.moments, 1)]
    return (*dated, *(("?", "any day", words) for words in timeline.undated))


def _sign(number: int) -> str:
    return "123456789abcdefghijklmnopqrstuvwxyz"[min(number, 35) - 1]


def _axis(timeline: Timeline, room: int) -> str:
    start, end = str(timeline.start), str(timeline.end)
    return f"{start}{' ' * max(1, room - len(start) - len(end))}{end}"[:room] if room >= 21 else start


def _bar(timeline: Timeline, span: Span, room: int) -> str:
    if span.start is None or span.end is None:
        return "its dates cannot be read"[:room]
    if span.end < timeline.start or span.start > timeline.end:
        return "‹" if span.end < timeline.start else f"{'':{room - 1}}›"
    first = _place(timeline, max(span.start, timeline.start), room)
    last = _place(timeline, min(span.end, timeline.end), room)
    bar = list("─" * (last - first + 1))
    bar[0] = "‹" if span.start < timeline.start else "├"
    bar[-1] = "›" if span.end > timeline.end else "┤"
    return " " * first + "".join(bar)


def _place(timeline: Timeline, day: date, room: int) -> int:
    whole = max(1, (timeline.end - timeline.start).days)
    return round((day - timeline.start).days * (room - 1) / whole)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
