"""What lint and the reader of a pin set should hear about it beyond what stops the app."""

from datetime import date, timedelta

from inspector.chain.finding import Severity
from inspector.chain.pin import DIGEST_BYTES, Pin, dead_reason
from inspector.clients.nsc.crash import quoted
from inspector.clients.nsc.day import parse_as_lint
from inspector.clients.nsc.digest import decode_as_lint
from inspector.clients.nsc.element import Element, Text
from inspector.clients.nsc.linting import Linting, nearest
from inspector.clients.nsc.unknown import unknown_parts
from inspector.clients.rule import PinProblem, WrittenPin

_SOON = timedelta(days=10)


def lint_pins(
    element: Element, pins: tuple[WrittenPin, ...], expires: date | None, linting: Linting
) -> tuple[PinProblem, ...]:
    """Return lint's findings in a `<pin-set>` that the platform accepts, and dead and doubled pins."""
    inner = linting.inside(element)
    found = [*unknown_parts(element, inner), *_expiry(element, expires, inner)]
    written = [child for child in element.children if child.name == "pin"]
    for child, pin in zip(written, pins, strict=True):
        found += unknown_parts(child, inner.inside(child))
        if pin.pin is not None:
            found += _spelling(child, inner.inside(child))
    found += _count(element, len(written), inner)
    return (*found, *_values(pins))


def _expiry(element: Element, expires: date | None, linting: Linting) -> tuple[PinProblem, ...]:
    text = element.get("expiration")
    if text is None or expires is None:
        return ()
    found: tuple[PinProblem, ...] = ()
    if parse_as_lint(text) is None:
        title = f"The expiration “{quoted(text)}” is no strict ISO date: the platform reads {expires.isoformat()}."
        found = linting.breaks_build(title, f"write {expires.isoformat()} if that is the day", element.line)
    if linting.today is None:
        return found
    if expires <= linting.today:
        title = f"The pins ended with the beginning of {expires.isoformat()}, device time: nothing is pinned any more."
        hint = "ship new pins with a later date"
        return (*found, PinProblem("PinSetExpiry", Severity.ERROR, title, hint, element.line))
    if expires < linting.today + _SOON:
        last = expires - timedelta(days=1)
        title = f"The pins expire soon: the last protected day is {last.isoformat()}."
        hint = "ship new pins with a later date"
        return (*found, *linting.report("PinSetExpiry", Severity.WARNING, title, hint, element.line))
    return found


def _spelling(element: Element, linting: Linting) -> tuple[PinProblem, ...]:
    """Return what lint's strict decoder refuses in a pin that the platform takes."""
    first = element.nodes[0]
    if not isinstance(first, Text):
        title = "A comment stands in front of the pin's text, and lint takes the pin for empty."
        return linting.breaks_build(title, "move the comment out of <pin>", element.line)
    digest = decode_as_lint(first.value)
    if digest is None or len(digest) != DIGEST_BYTES:
        title = "Blanks or other characters stand around or in the pin: the platform skips them, lint does not."
        return linting.breaks_build(title, "write the 44 characters of base64 alone, on one line", element.line)
    return ()


def _count(element: Element, count: int, linting: Linting) -> tuple[PinProblem, ...]:
    if any(child.name != "pin" and nearest(child.name, ("pin",)) for child in element.children):
        return ()
    if count == 0:
        title = "The pin set is empty, so nothing is pinned: the platform takes it without a word."
        hint = "write pins, or take the pin set out; lint stops the release build"
        return linting.report("NetworkSecurityConfig", Severity.ERROR, title, hint, element.line)
    if count == 1:
        title = "There is one pin alone: when its key goes, no connection is possible until the app is updated."
        hint = "add the pin of a spare key that is in no chain"
        return linting.report("MissingBackupPin", Severity.WARNING, title, hint, element.line)
    return ()


def _values(pins: tuple[WrittenPin, ...]) -> list[PinProblem]:
    found: list[PinProblem] = []
    seen: dict[Pin, int | None] = {}
    for item in pins:
        if item.pin is None:
            continue
        reason = dead_reason(item.pin)
        if reason:
            title = f"The pin {item.pin.base64} protects nobody: {reason}."
            found.append(PinProblem("dead-pin", Severity.ERROR, title, "write the pin of a key of yours", item.line))
        if item.pin in seen:
            title = f"The pin {item.pin.base64} stands there twice, first on line {seen[item.pin]}: it is no backup."
            found.append(
                PinProblem("duplicate-pin", Severity.WARNING, title, "write the pin of another key", item.line)
            )
        seen.setdefault(item.pin, item.line)
    return found
