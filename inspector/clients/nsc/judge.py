"""What Android's Network Security Config does with the pins of one host, once the platform trusts the path."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.nsc.android_pin import android_pin
from inspector.clients.nsc.domains import applying_rule
from inspector.clients.rule import MatchedPin, Outcome, PinRule, RuleSet, Verdict


def is_expired(expires: date, at: datetime) -> bool:
    """Return whether pins that end on `expires` are off at `at`: later than that day's first moment, taken in UTC.

    The platform reads the day in the device's own zone and compares `now > then` (NetworkSecurityTrustManager), so a
    device switches up to 14 hours earlier or 12 hours later.
    """
    return at.astimezone(UTC) > datetime.combine(expires, time(), UTC)


def judge_nsc(rules: RuleSet, path: Sequence[Layer], host: str, at: datetime) -> Verdict:
    """Return what the platform does at `host` with a trusted `path`, leaf first and anchor last.

    Exactly one rule counts. No pins, pins that expired, and an anchor that overrides pins let any trusted path pass;
    else the key of any layer, the anchor included, must hash to any of the pins (NetworkSecurityTrustManager).
    """
    crash = rules.crash
    if crash is not None:
        return Verdict(Outcome.REFUSED, f"The app does not start: {_clause(crash.title)}.")
    rule = applying_rule(rules.rules, host)
    if rule is None:
        return Verdict(Outcome.NOT_PINNED, f"No <domain> covers {host}.")
    why = _why_unpinned(rule, host, at)
    if why:
        return Verdict(Outcome.NOT_PINNED, why, (), (rule,))
    wanted = {pin.pin for pin in rule.pins if pin.pin is not None}
    found: dict[Pin, MatchedPin] = {}
    for layer in path:
        pin = android_pin(layer.certificate.key)
        if pin in wanted:
            found.setdefault(pin, MatchedPin(pin, layer.role))
    if found:
        roles = " and of the ".join(dict.fromkeys(item.role.value for item in found.values()))
        reason = f"A pin is the key of the {roles}{_until(rule)}."
        return Verdict(Outcome.CONNECTS, reason, tuple(found.values()), (rule,))
    return Verdict(Outcome.REFUSED, _why_refused(rule, path, wanted), (), (rule,))


def _why_unpinned(rule: PinRule, host: str, at: datetime) -> str:
    """Return why the rule's pins do not count, one visible sentence, or an empty text where they do."""
    if not rule.pins:
        return f"The <domain> {rule.pattern} counts for {host}, and its config has no pins."
    if rule.expires is not None and is_expired(rule.expires, at):
        return f"The pins ended with the beginning of {rule.expires}, device time (here taken in UTC)."
    if rule.bypass:
        return f"The pins are passed over: {rule.bypass}."
    return ""


def _why_refused(rule: PinRule, path: Sequence[Layer], wanted: set[Pin]) -> str:
    if not wanted:
        return "None of the pins is one that a key can have."
    odd = next((layer for layer in path if layer.pin in wanted), None)
    if odd is not None:
        return f"Android encodes the key of the {odd.role.value} anew and so computes another pin than the one written."
    found = "The only pin is the key of no layer" if len(wanted) == 1 else f"None of the {len(wanted)} pins is a key"
    return f"{found} of the path{_until(rule)}."


def _until(rule: PinRule) -> str:
    return "" if rule.expires is None else f"; the pins hold until the beginning of {rule.expires}, device time"


def _clause(title: str) -> str:
    return title[:-1] if title.endswith(".") else title
