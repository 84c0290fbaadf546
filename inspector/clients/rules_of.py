"""The rules that a client gets when a pin set is written for it, without the detour through its code."""

from collections.abc import Iterator, Sequence
from datetime import date

from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.clients.abilities import Depth, Expiry, Positions, Spelling
from inspector.clients.client import Client
from inspector.clients.fit import Fitted, fit
from inspector.clients.rule import Layers, PinList, PinRule, RuleSet, WrittenPin
from inspector.pinning.pin_set import PinSet

JUDGES = {
    "okhttp-kotlin": "okhttp",
    "okhttp-java": "okhttp",
    "nsc": "nsc",
    "apple": "apple",
    "okhttp-3": "okhttp",
    "retrofit": "okhttp",
    "ktor": "okhttp",
    "cronet": "cronet",
    "http-engine": "http-engine",
    "swift-delegate": "swift-delegate",
    "trustkit": "trustkit",
    "trustkit-plist": "trustkit",
    "alamofire": "alamofire",
    "ktor-darwin": "ktor-darwin",
    "react-native": "react-native",
    "curl": "curl",
    "wget": "wget",
    "tlsa": "tlsa",
    "python": "python",
}
"""The judge of each client that has one, by the name of the client, in the order in which clients are offered."""

OLD_OKHTTP = "4.2"
"""The newest OkHttp that the code for old ones is written for."""


def rules_of(pin_set: PinSet, client: Client) -> tuple[tuple[RuleSet, ...], Fitted]:
    """Return the rules, one set a platform, and the pin set as the client can express it.

    Raises `CannotExpress` where its writer does, and `KeyError` for a client without a judge.
    """
    judge = JUDGES[client.name]
    fitted = fit(pin_set, client.abilities, client.title)
    client.write(pin_set)
    if judge == "react-native":
        return _react_native(fitted), fitted
    version = OLD_OKHTTP if client.name == "okhttp-3" else ""
    return (RuleSet(judge, tuple(_rules(judge, client.name, fitted)), version),), fitted


def platforms_of(client: Client) -> tuple[str, ...]:
    """Return the systems on which the client has a library of its own each; one empty text where it has one for all."""
    from inspector.clients.react_native.judge import ANDROID, IOS

    return (IOS, ANDROID) if client.name == "react-native" else ("",)


def _rules(judge: str, name: str, fitted: Fitted) -> Iterator[PinRule]:
    host, below, pins = fitted.host, fitted.pin_set.subdomains, fitted.pin_set.pins
    match judge:
        case "okhttp" if name == "okhttp-3":
            yield PinRule(judge, host, (_pins(fitted, pins),))
            if below:
                yield PinRule(judge, f"*.{host}", (_pins(fitted, pins),))
        case "okhttp" | "ktor-darwin":
            from inspector.clients.okhttp.write import pattern

            yield PinRule(judge, pattern(host, below), (_pins(fitted, pins),))
        case "tlsa":
            from inspector.clients.tlsa.write import LEAF, usage_of

            for pin in pins:
                layers = Layers.LEAF if usage_of(fitted, pin) == LEAF else Layers.ABOVE_LEAF
                yield PinRule(judge, host, (_pins(fitted, (pin,), layers),))
        case "python":
            from inspector.clients.curl.judge import ANY_HOST

            yield PinRule(judge, ANY_HOST, (_pins(fitted, pins, Layers.LEAF),))
        case _:
            is_wide = below and fitted.abilities.depth is not Depth.ASKED
            yield PinRule(judge, host, (_pins(fitted, pins, _layers(fitted)),), is_wide, _expires(fitted))


def _react_native(fitted: Fitted) -> tuple[RuleSet, ...]:
    """Return the same options as TrustKit gets them on iOS, and as OkHttp does on Android."""
    from inspector.clients.okhttp.write import pattern
    from inspector.clients.react_native.judge import ANDROID, IOS

    client, host, pins = "react-native", fitted.host, fitted.pin_set.pins
    below, expires = fitted.pin_set.subdomains, _expires(fitted)
    on_ios = PinRule(client, host, (_pins(fitted, pins),), below, expires)
    prefixed = PinList(tuple(WrittenPin(str(pin), pin) for pin in pins))
    on_android = PinRule(client, pattern(host, below), (prefixed,), expires=expires)
    return RuleSet(client, (on_ios,), platform=IOS), RuleSet(client, (on_android,), platform=ANDROID)


def _pins(fitted: Fitted, pins: Sequence[Pin], layers: Layers = Layers.ANY) -> PinList:
    return PinList(tuple(WrittenPin(_spelt(pin, fitted.abilities.spelling), pin) for pin in pins), layers)


def _spelt(pin: Pin, spelling: Spelling) -> str:
    match spelling:
        case Spelling.OKHTTP:
            return str(pin)
        case Spelling.HEX:
            return pin.hex
        case _:
            return pin.base64


def _expires(fitted: Fitted) -> date | None:
    return None if fitted.abilities.expiry is Expiry.NONE else fitted.pin_set.expires


def _layers(fitted: Fitted) -> Layers:
    match fitted.abilities.positions:
        case Positions.LEAF:
            return Layers.LEAF
        case Positions.ONE_SIDE:
            leaf = any(item.role is Role.LEAF for item in fitted.pin_set.chosen)
            return Layers.LEAF if leaf else Layers.ABOVE_LEAF
        case _:
            return Layers.ANY
