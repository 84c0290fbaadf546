"""What Cronet and Android's HttpEngine do with `addPublicKeyPins`."""

from collections.abc import Sequence
from datetime import datetime

from inspector.chain.path import Layer
from inspector.clients.matching import connects, matched, not_pinned, plain_name, refused, stopped, uncovered
from inspector.clients.rule import PinRule, RuleSet, Verdict


def judge(rules: RuleSet, path: Sequence[Layer], host: str, at: datetime) -> Verdict:
    """Return what the engine does at `host` for a chain that ends in a public root.

    The nearest name that is not expired decides, whether it includes subdomains or not, and a later call for a name
    replaces an earlier one (`TransportSecurityState::GetDynamicPKPState` in Chromium). By default a root that the user
    installed gets past the pins, which no path shows.
    """
    crash = stopped(rules)
    if crash is not None:
        return crash
    known = {plain_name(rule.pattern): rule for rule in rules.rules}
    name, at_host, expired = plain_name(host), True, None
    while name:
        rule = known.get(name)
        if rule is not None and rule.expires is not None and rule.expires <= at.date():
            expired = expired or rule
        elif rule is not None:
            return _judge_rule(rule, path) if at_host or rule.subdomains else uncovered("the engine")
        name, at_host = name.partition(".")[2], False
    if expired is not None and (expired.subdomains or plain_name(expired.pattern) == plain_name(host)):
        return not_pinned(f"The pins expired on {expired.expires}.", (expired,))
    return uncovered("the engine")


def _judge_rule(rule: PinRule, path: Sequence[Layer]) -> Verdict:
    applying = (rule,)
    if rule.bypass:
        return not_pinned(f"The pins are passed over: {rule.bypass}.", applying)
    found = matched(rule.lists, path)
    return connects(found, applying) if found else refused("No pin is that of a certificate in the path.", applying)
