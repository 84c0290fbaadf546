"""The rules that a client gets when a pin set is written for it, without the detour through its code."""

from inspector.chain.path import Role
from inspector.clients.abilities import Expiry, Positions
from inspector.clients.client import CannotExpress, Client
from inspector.clients.fit import Fitted, fit
from inspector.clients.rule import Layers, PinList, PinRule, RuleSet, WrittenPin
from inspector.pinning.pin_set import PinSet

JUDGES = {
    "okhttp-kotlin": "okhttp",
    "okhttp-java": "okhttp",
    "nsc": "nsc",
    "apple": "apple",
    "trustkit-plist": "trustkit",
    "curl": "curl",
}
"""The judge of each client that can be rehearsed, by the name of the client."""


def rules_of(pin_set: PinSet, client: Client) -> tuple[RuleSet, Fitted]:
    """Return the rules and the pin set as the client can express it. Raises `CannotExpress` where it cannot.

    Raises `KeyError` for a client without a judge.
    """
    judge = JUDGES[client.name]
    fitted = fit(pin_set, client.abilities, client.title)
    host, subdomains = fitted.host, fitted.pin_set.subdomains
    wildcard = subdomains and judge == "okhttp"
    pins = tuple(WrittenPin(str(pin), pin) for pin in fitted.pin_set.pins)
    if not pins:
        raise CannotExpress("there is nothing to pin yet", "pick a layer of the path, or add a backup pin")
    expires = None if client.abilities.expiry is Expiry.NONE else fitted.pin_set.expires
    rule = PinRule(
        judge,
        f"**.{host}" if wildcard else host,
        (PinList(pins, _layers(fitted)),),
        subdomains=subdomains and not wildcard,
        expires=expires,
    )
    return RuleSet(judge, (rule,)), fitted


def _layers(fitted: Fitted) -> Layers:
    match fitted.abilities.positions:
        case Positions.LEAF:
            return Layers.LEAF
        case Positions.ONE_SIDE:
            leaf = any(item.role is Role.LEAF for item in fitted.pin_set.chosen)
            return Layers.LEAF if leaf else Layers.ABOVE_LEAF
        case _:
            return Layers.ANY
