"""The `expiration` of a pin set to a day, as Java's SimpleDateFormat `yyyy-MM-dd` reads it, and as lint reads it."""

import re
from calendar import monthrange
from datetime import date

_FIELDS = re.compile(r"[ \t]*(\d+)-[ \t]*(\d+)-[ \t]*(\d+)")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_GREGORIAN = (1582, 10, 15)
_LAST_YEAR = 292_278_994
_MOST_DIGITS = 1_000
_INT, _LONG = 2**31, 2**63


class BadDay(ValueError):  # noqa: N818
    """Text that is no day: the platform throws."""


def parse_as_platform(text: str) -> date:
    """Return the day; later ones than 9999-12-31 become that one.

    Not lenient about ranges, and yet: blanks in front of a number, fewer or more digits, digits of any script and
    whatever follows the day are all fine, and `27` is the year 27. Raises `BadDay` for anything else.
    """
    found = _FIELDS.match(text)
    if found is None:
        raise BadDay
    year, month, day = map(_int, found.groups())
    if not (1 <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        raise BadDay
    if (1582, 10, 4) < (year, month, day) < _GREGORIAN:
        raise BadDay
    if year > date.max.year:
        return date.max
    return date(year, month, min(day, monthrange(year, month)[1]))


def _int(digits: str) -> int:
    """Return the number as Java's `Number.intValue` gives it: cut to 32 bits, or the largest where it is no long."""
    number = int(digits) if len(digits) < _MOST_DIGITS else _LONG
    return (number + _INT) % (2 * _INT) - _INT if number < _LONG else _INT - 1


def _length(year: int, month: int) -> int:
    """Return the days of a month in the calendar that Java uses: Julian up to 1582."""
    if month == 2 and (year, month) < _GREGORIAN[:2]:
        return 28 if year % 4 else 29
    return monthrange(2000 + year % 400, month)[1]


def parse_as_lint(text: str) -> date | None:
    """Return the day, or None where lint's strict ISO parser throws (DateTimeFormatter.ISO_LOCAL_DATE)."""
    found = _ISO.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
