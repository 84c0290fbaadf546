"""What is wrong with the pins of one pattern."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from inspector.chain.finding import Severity
from inspector.chain.pin import Pin, dead_reason
from inspector.chain.text import visible
from inspector.clients.okhttp.epoch import Epoch
from inspector.clients.okhttp.pins import NOT_FOLLOWED, Algorithm, Hash, accept_pin
from inspector.clients.okhttp.rejected import Rejected
from inspector.clients.okhttp.shown import CODE
from inspector.clients.rule import PinProblem, WrittenPin

_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[: ]?){32}|(?:[0-9a-fA-F]{2}[: ]?){20}")
_PREFIX = re.compile(r"(?:sha256|sha1)/")
_LOOKALIKE = re.compile(r"(?i)\s*(?:sha-?256|sha-?1)\s*[/:=]|pin-sha256")
_EMPTY_SHA1 = hashlib.sha1(b"", usedforsecurity=False).digest()
_AGAIN = "Compute it again: SHA-256 of the SubjectPublicKeyInfo, 44 characters of base64 behind sha256/."


def pin_problems(pattern: str, pins: Sequence[tuple[str, WrittenPin]], line: int | None) -> Iterator[PinProblem]:
    """Give the problems of the pins of `pattern`, each with its text as the client gets it."""
    seen: dict[Hash, int | None] = {}
    followed = [(raw, pin) for raw, pin in pins if pin.problem != NOT_FOLLOWED]
    for raw, pin in followed:
        try:
            found = accept_pin(raw, max(Epoch))
        except Rejected as rejected:
            yield _thrown(raw, rejected.reason, pin.line)
            continue
        yield from _decoded(raw, found, pin)
        if found in seen:
            title = f"The pin {pin.raw} stands twice for {pattern}: a pin that equals another is no backup."
            yield PinProblem("duplicate-pin", Severity.WARNING, title, "Remove it, or pin a spare key.", pin.line)
        seen[found] = pin.line
    if len(followed) == len(pins):
        usable = {found for found in seen if found.can_match and dead_words(found) is None}
        yield from count_problems(pattern, bool(pins), len(usable), line)


def count_problems(pattern: str, is_pinned: bool, usable: int, line: int | None) -> Iterator[PinProblem]:
    """Give what is wrong with the number of different pins of `pattern` that can match a key."""
    if not is_pinned:
        title = f"{pattern} is added without any pin, which adds nothing: the host is not pinned."
        yield PinProblem("no-pins", Severity.ERROR, title, "Add its pins.", line)
    elif usable == 0:
        title = f"No pin of {pattern} can match a key: every connection to it fails."
        yield PinProblem("never-connects", Severity.ERROR, title, "Pin a key of its path, and a backup.", line)
    elif usable == 1:
        title = f"{pattern} has one pin and no backup: once its key changes, the app is locked out until it is updated."
        hint = "Add the pin of a spare key that is kept offline."
        yield PinProblem("MissingBackupPin", Severity.WARNING, title, hint, line)


def _thrown(raw: str, reason: str, line: int | None) -> PinProblem:
    shown = visible(raw, CODE)
    title = f"The app does not start: OkHttp throws for the pin {shown}, {reason}."
    body = _PREFIX.sub("", raw)
    if _HEX.fullmatch(body.strip()):
        return PinProblem("hex-pin", Severity.ERROR, f"{title} It is hexadecimal.", _AGAIN, line, crash=True)
    if not _PREFIX.match(raw):
        hint = "Write sha256/ in front, in lower case." if not _LOOKALIKE.match(raw) else "The prefix is sha256/."
        return PinProblem("missing-prefix", Severity.ERROR, title, hint, line, crash=True)
    return PinProblem("bad-base64", Severity.ERROR, title, _AGAIN, line, crash=True)


def _decoded(raw: str, found: Hash, pin: WrittenPin) -> Iterator[PinProblem]:
    line, shown = pin.line, visible(raw, CODE)
    if not found.can_match:
        if _HEX.fullmatch(_PREFIX.sub("", raw).strip()):
            title = f"The pin {shown} is hexadecimal where base64 belongs: it decodes to {len(found.digest)} bytes "
            title += "and matches no key, and OkHttp does not say so."
            yield PinProblem("hex-pin", Severity.ERROR, title, _AGAIN, line)
        else:
            wanted = "32" if found.algorithm is Algorithm.SHA256 else "20"
            title = f"The pin {shown} decodes to {len(found.digest)} bytes instead of {wanted}: it matches no key, "
            title += "and OkHttp does not say so."
            yield PinProblem("wrong-length", Severity.ERROR, title, _AGAIN, line)
        return
    if found.algorithm is Algorithm.SHA1:
        title = f"The pin {shown} is a SHA-1 hash: OkHttp still compares it, and it is broken as a hash."
        yield PinProblem("sha1-pin", Severity.WARNING, title, "Use the SHA-256 of the same key.", line)
    dead = dead_words(found)
    if dead is not None:
        yield PinProblem("dead-pin", Severity.ERROR, f"The pin {shown} matches no key: {dead}.", _AGAIN, line)
    elif found.algorithm is Algorithm.SHA256 and raw != str(found):
        title = f"The pin {shown} is read leniently as {found}."
        yield PinProblem("pin-spelling", Severity.INFO, title, "Other clients take the second spelling only.", line)


def dead_words(found: Hash) -> str | None:
    """Return why no key of yours has this hash, one clause; None for an ordinary one."""
    if found.algorithm is Algorithm.SHA256:
        return dead_reason(Pin(found.digest))
    if found.digest == _EMPTY_SHA1:
        return "it is the hash of nothing"
    if len(set(found.digest)) == 1:
        return "it is one byte repeated: a placeholder"
    return None
