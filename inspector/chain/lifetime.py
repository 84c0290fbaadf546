"""How a validity period stands at a given moment, in numbers and in words."""

from datetime import datetime, timedelta

_DAY = timedelta(days=1)


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
    """Return how `now` stands to the dates: `12 days left`, `expired 3 days ago`, `not valid for another 5 hours`.

    The last moment itself is valid (RFC 5280, section 4.1.2.5). With an unreadable date it is what the other one
    says, else that it cannot be read.
    """
    if not_after is not None and now > not_after:
        return f"expired {in_words(now - not_after)} ago"
    if not_before is not None and now < not_before:
        return f"not valid for another {in_words(not_before - now)}"
    if not_after is None or not_before is None:
        return "a date cannot be read"
    return f"{in_words(not_after - now)} left"
