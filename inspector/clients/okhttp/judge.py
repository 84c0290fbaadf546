"""What OkHttp does at one host with the pins of one builder."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspector.chain.path import Layer
from inspector.chain.text import visible
from inspector.clients.okhttp.epoch import Epoch, epoch_of
from inspector.clients.okhttp.patterns import Pattern, accept_pattern
from inspector.clients.okhttp.pins import NOT_FOLLOWED, Algorithm, Hash, accept_pin, has_hash
from inspector.clients.okhttp.rejected import Rejected
from inspector.clients.rule import MatchedPin, Outcome, PinRule, RuleSet, Verdict, WrittenPin

UNFOLLOWED_PART = "not-followed"
"""Code of the problem that a part of the code cannot be followed."""

_CUT = re.compile(r"… \+\d+$")
_ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\u\{([0-9a-f]{1,6})\}")


@dataclass(frozen=True, slots=True)
class Thrown:
    """What the builder throws for, the first time that it does."""

    rule: PinRule
    """The rule that `add` was called with."""

    pin: WrittenPin | None
    """The pin that is at fault; None where it is the pattern."""

    reason: str
    """Why, one clause."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A rule as the builder keeps it."""

    rule: PinRule
    """As it is written."""

    pattern: Pattern
    """What it compares hosts with."""

    hashes: tuple[Hash, ...]
    """Its pins that could be decoded from what is kept of them."""


def build(rules: RuleSet) -> tuple[Applied, ...] | Thrown:
    """Return the rules as the builder of their version keeps them, or what it throws for.

    A pattern without pins adds nothing and is never looked at, except before 3.2 (CertificatePinner.Builder.add).
    """
    epoch = epoch_of(rules.version)
    return build_at(rules, epoch)


def build_at(rules: RuleSet, epoch: Epoch) -> tuple[Applied, ...] | Thrown:
    """Return what `build` returns, for a given epoch whatever the rules' version is."""
    built = []
    for rule in rules.rules:
        pins = rule.pins
        if not pins and epoch is not Epoch.SHA1_ONLY:
            continue
        try:
            pattern = accept_pattern(unescaped(rule.pattern), epoch)
        except Rejected as rejected:
            return Thrown(rule, None, rejected.reason)
        hashes = []
        for pin in pins:
            try:
                found = _hash(pin, epoch)
            except Rejected as rejected:
                return Thrown(rule, pin, rejected.reason)
            if found is not None:
                hashes.append(found)
        built.append(Applied(rule, pattern, tuple(hashes)))
    return tuple(built)


def judge(rules: RuleSet, path: Sequence[Layer], host: str, _at: datetime) -> Verdict:
    """Return what OkHttp of `rules.version` does at `host`, compared as it stands, when it has cleaned `path`.

    All pins of all matching patterns form one list, and any one of them is enough; a builder that throws is a
    refusal, since the app does not start. The time plays no part: OkHttp's pins never expire.
    """
    epoch = epoch_of(rules.version)
    built = build_at(rules, epoch)
    if isinstance(built, Thrown):
        what = "the pattern" if built.pin is None else "a pin of"
        reason = f"{epoch.title} throws as the app starts: {what} {built.rule.pattern} is refused, {built.reason}."
        return Verdict(Outcome.REFUSED, reason, (), (built.rule,))
    covering = tuple(item for item in built if item.pattern.matches(host))
    if not covering:
        return Verdict(Outcome.NOT_PINNED, _uncovered(built, epoch, host) or _unknown(rules, built, host))
    applying = tuple(item.rule for item in covering)
    matched = tuple(_matched(covering, path))
    if matched:
        role = matched[0].role
        return Verdict(Outcome.CONNECTS, f"A pin for {visible(host)} is the key of the {role}.", matched, applying)
    unknown = [pin for rule in applying for pin in rule.pins if pin.problem == NOT_FOLLOWED]
    if unknown:
        reason = f"No pin for {visible(host)} that stands in the file is a key of the path; {len(unknown)} come from "
        reason += "elsewhere and may be."
    elif not path:
        reason = f"{visible(host)} is pinned, and there is no path to compare its pins with."
    elif len(covering[0].hashes) == sum(len(item.hashes) for item in covering) == 1:
        reason = f"The pin for {visible(host)} is no key of the path."
    else:
        reason = f"None of the pins for {visible(host)} is a key of the path."
    return Verdict(Outcome.REFUSED, reason, (), applying)


def unescaped(shown: str) -> str:
    """Return the text that `visible` made `shown` of; code points that it escaped stand for themselves again."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), shown)


def _hash(pin: WrittenPin, epoch: Epoch) -> Hash | None:
    if pin.problem == NOT_FOLLOWED:
        return None
    if pin.pin is not None and epoch is not Epoch.SHA1_ONLY:
        return Hash(Algorithm.SHA256, pin.pin.digest)
    if _CUT.search(pin.raw) and pin.raw.startswith(("sha256/", "sha1/")):
        return None
    return accept_pin(unescaped(pin.raw), epoch)


def _matched(covering: Sequence[Applied], path: Sequence[Layer]) -> Iterator[MatchedPin]:
    seen = set()
    for wanted in (found for item in covering for found in item.hashes):
        layer = next((layer for layer in path if has_hash(layer, wanted)), None)
        if layer is not None and wanted not in seen:
            seen.add(wanted)
            pin = layer.certificate.key.reencoded_pin
            exact = pin if pin is not None and pin.digest == wanted.digest else layer.pin
            yield MatchedPin(exact, layer.role)


def _uncovered(built: Sequence[Applied], epoch: Epoch, host: str) -> str:
    """Return why no pattern covers `host`: the trap that it fell into; an empty text where it is none that is known."""
    shown = visible(host)
    for item in built:
        written = item.rule.pattern
        bare = item.pattern.host.lstrip("*").removeprefix(".")
        below = host.endswith(f".{bare}")
        if written.startswith("**.") and not epoch.knows_double_star and (host == bare or below):
            return f"{shown} is not pinned: {epoch.title} takes the ** of {written} for a name that no host has."
        if written.startswith("*.") and host == bare:
            return f"{shown} is not pinned: {written} needs exactly one label in front of {bare}."
        if written.startswith("*.") and below:
            return f"{shown} is not pinned: {written} reaches one label deep and this is deeper."
        if bare.rstrip(".") == host.rstrip(".") and bare != host:
            dotted = written if written.endswith(".") else shown
            return f"{shown} is not pinned: with its trailing dot {dotted} is another host."
    return ""


def _unknown(rules: RuleSet, built: Sequence[Applied], host: str) -> str:
    """Return why nothing is known to cover `host`: what of the builder cannot be followed, or that it has nothing."""
    shown = visible(host)
    unfollowed = next((problem for problem in rules.problems if problem.code == UNFOLLOWED_PART), None)
    if unfollowed is not None:
        which = "no pattern that can be followed covers it" if built else "what it pins cannot be followed"
        return f"{shown} is not known to be pinned: {which}. {unfollowed.title}"
    return f"{shown} is not pinned: {'no pattern covers it' if built else 'the builder has no pins'}."
