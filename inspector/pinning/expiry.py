"""The day from which Android no longer pins: a proposal, what it means, and dates as people type them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from inspector.chain.explained import Explained

LONGEST = timedelta(days=365)
"""How far ahead a proposal lies at most."""

LINT_SOON = timedelta(days=10)
"""Android lint's PinSetExpiry calls a date nearer than this `expiring soon`."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ExpiryError(Explained, ValueError):
    """A text that is no usable expiry."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed expiry, or why there is none."""

    day: date | None
    """The value of the `expiration` attribute; None where no useful date follows from the chain."""

    reason: str
    """One clause: where the date comes from, or why there is none."""

    notes: tuple[str, ...] = ()
    """What changes until that day, one sentence each."""

    ends: date | None = None
    """The day on which the first picked certificate ends; None where no picked certificate gives one."""

    def beyond(self, day: date) -> str:
        """Return what pins cost that hold until `day`, one sentence, where that is after their first key may be gone.

        Empty for a day until which all picked certificates last, and no later than a proposal without any.
        """
        if self.ends is not None and day > self.ends:
            return (
                f"The first picked certificate ends on {self.ends}: from then on an app that pins only keys which are "
                "no longer in use is locked out until this date."
            )
        if self.ends is None and self.day is not None and day > self.day:
            return "That is more than a year: an app whose pinned keys are gone by then stays locked out."
        return ""


def propose_expiry(not_afters: Iterable[datetime | None], at: datetime) -> Proposal:
    """Return the earliest end of the picked certificates, at most a year after the UTC moment `at`.

    A date on which the pins would be off already gives no proposal. Unreadable ends (None) are passed over.
    """
    latest = at.date() + LONGEST
    ends = [moment.date() for moment in not_afters if moment is not None]
    if not ends:
        return Proposal(latest, "a year from now: no picked certificate gives an end")
    earliest = min(ends)
    if earliest <= at.date():
        reason = f"a picked certificate ends on {earliest}, so the pins would be off already"
        return Proposal(None, reason, ends=earliest)
    if earliest > latest:
        reason = f"a year from now: the first picked certificate lasts longer, until {earliest}"
        return Proposal(latest, reason, ends=earliest)
    return Proposal(earliest, f"the day on which the first picked certificate ends, {earliest}", ends=earliest)


def last_protected_day(expires: date) -> date:
    """Return the last whole day on which the pins hold, in the device's local time.

    Android reads the date as midnight in the device's zone and pins until then (`XmlConfigSource.parsePinSet`).
    """
    return expires - timedelta(days=1)


def expiry_words(expires: date | None) -> str:
    """Return one line for the screen about what `expires` does on Android."""
    if expires is None:
        return "never expires: Android pins until the app is updated"
    return f"pins until the end of {last_protected_day(expires)}; from {expires} 00:00 device time Android does not pin"


def parse_expiry(text: str, today: date) -> date | None:
    """Return the date in `text`, written YYYY-MM-DD, or None for `never`.

    Android accepts sloppier dates and lint does not (both must be happy), so only the strict form is taken.
    Raises `ExpiryError` for anything else, and for a date on which the pins would be off already.
    """
    bare = text.strip()
    if bare.lower() == "never":
        return None
    if not _ISO.fullmatch(bare):
        raise ExpiryError("this is no date", "write it as 2027-06-30, or never")
    try:
        day = date.fromisoformat(bare)
    except ValueError:
        raise ExpiryError("there is no such day", "write year-month-day, such as 2027-06-30, or never") from None
    if day.year < 1000 or day <= today:
        raise ExpiryError(
            "on that day the pins are off already: nothing would ever be pinned",
            f"write a date after {today}, or never",
        )
    return day
