"""Pins of a dictionary whose client takes strict base64 of 32 bytes and nothing else."""

from collections.abc import Iterable

from inspector.chain.pin import DIGEST_BYTES, Pin
from inspector.chain.text import visible
from inspector.clients.following import not_followed
from inspector.clients.literal import Kind, Literal
from inspector.clients.rule import RAW_LIMIT, PinProblem, WrittenPin
from inspector.clients.spelling import UNFOLLOWED, duplicate_pins, strict_base64, written_pin


def strict_pins(items: Iterable[Literal]) -> tuple[tuple[WrittenPin, ...], tuple[PinProblem, ...]]:
    """Return the pins of a list, where what is no text cannot be followed, and what is wrong with them."""
    pins: list[WrittenPin] = []
    problems: list[PinProblem] = []
    for item in items:
        written, found = strict_pin(item) if item.kind is Kind.TEXT else unfollowed_pin(item)
        pins.append(written)
        problems += found
    return tuple(pins), (*problems, *duplicate_pins(tuple(pins)))


def strict_pin(text: Literal, *, crash: bool = False) -> tuple[WrittenPin, tuple[PinProblem, ...]]:
    """Return the pin that a text is, and what is wrong with it; `crash`: what is no pin stops the app."""
    decoded = strict_base64(text.text)
    pin = Pin(decoded) if decoded is not None and len(decoded) == DIGEST_BYTES else None
    return written_pin(text.text, pin, text.line, crash=crash)


def unfollowed_pin(value: Literal) -> tuple[WrittenPin, tuple[PinProblem, ...]]:
    """Return a pin that is computed or stands elsewhere, and the problem that says so."""
    return WrittenPin(visible(value.text, RAW_LIMIT), None, UNFOLLOWED, value.line), (not_followed("A pin", value),)
