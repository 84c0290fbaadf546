"""Keeping keys out of what is shown: a value that is a whole key, and not the hash of one, is cut to its beginning."""

import base64
import binascii
import re
from dataclasses import replace

from inspector.chain.pin import DIGEST_BYTES
from inspector.clients.rule import PinProblem, PinRule, RuleSet, WrittenPin

LONGEST = 110
"""Characters of the longest spelling of a pin: 32 bytes in hexadecimal with colons, behind a prefix."""

_BEGINNING = 12
_PEM = re.compile(r"-----BEGIN [A-Z0-9 ]{0,60}-----.*?(?:-----END [A-Z0-9 ]{0,60}-----|… \+\d+|$)", re.DOTALL)
_LONG = re.compile(r"[A-Za-z0-9+/_=-]{48,}")
_SEQUENCE = 0x30


def shown_pin(raw: str) -> str:
    """Return a pin as it may be shown: of a key in its place, or anything longer than a pin, only the beginning."""
    if "-----" in raw:
        return "(PEM)"
    if len(raw) > LONGEST:
        return f"{raw[:_BEGINNING]}…"
    return scrubbed(raw)


def scrubbed(text: str) -> str:
    """Return a sentence in which whole keys are cut to their beginning, and what stands in PEM is left out."""
    text = _PEM.sub("(PEM)", text) if "-----" in text else text
    return _LONG.sub(lambda found: f"{found[0][:_BEGINNING]}…" if _is_key(found[0]) else found[0], text)


def scrubbed_problems(problems: tuple[PinProblem, ...]) -> tuple[PinProblem, ...]:
    """Return the problems with `scrubbed` sentences."""
    return tuple(
        replace(item, title=scrubbed(item.title), hint=scrubbed(item.hint))
        if _may_hold_key(item.title) or _may_hold_key(item.hint)
        else item
        for item in problems
    )


def scrubbed_set(rules: RuleSet) -> RuleSet:
    """Return a rule set whose sentences show no key."""
    return replace(rules, rules=tuple(map(_rule, rules.rules)), problems=scrubbed_problems(rules.problems))


def _rule(rule: PinRule) -> PinRule:
    lists = tuple(replace(group, pins=tuple(map(_pin, group.pins))) for group in rule.lists)
    pattern = scrubbed(rule.pattern) if _may_hold_key(rule.pattern) else rule.pattern
    return replace(rule, pattern=pattern, lists=lists, problems=scrubbed_problems(rule.problems))


def _pin(pin: WrittenPin) -> WrittenPin:
    return replace(pin, problem=scrubbed(pin.problem)) if pin.problem else pin


def _may_hold_key(text: str) -> bool:
    return "-----" in text or _LONG.search(text) is not None


def _is_key(run: str) -> bool:
    """Return whether a run of base64 is a DER structure longer than a digest: a key or a certificate."""
    body = re.sub(r"^(?:pin-)?sha-?(?:256|1)[/:=]*", "", run)
    whole = body.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        decoded = base64.b64decode(whole[: len(whole) // 4 * 4])
    except (binascii.Error, ValueError):
        return len(run) > LONGEST
    return len(decoded) > DIGEST_BYTES and decoded[0] == _SEQUENCE
