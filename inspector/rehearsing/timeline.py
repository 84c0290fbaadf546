"""The dates of a pin set on one axis: each certificate's validity, today, and when each event is due at the latest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from inspector.chain.issuers import rotation_habit
from inspector.chain.lifetimes import LIMITS
from inspector.chain.path import Layer, Role
from inspector.pinning.expiry import last_protected_day

_AFTERWARDS = timedelta(days=60)
"""How far the axis goes on after its last date."""

_LONGEST_AXIS = timedelta(days=3 * 365)
"""Days after today that the axis covers at most: roots live for decades, and what breaks pins comes within months."""

_LONGEST_PAST = timedelta(days=365)
"""Days before today that the axis covers at most."""

_ENDS = "The pin set ends as this day begins (Android: device time, TrustKit: UTC); they pin nothing from here on"


@dataclass(frozen=True, slots=True)
class Span:
    """The validity of one certificate."""

    label: str
    """Role and name, visible text."""

    start: date | None
    """First day, UTC; None where it cannot be read."""

    end: date | None
    """Last day, UTC; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One day on which something is due."""

    day: date
    """The day, UTC."""

    words: str
    """What is due, one sentence without its full stop."""

    code: str
    """Stable name: `today`, `leaf-renewal`, `last-protected-day`, `shorter-lifetimes`, …"""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything on one axis."""

    start: date
    """First day of the axis."""

    end: date
    """Last day of the axis."""

    today: date
    """The present."""

    spans: tuple[Span, ...]
    """One a layer, leaf first."""

    moments: tuple[Moment, ...]
    """What is due, by day; today is among them."""

    undated: tuple[str, ...]
    """What may come on any day, one sentence each."""


def make_timeline(layers: Sequence[Layer], expires: date | None, at: datetime) -> Timeline:
    """Return the timeline for the path `layers`, leaf first, and the pin set's expiry (None: it has none)."""
    today = at.astimezone(UTC).date()
    spans = tuple(_span(layer) for layer in layers)
    moments = [Moment(today, "Today", "today"), *_ends(layers, today)]
    if expires is not None:
        moments.append(
            Moment(last_protected_day(expires), "Last protected day of clients with an expiry", "last-protected-day")
        )
        moments.append(Moment(expires, _ENDS, "set-expires"))
    leaf = spans[0]
    last = max(moment.day for moment in moments if moment.code != "ca-end")
    start = max(min(leaf.start or today, today), _moved(today, -_LONGEST_PAST))
    end = min(_moved(last, _AFTERWARDS), _moved(today, _LONGEST_AXIS))
    moments += [
        Moment(day, f"Public leaves issued from here on live {days} days at most", "shorter-lifetimes")
        for day, days in LIMITS
        if today < day <= end
    ]
    return Timeline(start, end, today, spans, tuple(sorted(moments, key=lambda item: item.day)), _habits(layers))


def _span(layer: Layer) -> Span:
    certificate = layer.certificate
    label = f"{layer.role.value} {certificate.subject.readable}"
    return Span(label, _day(certificate.not_before), _day(certificate.not_after))


def _ends(layers: Sequence[Layer], today: date) -> list[Moment]:
    found = []
    for layer in layers:
        day = _day(layer.certificate.not_after)
        if day is None:
            continue
        if layer.role is Role.LEAF:
            late = (
                "The leaf has ended"
                if day < today
                else "The leaf is renewed by here at the latest, with a new key unless it is kept"
            )
            found.append(Moment(day, late, "leaf-renewal"))
        else:
            name = layer.certificate.subject.readable
            found.append(Moment(day, f"The {layer.role.value} {name} ends; another one signs well before", "ca-end"))
    return found


def _habits(layers: Sequence[Layer]) -> tuple[str, ...]:
    habits = dict.fromkeys(habit for layer in layers if (habit := rotation_habit(layer.certificate)) is not None)
    return tuple(f"{habit}." for habit in habits)


def _moved(day: date, by: timedelta) -> date:
    """Return the day `by` away, or the first or last one that there is."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone(UTC).date()
