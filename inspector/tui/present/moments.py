"""Times as people read them: how long from now, and the date, always in UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from inspector.chain.lifetime import elapsed, in_words, standing
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
    """At most nine cells, sign included: `478 d`, `! 12 d`, `✗ expired`."""

    sentence: str
    """Such as `478 days left` or `expired 3 days ago`."""

    passed: float | None
    """The part of its life that is over, 0 to 1; None where an end is unreadable."""


def assess_validity(not_before: datetime | None, not_after: datetime | None, now: datetime) -> Validity:
    """Return what the validity from `not_before` to `not_after` is at `now`, all UTC."""
    sentence, passed = standing(not_before, not_after, now), elapsed(not_before, not_after, now)
    if not_after is None or not_before is None:
        return Validity(Life.UNREADABLE, "? dates", sentence, passed)
    if now > not_after:
        return Validity(Life.OVER, f"{SIGNS.error} expired", sentence, passed)
    if now < not_before:
        return Validity(Life.NOT_YET, f"{SIGNS.error} not yet", sentence, passed)
    left = not_after - now
    if left <= SOON:
        return Validity(Life.SOON, f"! {brief(left)}", sentence, passed)
    return Validity(Life.VALID, brief(left), sentence, passed)


def brief(length: timedelta) -> str:
    """Return a length of time in a few cells: `12 d`, `5 h`, `8 y`."""
    words = in_words(length).split()
    return f"{words[0]} {words[1][:1] if words[1] != 'minutes' and words[1] != 'minute' else 'min'}"


def day(moment: datetime | None) -> str:
    """Return the date of a UTC moment, or `unreadable`."""
    return f"{moment:%Y-%m-%d}" if moment else "unreadable"


def minute(moment: datetime | None) -> str:
    """Return date and time of a UTC moment to the minute, or `unreadable`."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "unreadable"
