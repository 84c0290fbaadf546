"""What curl and wget do with `--pinnedpubkey`."""

from collections.abc import Sequence

from inspector.chain.path import Layer
from inspector.clients.matching import connects, matched, not_pinned, plain_name, refused
from inspector.clients.rule import RuleSet, Trust, Verdict

ANY_HOST = "*"
"""The pattern of a command whose URL is not known: every host that is asked through it."""


def judge(rules: RuleSet, path: Sequence[Layer], host: str) -> Verdict:
    """Return what the command does at `host`: the leaf's key is compared and nothing else.

    curl compares base64 text letter by letter and wget what it decodes to, which `read_pinned` knows. Neither ``-k``
    nor ``--no-check-certificate`` switches it off, and redirects to other hosts are not checked
    (`Curl_pin_peer_pubkey` in curl's vtls.c, `wg_pin_peer_pubkey` in wget's utils.c). Without TLS there is no key.
    """
    name = plain_name(host)
    applying = tuple(rule for rule in rules.rules if rule.pattern == ANY_HOST or plain_name(rule.pattern) == name)
    if not applying:
        return not_pinned(f"The command does not ask this host, and {rules.client} checks no redirects to other hosts.")
    if any(rule.trust is Trust.NO_TLS for rule in applying):
        return not_pinned(f"{rules.client} asks this host without TLS, where no pin is looked at.", applying)
    groups = [group for rule in applying for group in rule.lists]
    found = matched(groups, path[:1])
    if found:
        return connects(found, applying)
    pins = {written.pin for group in groups for written in group.pins}
    elsewhere = next((layer for layer in path[1:] if layer.pin in pins), None)
    if elsewhere is not None:
        reason = f"{rules.client} looks at the leaf's key only, and the pin is that of the {elsewhere.role.value}."
        return refused(reason, applying)
    if not any(pins):
        return refused(f"No pin is written as {rules.client} compares it, so nothing can match.", applying)
    return refused("No pin is that of the leaf.", applying)
