"""The timeline as lines of text."""

from datetime import date

from inspector.rehearsing.timeline import Span, Timeline

_LABEL = 24
_NARROWEST = 16
_SEVERAL = "+"
"""Marks a place of several moments."""


def draw(timeline: Timeline, width: int) -> tuple[str, ...]:
    """Return the timeline as lines: a bar a certificate, marks, and what is due when.

    The drawing is at most `width` cells wide, but for 25 at least; what is due stands in lines of their own length.
    An arrow says that a bar goes on beyond the axis. Names are cut to fit.
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
    lines.append(f"{'':{label}} {''.join(marks).rstrip()}".rstrip())
    for number, moment in enumerate(timeline.moments, 1):
        lines.append(f"{_sign(number)} {moment.day}  {moment.words}.")
    lines += [f"? any day     {words}" for words in timeline.undated]
    return tuple(lines)


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
