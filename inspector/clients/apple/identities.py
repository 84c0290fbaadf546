"""One list of `NSPinnedDomains`: its entries as Apple's parser takes them."""

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.apple.write import PIN_KEY
from inspector.clients.following import not_followed
from inspector.clients.literal import Kind, Literal
from inspector.clients.near import nearest
from inspector.clients.pin_values import strict_pin, unfollowed_pin
from inspector.clients.rule import RAW_LIMIT, Layers, PinList, PinProblem, WrittenPin
from inspector.clients.spelling import UNFOLLOWED, duplicate_pins


def read_identities(key: str, value: Literal, layers: Layers) -> tuple[PinList, list[PinProblem]]:
    """Return the list at `key` and what is wrong with it.

    A list that is there is demanded even where it is no array or holds nothing that can be read: then every connection
    is blocked. Entries that cannot be read are passed over (`parseNSPinnedDomains` in Apple's SecPolicy.c).
    """
    if value.kind is Kind.UNKNOWN:
        written = WrittenPin(visible(value.text, RAW_LIMIT), None, UNFOLLOWED, value.line)
        return PinList((written,), layers), [not_followed(f"The list {key}", value)]
    if value.kind is not Kind.ARRAY:
        title = f"{key} is {value.kind} and no array, so every connection is blocked."
        return PinList((), layers), [PinProblem("wrong-kind", Severity.ERROR, title, "Make it an array.", value.line)]
    problems: list[PinProblem] = []
    pins: list[WrittenPin] = []
    for item in value.items:
        written, found = _identity(item)
        pins.append(written)
        problems += found
    problems += duplicate_pins(tuple(pins))
    if not any(written.pin or written.problem == UNFOLLOWED for written in pins):
        what = "is empty" if not pins else "holds nothing that can match"
        title = f"{key} {what}, so every connection is blocked."
        problems.append(PinProblem("empty-list", Severity.ERROR, title, "Add pins, or remove the list.", value.line))
    return PinList(tuple(pins), layers), problems


def _identity(item: Literal) -> tuple[WrittenPin, tuple[PinProblem, ...]]:
    if item.kind is Kind.UNKNOWN:
        return unfollowed_pin(item)
    if item.kind is not Kind.DICTIONARY:
        return _passed_over(item, f"it is {item.kind} and no dictionary", "unreadable-identity")
    value = item.get(PIN_KEY)
    if value is None:
        meant = next((entry.key for entry in item.entries if nearest(entry.key, (PIN_KEY,))), None)
        if meant is not None:
            return _passed_over(item, f"its key is written {visible(meant, 40)} and not {PIN_KEY}", "misspelt-key")
        return _passed_over(item, f"it has no {PIN_KEY}", "unreadable-identity")
    if value.kind is Kind.UNKNOWN:
        return unfollowed_pin(value)
    if value.kind is not Kind.TEXT:
        return _passed_over(value, f"its {PIN_KEY} is {value.kind} and no text", "unreadable-identity")
    return strict_pin(value)


def _passed_over(item: Literal, why: str, code: str) -> tuple[WrittenPin, tuple[PinProblem, ...]]:
    title = f"An identity is passed over: {why}."
    hint = f"Write a dictionary with the one key {PIN_KEY}."
    problem = PinProblem(code, Severity.ERROR, title, hint, item.line)
    return WrittenPin(visible(item.text, RAW_LIMIT), None, why, item.line), (problem,)
