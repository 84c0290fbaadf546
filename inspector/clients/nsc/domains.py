"""Which one `<domain>` of a Network Security Config applies to a host."""

from collections.abc import Iterable

from inspector.clients.rule import PinRule


class DomainIndex:
    """Rules by their domain."""

    def __init__(self, rules: Iterable[PinRule]) -> None:
        self._equal: dict[str, PinRule] = {}
        self._below: dict[str, PinRule] = {}
        for rule in rules:
            domain = rule.pattern.lower()
            self._equal.setdefault(domain, rule)
            if rule.subdomains:
                self._below.setdefault(domain, rule)

    def find(self, host: str) -> PinRule | None:
        """Return the only rule that counts for `host`, or None where the defaults do, which pin nothing.

        An equal domain wins; else the longest one with `includeSubdomains` that the host ends in behind a dot. Host
        and domains are compared in lower case and one trailing dot of the host is dropped; nothing else is done to
        either (ApplicationConfig.getConfigForHostname).
        """
        asked = host.lower().removesuffix(".")
        return (self._equal.get(asked) or self.around(asked)) if asked else None

    def around(self, host: str) -> PinRule | None:
        """Return the rule that would count for the lower-case `host` if no domain were equal to it, or None."""
        rest = host
        while "." in rest:
            rest = rest.partition(".")[2]
            found = self._below.get(rest)
            if found is not None:
                return found
        return None


def applying_rule(rules: Iterable[PinRule], host: str) -> PinRule | None:
    """Return the only rule that counts for `host`, as `DomainIndex.find` does."""
    return DomainIndex(rules).find(host)
