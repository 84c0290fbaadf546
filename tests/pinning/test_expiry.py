"""Expiry: the proposal, its meaning on a device, and typed dates."""

from datetime import UTC, date, datetime

import pytest

from inspector.pinning.expiry import ExpiryError, expiry_words, last_protected_day, parse_expiry, propose_expiry

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY = AT.date()


def _end(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ends", "day", "reason"),
    [
        ([_end(2027, 6, 30), _end(2027, 2, 1)], date(2027, 2, 1), "first picked certificate ends, 2027-02-01"),
        ([_end(2030, 1, 1)], date(2027, 11, 24), "lasts longer, until 2030-01-01"),
        ([_end(2026, 11, 25)], date(2026, 11, 25), "2026-11-25"),
        ([_end(2026, 11, 24)], None, "off already"),
        ([_end(2020, 1, 1), _end(2030, 1, 1)], None, "2020-01-01"),
        ([None, _end(2027, 2, 1)], date(2027, 2, 1), "2027-02-01"),
        ([None], date(2027, 11, 24), "no picked certificate gives an end"),
        ([], date(2027, 11, 24), "no picked certificate gives an end"),
    ],
)
def test_proposal(ends: list[datetime | None], day: date | None, reason: str) -> None:
    """Earliest end of what is picked, a year at most, never a date on which the pins are off already."""
    proposal = propose_expiry(ends, AT)
    assert proposal.day == day
    assert reason in proposal.reason


def test_last_protected_day_is_the_day_before() -> None:
    """Android stops pinning at the start of the date (XmlConfigSource.parsePinSet: midnight, local)."""
    assert last_protected_day(date(2027, 3, 1)) == date(2027, 2, 28)
    assert last_protected_day(date(2028, 3, 1)) == date(2028, 2, 29)
    assert "end of 2026-12-31; from 2027-01-01" in expiry_words(date(2027, 1, 1))
    assert "never" in expiry_words(None)


def test_typed_dates() -> None:
    """Strict ISO, or never."""
    assert parse_expiry(" 2027-06-30 ", TODAY) == date(2027, 6, 30)
    assert parse_expiry("Never", TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["", "2027-1-1", "2027/06/30", "20270630", "2027-06-30T00:00", "30.06.2027", "2027-13-01", "2027-02-30",
     "2026-11-24", "2020-01-01", "0027-01-01", "٢٠٢٧-٠٦-٣٠", "tomorrow", "2027-W01-1", "+027-06-30"],
)  # fmt: skip
def test_refused_dates(text: str) -> None:
    """What Android or its lint reads differently, what is no day, and what is over."""
    with pytest.raises(ExpiryError) as caught:
        parse_expiry(text, TODAY)
    assert caught.value.reason
    assert caught.value.hint
    assert not text or text not in caught.value.reason
