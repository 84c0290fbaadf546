"""What the Python that is written here does: a connection that compares the leaf's key."""

from collections.abc import Sequence

from inspector.chain.path import Layer
from inspector.clients.matching import connects, matched, refused
from inspector.clients.rule import RuleSet, Verdict


def judge(rules: RuleSet, path: Sequence[Layer]) -> Verdict:
    """Return what `PinnedConnection` does, whatever host is asked through it: it names none.

    `getpeercert(binary_form=True)` gives the leaf alone, whose key is cut out as it stands there.
    """
    groups = [group for rule in rules.rules for group in rule.lists]
    found = matched(groups, path[:1])
    if found:
        return connects(found, rules.rules)
    pins = {written.pin for group in groups for written in group.pins}
    elsewhere = next((layer for layer in path[1:] if layer.pin in pins), None)
    if elsewhere is not None:
        reason = f"It looks at the leaf's key only, and the pin is that of the {elsewhere.role.value}."
        return refused(reason, rules.rules)
    return refused("No pin is that of the leaf.", rules.rules)
