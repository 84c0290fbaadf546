"""Rules as a reader would give them, in few words."""

from dataclasses import dataclass
from datetime import date

from inspector.chain.pin import Pin
from inspector.clients.rule import Layers, PinList, PinRule, RuleSet, WrittenPin

SPARE = Pin(bytes(range(32)))
"""A pin that stands in no path."""


def pin_list(*pins: Pin, layers: Layers = Layers.ANY) -> PinList:
    """Return a list of pins as their client reads them."""
    return PinList(tuple(WrittenPin(pin.base64, pin) for pin in pins), layers)


@dataclass(frozen=True, slots=True)
class Given:
    """One rule in few words."""

    pattern: str
    pins: tuple[Pin, ...] = ()
    subdomains: bool = False
    layers: Layers = Layers.ANY
    expires: date | None = None
    enforced: bool = True
    excluded: bool = False
    others: tuple[PinList, ...] = ()


def rule_set(client: str, *given: Given, platform: str = "") -> RuleSet:
    """Return the rules of one client."""
    rules = []
    for item in given:
        own = () if item.excluded else (pin_list(*item.pins, layers=item.layers),)
        rules.append(
            PinRule(
                client,
                item.pattern,
                (*own, *item.others),
                item.subdomains,
                item.expires,
                item.enforced,
                excluded=item.excluded,
            )
        )
    return RuleSet(client, tuple(rules), platform=platform)
