"""What judges share: which layers a list looks at, which of its pins stand there, and the verdict that follows."""

from collections.abc import Callable, Iterable, Sequence

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.rule import Layers, MatchedPin, Outcome, PinList, PinRule, RuleSet, Trust, Verdict
from inspector.clients.spelling import UNFOLLOWED


def looked_at(layers: Layers, path: Sequence[Layer]) -> Sequence[Layer]:
    """Return the layers of `path`, leaf first, that a list of this kind is compared with."""
    match layers:
        case Layers.ANY:
            return path
        case Layers.LEAF:
            return path[:1]
        case Layers.ABOVE_LEAF:
            return path[1:]


def matched(
    groups: Iterable[PinList], path: Sequence[Layer], pin_of: Callable[[Layer], Pin | None] | None = None
) -> tuple[MatchedPin, ...]:
    """Return every pin of `groups` that stands in `path` where its list looks, each once, in their order.

    `pin_of` gives what the client computes for a layer, None where it passes the layer over; without it, the true pin.
    """
    found: dict[Pin, MatchedPin] = {}
    for group in groups:
        layers = reversed(looked_at(group.layers, path))
        roles = {(layer.pin if pin_of is None else pin_of(layer)): layer.role for layer in layers}
        for written in group.pins:
            if written.pin is not None and written.pin in roles:
                found.setdefault(written.pin, MatchedPin(written.pin, roles[written.pin]))
    return tuple(found.values())


def plain_name(host: str) -> str:
    """Return `host` in lower case without one trailing dot."""
    return host.lower().removesuffix(".")


def is_below(host: str, name: str) -> bool:
    """Return whether `host` lies below `name`, at any depth."""
    return bool(name) and host.endswith(f".{name}")


def connects(found: tuple[MatchedPin, ...], rules: tuple[PinRule, ...]) -> Verdict:
    """Return the verdict of a connection whose path has the pins `found`."""
    roles = sorted({match.role for match in found}, key=[match.role for match in found].index)
    whose = " and of the ".join(role.value for role in roles)
    word = "pin" if len(found) == 1 else "pins"
    return Verdict(Outcome.CONNECTS, f"The {word} of the {whose} matched.", found, rules)


def refused(reason: str, rules: tuple[PinRule, ...] = ()) -> Verdict:
    """Return the verdict of a connection that the client ends, for the visible sentence `reason`."""
    if any(written.problem == UNFOLLOWED for rule in rules for written in rule.pins):
        reason = f"{reason} A pin could not be followed, and that one may match."
    return Verdict(Outcome.REFUSED, reason, (), rules)


def not_pinned(reason: str, rules: tuple[PinRule, ...] = ()) -> Verdict:
    """Return the verdict of a host whose pins are not looked at, for the visible sentence `reason`."""
    return Verdict(Outcome.NOT_PINNED, reason, (), rules)


def trust_of(verdict: Verdict | None) -> Trust:
    """Return what the client does about the chain at the host of `verdict`: with several rules the least that one asks.

    A client without a verdict, or without a rule for the host, checks the chain.
    """
    asked = {rule.trust for rule in verdict.rules} if verdict is not None else set[Trust]()
    return next((trust for trust in (Trust.NO_TLS, Trust.UNCHECKED) if trust in asked), Trust.CHECKED)


def uncovered(title: str) -> Verdict:
    """Return the verdict of a host that no rule of the client `title` covers."""
    return not_pinned(f"No rule of {title} covers this host.")


def stopped(rules: RuleSet) -> Verdict | None:
    """Return the verdict of an app that does not start because of its own pins; None where it does."""
    problem = rules.crash
    if problem is None:
        return None
    return refused(f"The app does not get as far as this host. {problem.title}", rules.rules)
