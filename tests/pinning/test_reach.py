"""The reach of a pin in one line."""

import pytest

from inspector.chain.pin import Pin
from inspector.pinning.reach import Span, Version, from_api, locked_out, reach

KNOWN = tuple(
    Version(text, api, build, api >= 34)
    for text, api, build in (
        ("4.0", 15, "r1.1"),
        ("7.0", 24, "r14"),
        ("7.1.1", 25, ""),
        ("13", 33, "r3"),
        ("14", 34, "r2"),
        ("14", 34, "r61"),
        ("17", 37, "r1"),
    )
)
A, B, C = (Pin(bytes([octet]) * 31 + b"x") for octet in (1, 2, 3))


def spans(*parts: tuple[int, str]) -> tuple[Span, ...]:
    """Return spans by their end and what they hold: letters of pins, or `-` for a path that is refused."""
    found, begin = [], 0
    for end, letters in parts:
        pins = tuple(pin for letter, pin in zip("ABC", (A, B, C), strict=True) if letter in letters)
        found.append(Span(KNOWN[begin:end], pins, letters != "-"))
        begin = end
    return tuple(found)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            spans((2, "-"), (4, "AB"), (7, "B")),
            "in the path on Android 7.1.1-13 (API 25-33), absent from 14 at the latest, no trusted path up to 7.0",
        ),
        (spans((7, "A")), "in the path on every Android from 4.0 on (API 15+)"),
        (spans((7, "B")), "absent on every Android from 4.0 on (API 15+)"),
        (spans((7, "-")), "no trusted path on any Android from 4.0 on (API 15+)"),
        (spans((2, "A"), (7, "B")), "in the path up to Android 7.0 (API 24 and below), absent from 7.1.1 on"),
        (spans((2, "B"), (7, "A")), "in the path from Android 7.1.1 on (API 25+), absent up to 7.0"),
        (spans((2, "B"), (3, "A"), (7, "B")), "in the path on Android 7.1.1 (API 25), absent up to 7.0 and from 13 on"),
        (spans((5, "B"), (7, "A")), "in the path from Android 14 (r61) at the latest (API 34+), absent up to 14 (r2)"),
        (
            spans((2, "A"), (4, "B"), (7, "A")),
            "in the path up to Android 7.0 and from 14 at the latest, absent on 7.1.1-13",
        ),
        ((), "no Android was asked"),
    ],
)
def test_sentence(given: tuple[Span, ...], sentence: str) -> None:
    """Ranges, gaps, splits within a version, and what is refused anyway."""
    assert reach(A, given).sentence == sentence


def test_minimum_sdk_cuts_older_versions_off() -> None:
    """What fails only below the minimum does not count."""
    given = spans((2, "B"), (4, "AB"), (7, "A"))
    assert reach(A, from_api(given, 25)).sentence == "in the path on every Android from 7.1.1 on (API 25+)"
    assert reach(A, from_api(given, 25)).everywhere
    assert not reach(A, given).everywhere
    assert reach(A, from_api(given, 37)).sentence == "in the path on Android 17 (API 37)"
    assert from_api(given, 38) == ()


def test_one_matching_pin_is_enough() -> None:
    """A set locks out only where none of its pins stands in a path that holds."""
    given = spans((2, "-"), (4, "AB"), (7, "B"))
    assert locked_out([A], given) == KNOWN[4:]
    assert locked_out([A, B], given) == ()
    assert locked_out([C], given) == KNOWN[2:]
    assert locked_out([], given) == ()


def test_refused_versions_are_kept_apart() -> None:
    """Where the chain is refused, the pin neither helps nor hurts."""
    found = reach(A, spans((2, "-"), (4, "A"), (7, "B")))
    assert (found.inside, found.absent, found.refused) == (KNOWN[2:4], KNOWN[4:], KNOWN[:2])


def test_system_without_api_levels() -> None:
    """Apple's lists: only versions, all of them at the latest."""
    versions = tuple(Version(text, 0, "", True) for text in ("11", "12", "13"))
    given = (Span(versions[:1], (B,), True), Span(versions[1:], (A,), True))
    assert reach(A, given, "iOS").sentence == "in the path from iOS 12 at the latest, absent up to 11"
