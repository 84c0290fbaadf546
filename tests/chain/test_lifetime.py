"""How a validity period stands, in numbers and in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from inspector.chain.lifetime import days_left, elapsed, in_words, standing, utc

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
        (-10 * DAY, 12 * DAY, "expires in 12 days"),
        (-10 * DAY, -3 * DAY, "expired 3 days ago"),
        (timedelta(hours=5), 12 * DAY, "valid in 5 hours"),
        (-10 * DAY, timedelta(0), "expires in 1 minute"),
        (timedelta(0), 3000 * DAY, "expires in 8 years"),
    ],
)
def test_where_now_stands(begin: timedelta, end: timedelta, words: str) -> None:
    """The end itself is still valid (RFC 5280, section 4.1.2.5)."""
    assert standing(NOW + begin, NOW + end, NOW) == words


def test_unreadable_dates() -> None:
    """What can be said without one of the dates is said."""
    assert standing(None, None, NOW) == "dates unreadable"
    assert standing(None, NOW - 3 * DAY, NOW) == "expired 3 days ago"
    assert standing(NOW + 3 * DAY, None, NOW) == "valid in 3 days"
    assert elapsed(None, NOW, NOW) is None
    assert elapsed(NOW, None, NOW) is None
    assert utc(None) == "unreadable"


@pytest.mark.parametrize(("end", "days"), [(12 * DAY, 12), (timedelta(hours=23), 0), (-timedelta(hours=1), -1)])
def test_days_are_whole_and_rounded_down(end: timedelta, days: int) -> None:
    """Zero is the last day; once it is over the count is negative."""
    assert days_left(NOW + end, NOW) == days


def test_the_part_that_is_over() -> None:
    """It is a fraction of the period, never outside of 0 and 1."""
    assert elapsed(NOW - DAY, NOW + 3 * DAY, NOW) == 0.25
    assert elapsed(NOW + DAY, NOW + 3 * DAY, NOW) == 0.0
    assert elapsed(NOW - 3 * DAY, NOW - DAY, NOW) == 1.0
    assert elapsed(NOW + DAY, NOW - DAY, NOW) == 1.0
    assert elapsed(datetime(1950, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), NOW) == pytest.approx(
        0.00955, rel=0.01
    )


def test_moments_are_written_in_utc() -> None:
    """Another zone is converted."""
    assert utc(datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))) == "2025-12-31 23:00:00 UTC"
