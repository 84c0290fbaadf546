"""Which hosts the rules are about: those that their patterns name, or those that were asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from inspector.chain.host import HostError, parse_host
from inspector.clients.rule import PinRule, RuleSet
from inspector.net.target import DEFAULT_PORT, TargetError, join_port, parse_target


@dataclass(frozen=True, slots=True)
class Place:
    """A host to look at because a rule is about it."""

    host: str
    """The host to judge, as `parse_host` has it."""

    target: str
    """What to open: `host:port`, which is never taken for a file."""

    stands_for: str = ""
    """The pattern that means other hosts too, of which this one is only the nearest; empty where it means this one."""


def place_of(pattern: str) -> Place | None:
    """Return the host that a pattern names, for a wildcard the name behind it; None where it names none.

    Of a URL or `host:port`, which no client means to be one, the host is taken: what the client makes of the
    pattern is for its judge to say.
    """
    text = pattern.strip()
    for wildcard in ("**.", "*.", "."):
        text = text.removeprefix(wildcard)
    try:
        host = parse_host(text)
        return Place(host, join_port(host, DEFAULT_PORT))
    except HostError:
        pass
    try:
        target = parse_target(text)
    except TargetError:
        return None
    return Place(target.host, str(target))


def places_of(rules: RuleSet) -> tuple[Place, ...]:
    """Return the hosts that the rules of a set pin, each once, in their order."""
    found = (_place(rule) for rule in rules.rules if pins_something(rule))
    places = tuple(place for place in found if place is not None)
    exact = {place.target for place in places if not place.stands_for}
    kept = (place for place in places if not place.stands_for or place.target not in exact)
    return tuple({place.target: place for place in kept}.values())


def _place(rule: PinRule) -> Place | None:
    place = place_of(rule.pattern)
    if place is None or not (rule.subdomains or rule.pattern.strip().startswith(("*", "."))):
        return place
    return replace(place, stands_for=rule.pattern)


def pins_something(rule: PinRule) -> bool:
    """Return whether a rule is there to pin: an empty list of pins is, for it matches nothing; no list is not."""
    return bool(rule.lists) and not rule.excluded


def any_pins(sets: Iterable[RuleSet]) -> bool:
    """Return whether anything is pinned in what is shipped."""
    return any(pins_something(rule) for rules in sets if not rules.variant for rule in rules.rules)
