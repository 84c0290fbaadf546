"""A `<pin-set>` element: its expiry and its pins as the platform reads them."""

from datetime import date

from inspector.chain.pin import DIGEST_BYTES, Pin
from inspector.chain.text import visible
from inspector.clients.nsc.config import Pins
from inspector.clients.nsc.crash import crash, quoted
from inspector.clients.nsc.day import BadDay, parse_as_platform
from inspector.clients.nsc.digest import BadBase64, decode_as_platform
from inspector.clients.nsc.element import Element, Text
from inspector.clients.nsc.lint_pins import lint_pins
from inspector.clients.nsc.linting import Linting
from inspector.clients.nsc.mistakes import pin_mistake
from inspector.clients.rule import RAW_LIMIT, PinProblem, WrittenPin


def parse_pins(element: Element, linting: Linting) -> Pins:
    """Return the pin set with everything that is wrong with it, what stops the app at start first."""
    problems: list[PinProblem] = []
    expires = _expiry(element, problems)
    pins = tuple(_pin(child, problems) for child in element.children if child.name == "pin")
    problems += lint_pins(element, pins, expires, linting)
    return Pins(pins, expires, element.line, tuple(problems))


def _expiry(element: Element, problems: list[PinProblem]) -> date | None:
    text = element.get("expiration")
    if text is None:
        return None
    try:
        return parse_as_platform(text)
    except BadDay:
        hint = f"“{quoted(text)}” is no day: write one such as 2027-06-30"
        problems.append(crash("Invalid expiration date in pin-set", element.line, hint))
        return None


def _pin(element: Element, problems: list[PinProblem]) -> WrittenPin:
    algorithm = element.get("digest")
    first = element.events[:1]
    value = first[0].value.strip() if first and isinstance(first[0], Text) else ""
    raw = visible(value, RAW_LIMIT)[:RAW_LIMIT]

    def refuse(message: str, why: str, hint: str) -> WrittenPin:
        problems.append(crash(message, element.line, hint))
        return WrittenPin(raw, None, why, element.line)

    if algorithm is None or algorithm.upper() != "SHA-256":
        message = f"Unsupported pin digest algorithm: {quoted(algorithm)}"
        return refuse(message, "its digest is not SHA-256", 'write digest="SHA-256"')
    if not value:
        return refuse("Missing pin digest", "it has no text", "write the base64 of the key's SHA-256")
    why, hint = pin_mistake(value)
    try:
        digest = decode_as_platform(value)
    except BadBase64:
        return refuse("Invalid pin digest", why or "its base64 is cut off, or padded wrongly", hint)
    if len(digest) != DIGEST_BYTES:
        expected = f"does not match expected length for {quoted(algorithm)} of {DIGEST_BYTES}"
        return refuse(f"digest length {len(digest)} {expected}", why or f"it decodes to {len(digest)} bytes", hint)
    if len(element.events) > 1:
        hint = "write the base64 alone: no comment and no element may stand in the middle of it"
        return refuse("pin contains additional elements", "a comment or an element stands in it", hint)
    return WrittenPin(raw, Pin(digest), "", element.line)
