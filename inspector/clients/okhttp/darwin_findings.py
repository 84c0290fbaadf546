"""What is wrong with the patterns and pins of Ktor's Darwin engine, which checks less than OkHttp does.

A pattern is lower-cased and compared as it stands, a pin as text: only an asterisk out of place and a missing prefix
throw (`PinnedCertificate.new` in Ktor's PinnedCertificate.kt).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.okhttp.epoch import Epoch
from inspector.clients.okhttp.pattern_findings import host_in, reach_problems
from inspector.clients.okhttp.patterns import Pattern
from inspector.clients.okhttp.pin_findings import count_problems, dead_words
from inspector.clients.okhttp.pins import NOT_FOLLOWED, Algorithm, Hash, accept_pin, written_pin
from inspector.clients.okhttp.rejected import Rejected
from inspector.clients.okhttp.shown import PATTERN
from inspector.clients.rule import PinProblem, WrittenPin

_NO_NAME = re.compile(r"[^a-z0-9._*-]")
_AGAIN = "Compute it again: SHA-256 of the SubjectPublicKeyInfo, 44 characters of base64 behind sha256/."


def darwin_pin(raw: str, line: int | None) -> WrittenPin:
    """Return `raw` as a pin of a rule, with the key's SHA-256 where it is spelled as the engine spells it."""
    pin = written_pin(raw, line)
    if pin.pin is None or str(pin.pin) == raw:
        return pin
    return replace(pin, pin=None, problem="it is compared as text, and no hash is written this way")


def darwin_pattern_problems(written: str, line: int | None, others: frozenset[str]) -> Iterator[PinProblem]:
    """Give the problems of the pattern `written`; `others` are the patterns beside it in the same builder."""
    shown, pattern = visible(written, PATTERN), written.lower()
    if "*" in pattern.removeprefix("**." if pattern.startswith("**.") else "*."):
        title = f"The app fails as it builds its client: Ktor throws for the pattern {shown}."
        hint = "Write *.host for one label or **.host for any depth, and no other asterisk."
        yield PinProblem("wildcard-pattern", Severity.ERROR, title, hint, line, crash=True)
        return
    bare = pattern.removeprefix("**.").removeprefix("*.")
    if _NO_NAME.search(pattern) or bare.endswith(".") or (not bare and pattern == bare):
        host = host_in(written)
        title = f"{shown} covers no host: Ktor compares it as it stands and never says so."
        hint = f"Write the host alone: {host}." if host else "Write a host in ASCII, *.host or **.host."
        code = "trailing-dot" if bare.endswith(".") else "url-pattern" if host else "bad-pattern"
        yield PinProblem(code, Severity.ERROR, title, hint, line)
        return
    for problem in reach_problems(Pattern(max(Epoch), written, pattern), shown, line, others):
        if problem.code != "double-star-version":
            yield replace(problem, hint=problem.hint.replace(" (OkHttp 4.3 or later)", ""))


def darwin_pin_problems(pattern: str, pins: Sequence[tuple[str, WrittenPin]], line: int | None) -> Iterator[PinProblem]:
    """Give the problems of the pins of `pattern`, each with its text as the client gets it."""
    seen: set[str] = set()
    usable: set[str] = set()
    followed = [(raw, pin) for raw, pin in pins if pin.problem != NOT_FOLLOWED]
    for raw, pin in followed:
        problem = _pin_problem(raw, pin)
        if problem:
            yield problem
        if raw in seen:
            title = f"The pin {pin.raw} stands twice for {pattern}: a pin that equals another is no backup."
            yield PinProblem("duplicate-pin", Severity.WARNING, title, "Remove it, or pin a spare key.", pin.line)
        seen.add(raw)
        if problem is None or problem.severity is not Severity.ERROR:
            usable.add(raw)
    if len(followed) == len(pins):
        yield from count_problems(pattern, bool(pins), len(usable), line)


def _pin_problem(raw: str, pin: WrittenPin) -> PinProblem | None:
    shown = visible(raw, PATTERN)
    if not raw.startswith(("sha256/", "sha1/")):
        title = (
            f"The app fails as it builds its client: Ktor throws for the pin {shown}, which has no sha256/ in front."
        )
        return PinProblem("missing-prefix", Severity.ERROR, title, "Write sha256/ in front.", pin.line, crash=True)
    try:
        found: Hash | None = accept_pin(raw, max(Epoch))
    except Rejected:
        found = None
    dead = dead_words(found) if found and found.can_match else None
    if dead is not None:
        return PinProblem("dead-pin", Severity.ERROR, f"The pin {shown} matches no key: {dead}.", _AGAIN, pin.line)
    if found is None or not found.can_match or str(found) != raw:
        title = f"The pin {shown} matches no key: Ktor compares the text, and no hash is written this way."
        code = "pin-spelling" if found and found.can_match else "wrong-length" if found else "bad-base64"
        hint = f"Write {found}." if found and found.can_match else _AGAIN
        return PinProblem(code, Severity.ERROR, title, hint, pin.line)
    if found.algorithm is Algorithm.SHA1:
        title = f"The pin {shown} is a SHA-1 hash: Ktor still compares it, and it is broken as a hash."
        return PinProblem("sha1-pin", Severity.WARNING, title, "Use the SHA-256 of the same key.", pin.line)
    return None
