"""How a validity period stands, in numbers and in words."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.chain.lifetime import elapsed, in_words, standing

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "1 minute"),
        (timedelta(seconds=59), "1 minute"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=47), "47 hours"),
        (2 * DAY, "2 days"),
        (729 * DAY, "729 days"),
        (731 * DAY, "2 years"),
        (8 * 365 * DAY + 2 * DAY, "8 years"),
        (8 * 365 * DAY, "7 years"),
        (-12 * DAY, "12 days"),
    ],
)
def test_lengths_in_words(length: timedelta, words: str) -> None:
    """Lengths are rounded down to the unit that people would use; eight years need two leap days."""
    assert in_words(length) == words


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (-10 * DAY, 12 * DAY, "12 days left"),
        (-10 * DAY, -3 * DAY, "expired 3 days ago"),
        (timedelta(hours=5), 12 * DAY, "not valid for another 5 hours"),
        (-10 * DAY, timedelta(0), "1 minute left"),
        (timedelta(0), 3000 * DAY, "8 years left"),
    ],
)
def test_where_now_stands(begin: timedelta, end: timedelta, words: str) -> None:
    """The end itself is still valid (RFC 5280, section 4.1.2.5)."""
    assert standing(NOW + begin, NOW + end, NOW) == words


def test_unreadable_dates() -> None:
    """What can be said without one of the dates is said."""
    assert standing(None, None, NOW) == "a date cannot be read"
    assert standing(None, NOW + 3 * DAY, NOW) == "a date cannot be read"
    assert standing(None, NOW - 3 * DAY, NOW) == "expired 3 days ago"
    assert standing(NOW + 3 * DAY, None, NOW) == "not valid for another 3 days"
    assert elapsed(None, NOW, NOW) is None
    assert elapsed(NOW, None, NOW) is None


def test_the_part_that_is_over() -> None:
    """It is a fraction of the period, never outside of 0 and 1."""
    assert elapsed(NOW - DAY, NOW + 3 * DAY, NOW) == 0.25
    assert elapsed(NOW + DAY, NOW + 3 * DAY, NOW) == 0.0
    assert elapsed(NOW - 3 * DAY, NOW - DAY, NOW) == 1.0
    assert elapsed(NOW + DAY, NOW - DAY, NOW) == 1.0
    assert elapsed(datetime(1950, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), NOW) == pytest.approx(
        0.00955, rel=0.01
    )
