"""The values of a TrustKit configuration: pins, and the day of expiry."""

import re
from datetime import date

from inspector.chain.finding import Severity
from inspector.chain.pin import DIGEST_BYTES, Pin
from inspector.chain.text import visible
from inspector.clients.following import not_followed
from inspector.clients.literal import Kind, Literal
from inspector.clients.rule import RAW_LIMIT, PinProblem, WrittenPin
from inspector.clients.spelling import UNFOLLOWED, duplicate_pins, strict_base64, written_pin

_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def read_hashes(value: Literal | None, line: int | None) -> tuple[tuple[WrittenPin, ...], tuple[PinProblem, ...]]:
    """Return the pins and what is wrong with them; `line` is the domain's, for a list that is not there.

    TrustKit decodes strictly, and stops the app at what is not 32 bytes (`initWithBase64EncodedString:options:` in
    parse_configuration.m).
    """
    if value is None:
        return (), ()
    if value.kind is not Kind.ARRAY:
        title = f"The pins are {value.kind} and no array, so TrustKit stops the app at start."
        return (), (
            PinProblem("wrong-kind", Severity.ERROR, title, "Make it an array.", value.line or line, crash=True),
        )
    pins: list[WrittenPin] = []
    problems: list[PinProblem] = []
    for item in value.items:
        if item.kind is Kind.UNKNOWN:
            problems.append(not_followed("A pin", item))
            pins.append(WrittenPin(visible(item.text, RAW_LIMIT), None, UNFOLLOWED, item.line))
            continue
        if item.kind is not Kind.TEXT:
            title = f"A pin is {item.kind} and no text, so TrustKit stops the app at start."
            hint = "Write 44 characters of base64."
            problems.append(PinProblem("wrong-kind", Severity.ERROR, title, hint, item.line, crash=True))
            continue
        decoded = strict_base64(item.text)
        pin = Pin(decoded) if decoded is not None and len(decoded) == DIGEST_BYTES else None
        written, found = written_pin(item.text, pin, item.line, crash=True)
        pins.append(written)
        problems += found
    return tuple(pins), (*problems, *duplicate_pins(tuple(pins)))


def read_day(value: Literal | None, today: date | None = None) -> tuple[date | None, tuple[PinProblem, ...]]:
    """Return the day of a `TSKExpirationDate`, read in UTC, and what is wrong with it.

    A text that is no date means no expiry at all. A plist's date is an object that has no characters, so that TrustKit
    throws (`dateFromString:` in parse_configuration.m).
    """
    if value is None:
        return None, ()
    if value.kind is Kind.UNKNOWN:
        return None, (not_followed("The expiry", value),)
    if value.kind is not Kind.TEXT:
        title = f"The expiry is {value.kind} and no text, so TrustKit stops the app at start."
        return None, (
            PinProblem("wrong-kind", Severity.ERROR, title, "Write yyyy-MM-dd as text.", value.line, crash=True),
        )
    found = _DAY.fullmatch(value.text.strip())
    try:
        day = date(*map(int, found.groups())) if found else _no_day()
    except ValueError:
        title = f"The expiry {visible(value.text, 40)} is no date, so the pins never expire."
        return None, (PinProblem("unreadable-date", Severity.WARNING, title, "Write it as 2027-06-30.", value.line),)
    if today is not None and day <= today:
        title = f"The pins ended with the beginning of {day}: nothing is pinned."
        hint = "Ship new pins, or a later day."
        return day, (PinProblem("expired-pins", Severity.ERROR, title, hint, value.line),)
    return day, ()


def _no_day() -> date:
    raise ValueError
