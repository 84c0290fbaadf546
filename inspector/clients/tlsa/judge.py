"""What a DANE verifier does with TLSA records."""

from collections.abc import Sequence

from inspector.chain.path import Layer, Origin
from inspector.clients.matching import connects, looked_at, matched, plain_name, refused, uncovered
from inspector.clients.rule import Layers, MatchedPin, PinList, RuleSet, Verdict


def judge(rules: RuleSet, path: Sequence[Layer], host: str) -> Verdict:
    """Return what a verifier does at `host`: one record that matches is enough (RFC 6698, section 2.1.1).

    A leaf's record (usage 3 or 1) is compared with the leaf. An authority's (usage 2) is compared with what the server
    sends above the leaf: a root that it leaves out is not there to match (`dane_match` in OpenSSL's x509_vfy.c).
    """
    name = plain_name(host)
    applying = tuple(rule for rule in rules.rules if plain_name(rule.pattern) == name)
    groups = [group for rule in applying for group in rule.lists]
    if not groups:
        return uncovered("the zone")
    found: list[MatchedPin] = []
    for group in groups:
        found += [match for match in matched((group,), _sent(group, path)) if match not in found]
    if found:
        return connects(tuple(found), applying)
    return refused(_why(groups, path), applying)


def _sent(group: PinList, path: Sequence[Layer]) -> Sequence[Layer]:
    if group.layers is Layers.LEAF:
        return path
    return [layer for layer in path if layer.origin is Origin.SERVED]


def _why(groups: list[PinList], path: Sequence[Layer]) -> str:
    for group in groups:
        pins = {written.pin for written in group.pins}
        for layer in path:
            if layer.pin not in pins:
                continue
            if layer in looked_at(group.layers, path):
                return f"The server does not send the {layer.role.value}, and a verifier knows only what was sent."
            wrong = "3 1 1" if group.layers is Layers.LEAF else "2 1 1"
            return f"A record {wrong} holds the key of the {layer.role.value}, which it is never compared with."
    return "No record is that of the leaf or of an authority that the server sends."
