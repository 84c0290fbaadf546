"""What is wrong with a pattern, or worth knowing about it."""

import re
from collections.abc import Iterator

from inspector.chain.finding import Severity
from inspector.chain.host import HostError, ip_literal, parse_host
from inspector.chain.text import visible
from inspector.clients.okhttp.epoch import Epoch
from inspector.clients.okhttp.patterns import Pattern, accept_pattern
from inspector.clients.okhttp.rejected import Rejected
from inspector.clients.okhttp.shown import PATTERN
from inspector.clients.rule import PinProblem

_NEWEST = max(Epoch)
_STARS = re.compile(r"[*.]+")
_URL = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//(.*)", re.DOTALL)


def pattern_problems(written: str, line: int | None, others: frozenset[str] = frozenset()) -> Iterator[PinProblem]:
    """Give the problems of the pattern `written`; `others` are the patterns beside it in the same builder."""
    shown = visible(written, PATTERN)
    try:
        pattern = accept_pattern(written, _NEWEST)
    except Rejected as rejected:
        yield _thrown(written, shown, rejected.reason, line)
        return
    yield from reach_problems(pattern, shown, line, others)
    yield from _spelling(written, pattern, shown, line)


def _thrown(written: str, shown: str, reason: str, line: int | None) -> PinProblem:
    host = host_in(written)
    old = _old_behaviour(written, host)
    hint = f"Write the host alone: {host}." if host and host != written else "Write a host, *.host or **.host."
    if _STARS.fullmatch(written):
        code, hint = "catch-all-pattern", "OkHttp has no pattern for every host: name each one."
    elif "*" in written and not any(mark in written for mark in "/:@?#"):
        code, hint = "wildcard-pattern", "Write *.host for one label or **.host for any depth, and no other asterisk."
    elif any(mark in written for mark in "/:@?#\\"):
        code = "url-pattern"
    else:
        code = "bad-pattern"
    title = f"The app does not start with OkHttp 4.3 or later: it throws for the pattern {shown}, {reason}.{old}"
    return PinProblem(code, Severity.ERROR, title, hint, line, crash=True)


def _old_behaviour(written: str, host: str) -> str:
    try:
        old = accept_pattern(written, Epoch.URL)
    except Rejected:
        return " Older versions throw too."
    if host and old.matches(host):
        return f" Older versions pin {host}."
    return " Older versions take it and pin NOTHING that you mean."


def host_in(written: str) -> str:
    """Return the host that somebody who wrote a URL as a pattern means, or nothing."""
    found = _URL.fullmatch(written.strip())
    authority = re.split(r"[/?#\\]", found[1] if found else written.strip())[0].rpartition("@")[2]
    bare = re.sub(r":\d*$", "", authority) if authority.count(":") == 1 or "]" in authority else authority
    try:
        return parse_host(bare)
    except HostError:
        return ""


def reach_problems(pattern: Pattern, shown: str, line: int | None, others: frozenset[str]) -> Iterator[PinProblem]:
    """Give what a wildcard covers more or less than its writer may think."""
    bare = pattern.host.removeprefix("**.").removeprefix("*.")
    if bare == pattern.host:
        return
    if not bare:
        title = f"{shown} is no catch-all: it covers no name that is written without a dot at its end."
        yield PinProblem("catch-all-pattern", Severity.ERROR, title, "Name each host.", line)
        return
    if "." not in bare.rstrip("."):
        title = f"{shown} covers every host below {bare}, whoever owns it."
        yield PinProblem("broad-pattern", Severity.WARNING, title, "Name your own domain.", line)
    if ip_literal(bare) is not None or re.fullmatch(r"[0-9.]+", bare):
        title = f"{shown} is a wildcard over an address: addresses have no subdomains."
        yield PinProblem("wildcard-address", Severity.WARNING, title, "Pin the address itself, or a name.", line)
    if pattern.host.startswith("**."):
        title = f"OkHttp before 4.3 takes the ** of {shown} literally and pins NOTHING."
        hint = f"With an older OkHttp add {bare} and *.{bare}."
        yield PinProblem("double-star-version", Severity.INFO, title, hint, line)
        return
    if f"**.{bare}" in others:
        return
    if bare in others:
        title = f"{shown} reaches one label deep: names two labels below {bare} are not pinned."
        yield PinProblem("one-label-wildcard", Severity.INFO, title, f"Write **.{bare} to pin every depth.", line)
    else:
        title = f"{shown} covers exactly one label: neither {bare} itself nor names two labels below it are pinned."
        hint = f"Write **.{bare} to pin {bare} and every depth below (OkHttp 4.3 or later)."
        yield PinProblem("one-label-wildcard", Severity.WARNING, title, hint, line)


def _spelling(written: str, pattern: Pattern, shown: str, line: int | None) -> Iterator[PinProblem]:
    bare = pattern.host.removeprefix("**.").removeprefix("*.")
    if bare.endswith("."):
        title = f"{shown} ends in a dot: it covers only names that are written with that dot, and no others."
        yield PinProblem("trailing-dot", Severity.ERROR, title, f"Write {shown.rstrip('.') or 'a host'}.", line)
    if visible(written, len(written)) != written:
        title = f"The pattern {shown} has characters that cannot be seen."
        yield PinProblem("invisible-characters", Severity.WARNING, title, "Type the host again.", line)
    elif not written.isascii():
        yield from _idn(written, pattern, shown, line)
    elif pattern.host != written and ":" not in bare:
        title = f"{shown} is compared as {pattern.host}; OkHttp before 3.4 compared it as written."
        yield PinProblem("pattern-spelling", Severity.INFO, title, f"Write {pattern.host}.", line)
    if ":" in bare:
        title = f"OkHttp before 4.3 refuses the IPv6 pattern {shown}, and the app does not start."
        yield PinProblem("ipv6-version", Severity.INFO, title, "", line)


def _idn(written: str, pattern: Pattern, shown: str, line: int | None) -> Iterator[PinProblem]:
    try:
        old = accept_pattern(written, Epoch.STARS).host
    except Rejected:
        old = ""
    if old == pattern.host:
        title = f"{shown} is compared as {pattern.host}."
        yield PinProblem("idn-pattern", Severity.INFO, title, f"Write {pattern.host}.", line)
        return
    means = f"OkHttp 4 makes {old} of it" if old else "OkHttp 4 throws for it"
    title = f"{shown} means different hosts: OkHttp 5 makes {pattern.host} of it, {means}."
    yield PinProblem("idn-pattern", Severity.WARNING, title, "Write the host that you mean in ASCII.", line)
