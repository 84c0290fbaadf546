"""The rules that are built without code are those that the client's own reader finds in the client's own code."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import product
from typing import TypeVar

import pytest

from inspector.chain.pin import Pin
from inspector.clients.client import CannotExpress
from inspector.clients.readers import readers
from inspector.clients.registry import clients
from inspector.clients.rule import Layers, PinList, PinRule, RuleSet, WrittenPin
from inspector.clients.rules_of import JUDGES, rules_of
from inspector.clients.source import Reader, Source
from inspector.pinning.draft import Expires
from inspector.pinning.pin_set import BackupPin, PinSet

MakeSet = Callable[..., PinSet]
Made = TypeVar("Made")
FILES = {
    "okhttp-kotlin": "Pins.kt",
    "okhttp-java": "Pins.java",
    "okhttp-3": "Pins.java",
    "retrofit": "Pins.kt",
    "ktor": "Pins.kt",
    "ktor-darwin": "Pins.kt",
    "nsc": "res/xml/network_security_config.xml",
    "apple": "Info.plist",
    "trustkit": "Start.swift",
    "trustkit-plist": "Info.plist",
    "swift-delegate": "Delegate.swift",
    "alamofire": "Evaluator.swift",
    "react-native": "start.ts",
    "curl": "check.sh",
    "wget": "check.sh",
    "tlsa": "example.zone",
}
"""The clients with a reader, and the file in which their code stands."""

HOSTS = ("api.example.org", "xn--bcher-kva.de", "co.uk", "printer", "api.bank.test", "192.0.2.7", "2001:db8::7")
PICKS: tuple[tuple[str, ...], ...] = (
    ("leaf",),
    ("leaf", "intermediate"),
    ("intermediate",),
    ("intermediate", "root"),
    ("root",),
    (),
)
BACKUPS = ((), (BackupPin(Pin(bytes(range(32))), "typed"),))
EXPIRIES: tuple[date | Expires, ...] = (date(2027, 6, 30), Expires.NEVER, date(2026, 11, 2))
"""A day ahead, none, and the day on which the chain was looked at."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule tells its client, without where and how it is written."""

    client: str
    platform: str
    pattern: str
    lists: tuple[tuple[Layers, tuple[tuple[str, Pin | None], ...]], ...]
    subdomains: bool
    expires: date | None
    enforced: bool
    bypass: str
    excluded: bool


def told(sets: tuple[RuleSet, ...]) -> list[Told]:
    """Return what the rules of the sets tell, in their order."""
    assert all(rules.crash is None for rules in sets)
    return [
        Told(
            rule.client,
            rules.platform,
            rule.pattern,
            tuple((group.layers, tuple((pin.raw, pin.pin) for pin in group.pins)) for group in rule.lists),
            rule.subdomains,
            rule.expires,
            rule.enforced,
            rule.bypass,
            rule.excluded,
        )
        for rules in sets
        for rule in rules.rules
    ]


def read(name: str, text: str) -> tuple[RuleSet, ...]:
    """Return what stands in the code of a client."""
    match name:
        case "cronet" | "http-engine":
            return (RuleSet(name, (read_cronet(name, text),)),)
        case "python":
            return (RuleSet(name, (read_python(text),)),)
        case _:
            source = Source(FILES[name], text)
            reader = next(reader for reader in known_readers() if reader.recognises(source))
            return reader.read(source).sets


@cache
def known_readers() -> tuple[Reader, ...]:
    """Return the readers."""
    return readers()


def read_cronet(name: str, text: str) -> PinRule:
    """Return the one call of `addPublicKeyPins`; there is no reader for Cronet."""
    (call,) = re.findall(r"\.addPublicKeyPins\((.*?)\n    \)", text, re.DOTALL)
    code = re.sub(r"//[^\n]*", "", call)
    host, *pins = re.findall(r'"([^"]*)"', code)
    (wide,) = re.findall(r"\b(true|false)\b", code)
    (millis,) = re.findall(r"\b([0-9]+)L\b", code)
    expires = datetime.fromtimestamp(int(millis) / 1000, UTC)
    assert expires.time() == datetime.min.time()
    written = tuple(WrittenPin(pin, Pin(b64decode(pin))) for pin in pins)
    return PinRule(name, host, (PinList(written),), wide == "true", expires.date())


def read_python(text: str) -> PinRule:
    """Return what the module holds once Python ran it: the pins, and no host."""
    module: dict[str, object] = {}
    exec(text, module)
    pins = module["PINS"]
    assert isinstance(pins, set)
    listed = sorted(pins, key=text.index)
    written = tuple(WrittenPin(pin, Pin(b64decode(pin))) for pin in listed)
    return PinRule("python", "*", (PinList(written, Layers.LEAF),))


def sets(make: MakeSet) -> Iterator[PinSet]:
    """Yield pin sets of every kind."""
    for host, roles, backups, subdomains, expires in product(HOSTS, PICKS, BACKUPS, (False, True), EXPIRIES):
        made = make(*roles, host="api.example.org", backups=backups, subdomains=subdomains, expires=expires)
        yield replace(made, host=host)


def attempt(make: Callable[[], Made]) -> tuple[Made | None, str]:
    """Return what is made, or None and why the client cannot express it."""
    try:
        return make(), ""
    except CannotExpress as error:
        return None, error.reason


@pytest.mark.parametrize("name", JUDGES)
def test_rules_are_those_in_the_code(example_set: MakeSet, name: str) -> None:
    """Patterns, pins, layers, subdomains and expiry agree for every set; where one refuses, both do, and so say."""
    client = clients()[name]
    expressed = 0
    for pin_set in sets(example_set):
        for whole in {False, client.has_whole_file}:
            code, refusal = attempt(partial(client.write, pin_set, whole_file=whole))
            built, also = attempt(partial(rules_of, pin_set, client))
            assert refusal == also, pin_set
            if code is not None and built is not None:
                expressed += 1
                assert told(built[0]) == told(read(name, code.text)), pin_set
    assert expressed > 20
