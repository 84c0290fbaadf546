"""Which one `<domain>` of a Network Security Config applies to a host."""

from collections.abc import Iterable

from inspector.clients.rule import PinRule


def applying_rule(rules: Iterable[PinRule], host: str) -> PinRule | None:
    """Return the only rule that counts for `host`, or None where the defaults do, which pin nothing.

    An equal domain wins; else the longest one with `includeSubdomains` that the host ends in behind a dot. Host and
    domains are compared in lower case and one trailing dot of the host is dropped; nothing else is done to either
    (ApplicationConfig.getConfigForHostname).
    """
    asked = host.lower().removesuffix(".")
    best: PinRule | None = None
    if not asked:
        return None
    for rule in rules:
        domain = rule.pattern.lower()
        if domain == asked:
            return rule
        is_longer = best is None or len(domain) > len(best.pattern)
        if rule.subdomains and is_longer and asked.endswith(f".{domain}"):
            best = rule
    return best
