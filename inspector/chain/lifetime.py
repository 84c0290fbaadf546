"""How a validity period stands at a given moment, in numbers and in words."""

from datetime import UTC, datetime, timedelta

_DAY = timedelta(days=1)


def days_left(not_after: datetime, now: datetime) -> int:
    """Return the whole days from `now` to the end, rounded down: 0 on the last day, negative once it is over."""
    return (not_after - now) // _DAY


def elapsed(not_before: datetime | None, not_after: datetime | None, now: datetime) -> float | None:
    """Return the part of the validity that is over, from 0.0 to 1.0; None where a date is unreadable.

    A period that ends before it begins is over.
    """
    if not_before is None or not_after is None:
        return None
    if not_after <= not_before:
        return 1.0
    return min(1.0, max(0.0, (now - not_before) / (not_after - not_before)))


def in_words(length: timedelta) -> str:
    """Return a length of time such as `8 years`, `12 days`, `5 hours`, `1 minute`: rounded down, without its sign."""
    length = abs(length)
    days = length // _DAY
    if days >= 730:
        return _counted(days * 4 // 1461, "year")
    if days >= 2:
        return _counted(days, "day")
    hours = length // timedelta(hours=1)
    if hours >= 2:
        return _counted(hours, "hour")
    return _counted(max(1, length // timedelta(minutes=1)), "minute")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'s' * (count != 1)}"


def standing(not_before: datetime | None, not_after: datetime | None, now: datetime) -> str:
    """Return how `now` stands to the dates, such as `expires in 12 days`, `expired 3 days ago` `valid in 5 hours`."""
    if not_after is not None and now > not_after:
        return f"expired {in_words(now - not_after)} ago"
    if not_before is not None and now < not_before:
        return f"valid in {in_words(not_before - now)}"
    if not_after is None:
        return "dates unreadable"
    return f"expires in {in_words(not_after - now)}"


def utc(moment: datetime | None) -> str:
    """Return a moment as `2026-11-24 12:00:00 UTC`, or `unreadable`."""
    return "unreadable" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
