"""How long a public leaf certificate may live, by the day it was issued."""

from datetime import UTC, date, datetime, timedelta

from inspector.chain.certificate import Certificate

LIMITS: tuple[tuple[date, int], ...] = (
    (date(2029, 3, 15), 47),
    (date(2027, 3, 15), 100),
    (date(2026, 3, 15), 200),
    (date(2020, 9, 1), 398),
)
"""First day of issue and longest life in days, newest first (CA/Browser Forum Baseline Requirements, 6.3.2)."""


def longest_life(issued: datetime) -> int | None:
    """Return the longest life in days for a public leaf issued at `issued`, or None before 2020-09-01."""
    day = issued.astimezone(UTC).date()
    return next((days for first, days in LIMITS if day >= first), None)


def life(certificate: Certificate) -> timedelta | None:
    """Return the length of the validity, both ends included (RFC 5280, 4.1.2.5), or None where a date is unreadable."""
    if certificate.not_before is None or certificate.not_after is None:
        return None
    return certificate.not_after - certificate.not_before + timedelta(seconds=1)
