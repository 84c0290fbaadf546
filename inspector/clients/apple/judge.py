"""What an Apple system does with `NSPinnedDomains`."""

from collections.abc import Sequence

from inspector.chain.path import Layer
from inspector.clients.matching import connects, looked_at, matched, not_pinned, refused, uncovered
from inspector.clients.rule import Layers, MatchedPin, PinList, PinRule, RuleSet, Verdict

_TITLES = {Layers.LEAF: "NSPinnedLeafIdentities", Layers.ABOVE_LEAF: "NSPinnedCAIdentities", Layers.ANY: "the pins"}
_LOOKS = {
    Layers.LEAF: "the leaf",
    Layers.ABOVE_LEAF: "the certificates above the leaf",
    Layers.ANY: "any certificate",
}


def judge(rules: RuleSet, path: Sequence[Layer], host: str) -> Verdict:
    """Return what URLSession does at `host`.

    Lists of one kind are united over every key that covers the host: the host itself, and its parent where that
    includes subdomains. A list that is there must be met, an empty one cannot be (`parseNSPinnedDomains` and
    `SecPolicyAddATSpinningIfInfoSpecified` in Apple's SecPolicy.c, the checks in SecPolicyServer.c).
    """
    applying = tuple(rule for rule in rules.rules if covers(rule, host))
    if not applying:
        return uncovered("NSPinnedDomains")
    found: list[MatchedPin] = []
    united = {kind: [group for rule in applying for group in rule.lists if group.layers is kind] for kind in Layers}
    if not any(united.values()):
        return not_pinned("The entry has neither NSPinnedLeafIdentities nor NSPinnedCAIdentities.", applying)
    for kind, groups in united.items():
        if not groups:
            continue
        here = matched(groups, path)
        if not here:
            return refused(_why(kind, groups, path), applying)
        found += here
    return connects(tuple(found), applying)


def covers(rule: PinRule, host: str) -> bool:
    """Return whether the key of `rule` covers `host`: itself, or with subdomains one more label in front of it.

    Case does not matter, and one trailing dot of the host, never of the key, is dropped.
    """
    key, name = rule.pattern.lower(), host.lower().removesuffix(".")
    return key == name or (rule.subdomains and bool(key) and key == name.partition(".")[2])


def _why(kind: Layers, groups: list[PinList], path: Sequence[Layer]) -> str:
    title = _TITLES[kind]
    pins = [written.pin for group in groups for written in group.pins]
    if not any(pins):
        return f"{title} holds no pin that can be read, so nothing can match it."
    if not looked_at(kind, path):
        return f"{title} looks above the leaf, and the path is one certificate."
    elsewhere = next((layer for layer in path if layer.pin in pins), None)
    if elsewhere is not None:
        return f"{title} looks at {_LOOKS[kind]} only, and its pin is that of the {elsewhere.role.value}."
    return f"No pin of {title} is that of {_LOOKS[kind]}."
