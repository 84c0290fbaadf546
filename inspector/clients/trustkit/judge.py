"""What TrustKit does with its pins."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.chain.text import visible
from inspector.clients.key_header import header_pin
from inspector.clients.matching import connects, is_below, matched, not_pinned, refused, stopped, uncovered
from inspector.clients.rule import Outcome, PinRule, RuleSet, Verdict
from inspector.clients.trustkit.start import STOPS, start_problems
from inspector.clients.trustkit.write import KEYS

_WORST = (Outcome.REFUSED, Outcome.NOT_PINNED, Outcome.CONNECTS)


def judge(rules: RuleSet, path: Sequence[Layer], host: str, at: datetime) -> Verdict:
    """Return what TrustKit 3 does at `host` (TrustKit's TSKPinningValidator.m and configuration_utils.m).

    Where several parents include their subdomains, TrustKit takes any of them: the worst verdict is given.
    """
    crash = stopped(checked(rules))
    return crash if crash is not None else judge_started(rules, path, host, at)


def judge_started(rules: RuleSet, path: Sequence[Layer], host: str, at: datetime) -> Verdict:
    """Return what TrustKit does at `host` once it took its configuration."""
    candidates = covering(rules, host)
    if not candidates:
        return uncovered("TrustKit")
    verdicts = [_judge_rule(rule, path, at) for rule in candidates]
    worst = min(verdicts, key=lambda verdict: _WORST.index(verdict.outcome))
    if len({verdict.outcome for verdict in verdicts}) > 1:
        reason = f"Several parents cover this host and TrustKit takes any of them. {worst.reason}"
        return replace(worst, reason=reason, rules=candidates)
    return worst


def checked(rules: RuleSet, end: str = STOPS) -> RuleSet:
    """Return `rules` with what TrustKit throws at among the problems of each rule; `end` says what comes of it."""
    parents = frozenset(rule.pattern for rule in rules.rules if rule.subdomains and not rule.excluded)
    whole = []
    for rule in rules.rules:
        problems = dict.fromkeys((*rule.problems, *start_problems(rule, parents, end)))
        whole.append(replace(rule, problems=tuple(problems)))
    return replace(rules, rules=tuple(whole))


def covering(rules: RuleSet, host: str) -> tuple[PinRule, ...]:
    """Return the rule of exactly this name, else every parent that includes its subdomains, at any depth.

    Names are compared letter by letter: a key with a capital, a trailing dot or a wildcard is never that of a host.
    """
    exact = [rule for rule in rules.rules if rule.pattern == host]
    if exact:
        return (exact[-1],)
    return tuple(rule for rule in rules.rules if rule.subdomains and not rule.excluded and is_below(host, rule.pattern))


def _judge_rule(rule: PinRule, path: Sequence[Layer], at: datetime) -> Verdict:
    applying = (rule,)
    if rule.expires is not None and rule.expires <= at.date():
        return not_pinned(f"The pins expired on {rule.expires}, and TrustKit lets every connection pass.", applying)
    if rule.excluded:
        return not_pinned("The host is excluded from its parent's pins.", applying)
    if rule.bypass:
        return not_pinned(f"The pins are passed over: {rule.bypass}.", applying)
    if not rule.enforced:
        return not_pinned("TSKEnforcePinning is off: a mismatch is reported and the connection stands.", applying)
    return walk(rule, path)


def walk(rule: PinRule, path: Sequence[Layer]) -> Verdict:
    """Return what the walk from the root down to the leaf comes to (`verifyPublicKeyPin` in ssl_pin_verifier.m).

    The first key that TrustKit cannot hash ends it, unless a pin matched above that key.
    """
    applying = (rule,)
    pins = frozenset(written.pin for written in rule.pins if written.pin is not None)
    for layer in reversed(path):
        key = layer.certificate.key
        if key.label not in KEYS:
            reason = (
                f"TrustKit cannot hash the key of the {layer.role.value}, {visible(key.label, 60)}, and stops there."
            )
            return refused(reason, applying)
        if header_pin(key) in pins:
            return connects(matched(rule.lists, path, _hashed), applying)
    return refused("No pin is that of a certificate in the path.", applying)


def _hashed(layer: Layer) -> Pin | None:
    return header_pin(layer.certificate.key)
