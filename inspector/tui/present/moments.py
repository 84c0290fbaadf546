"""Times as people read them: how long from now, and the date, always in UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from inspector.tui.present.signs import SIGNS

SOON = timedelta(days=30)
"""A certificate that ends sooner is marked."""


class Life(StrEnum):
    """Where a moment stands in the life of a certificate."""

    UNREADABLE = "unreadable"
    NOT_YET = "not yet valid"
    VALID = "valid"
    SOON = "ends soon"
    OVER = "expired"


@dataclass(frozen=True, slots=True)
class Validity:
    """A certificate's validity as seen from one moment."""

    life: Life
    """What is the case."""

    short: str
    """At most eight cells, sign included: `478 d`, `! 12 d`, `x 3 d`."""

    sentence: str
    """Such as `478 days left` or `expired 3 days ago`."""

    passed: float | None
    """The part of its life that is over, 0 to 1; None where an end is unreadable."""


def assess_validity(not_before: datetime | None, not_after: datetime | None, now: datetime) -> Validity:
    """Return what the validity from `not_before` to `not_after` is at `now`, all UTC."""
    if not_after is None or not_before is None:
        return Validity(Life.UNREADABLE, "? dates", "a date cannot be read", None)
    length = (not_after - not_before).total_seconds()
    passed = min(1.0, max(0.0, (now - not_before).total_seconds() / length)) if length > 0 else 1.0
    if now > not_after:
        gone = now - not_after
        return Validity(Life.OVER, f"{SIGNS.error} {brief(gone)}", f"expired {span(gone)} ago", 1.0)
    if now < not_before:
        wait = not_before - now
        return Validity(Life.NOT_YET, f"{SIGNS.error} not yet", f"valid only in {span(wait)}", 0.0)
    left = not_after - now
    if left <= SOON:
        return Validity(Life.SOON, f"! {brief(left)}", f"{span(left)} left", passed)
    return Validity(Life.VALID, brief(left), f"{span(left)} left", passed)


def span(length: timedelta) -> str:
    """Return a length of time in words: `12 days`, `5 hours`, `8 years`; rounded down, at least one minute."""
    days = length.days
    if days >= 730:
        return f"{days // 365} years"
    if days >= 2:
        return f"{days} days"
    hours = int(length.total_seconds() // 3600)
    if hours >= 2:
        return f"{hours} hours"
    minutes = max(1, int(length.total_seconds() // 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def brief(length: timedelta) -> str:
    """Return a length of time in a few cells: `12 d`, `5 h`, `8 y`."""
    words = span(length).split()
    return f"{words[0]} {words[1][:1] if words[1] != 'minutes' and words[1] != 'minute' else 'min'}"


def day(moment: datetime | None) -> str:
    """Return the date of a UTC moment, or `unreadable`."""
    return f"{moment:%Y-%m-%d}" if moment else "unreadable"


def minute(moment: datetime | None) -> str:
    """Return date and time of a UTC moment to the minute, or `unreadable`."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "unreadable"
