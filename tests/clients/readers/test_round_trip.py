"""What is written for a client reads back to the same hosts and pins."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from testdata import shared

from inspector.chain.finding import Severity
from inspector.chain.path import Layer
from inspector.clients.client import CannotExpress
from inspector.clients.judging import judge
from inspector.clients.readers import readers
from inspector.clients.registry import clients
from inspector.clients.rule import Outcome, PinProblem, RuleSet
from inspector.clients.source import Source
from inspector.pinning.draft import Expires
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
WRITTEN = {
    "apple": ("Info.plist", "plist"),
    "trustkit-plist": ("Info.plist", "plist"),
    "trustkit": ("Start.swift", "swift"),
    "react-native": ("start.ts", "react-native"),
    "curl": ("check.sh", "shell"),
    "wget": ("check.sh", "shell"),
    "tlsa": ("example.zone", "tlsa"),
}
"""The file in which each stands, and who reads it."""

CODES = {"MissingBackupPin", "one-label-only"}
"""What may be said about what is written here."""


def accepted_hosts() -> list[str]:
    """Return the hosts of the shared list that go into snippets, and one that has a registry."""
    cases = json.loads(shared("testdata", "strings/snippet-hosts.json").read_text())["cases"]
    return ["api.example.org", *(case["input"] for case in cases if case["accept"])]


def read_back(client: str, text: str, name: str) -> tuple[RuleSet, ...]:
    """Return what the first reader that recognises the text finds in it."""
    source = Source(name, text)
    reader = next(reader for reader in readers() if reader.recognises(source))
    assert reader.name == WRITTEN[client][1]
    reading = reader.read(source)
    assert reading.problems == ()
    return reading.sets


def problems(sets: tuple[RuleSet, ...]) -> list[PinProblem]:
    """Return every problem of the sets."""
    return [p for rules in sets for p in (*rules.problems, *(q for rule in rules.rules for q in rule.problems))]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("client", WRITTEN)
def test_hosts_and_pins_come_back(example_set: MakeSet, client: str, named: bool) -> None:
    """Every host that the client takes, with a spare key, as a file and as pasted text."""
    count = 0
    for host in accepted_hosts():
        pin_set = example_set("leaf", host=host)
        try:
            snippet = clients()[client].write(pin_set)
        except CannotExpress:
            continue
        count += 1
        sets = read_back(client, snippet.text, WRITTEN[client][0] if named else "")
        for rules in sets:
            (pattern,) = {rule.pattern for rule in rules.rules}
            assert pattern in snippet.text
            assert pattern.isascii()
            pins = [pin.pin for rule in rules.rules for pin in rule.pins]
            assert pins == list(pin_set.pins)
        assert [problem for problem in problems(sets) if problem.severity is not Severity.INFO] == []
    assert count >= (1 if client in ("trustkit", "trustkit-plist", "react-native") else 5)


@pytest.mark.parametrize("client", ["apple", "trustkit-plist", "trustkit", "react-native"])
@pytest.mark.parametrize("subdomains", [True, False])
@pytest.mark.parametrize("expires", [date(2027, 6, 30), Expires.NEVER])
def test_reach_and_expiry_come_back(
    example_set: MakeSet, client: str, subdomains: bool, expires: date | Expires
) -> None:
    """Subdomains, and the day where the client has one."""
    pin_set = example_set("intermediate", host="api.example.org", subdomains=subdomains, expires=expires)
    sets = read_back(client, clients()[client].write(pin_set).text, WRITTEN[client][0])
    for rules in sets:
        (rule,) = rules.rules
        assert (rule.subdomains or rule.pattern.startswith("**.")) is subdomains
        assert rule.expires == (None if client == "apple" or expires is Expires.NEVER else expires)
    assert {problem.code for problem in problems(sets)} <= CODES


@pytest.mark.parametrize("client", WRITTEN)
@pytest.mark.parametrize("role", ["leaf", "intermediate"])
def test_what_is_written_connects(
    example_set: MakeSet, example_layers: tuple[Layer, ...], client: str, role: str
) -> None:
    """The verdict on what was written is that it connects, and with the picked pin taken out that it is refused."""
    pin_set = example_set(role, host="api.example.org")
    try:
        text = clients()[client].write(pin_set).text
    except CannotExpress:
        assert (client, role) in (("curl", "intermediate"), ("wget", "intermediate"))
        return
    picked = pin_set.chosen[0].pin
    wrong = text.replace(picked.base64, "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=").replace(
        picked.hex, "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"
    )
    assert wrong != text
    for code, outcome in ((text, Outcome.CONNECTS), (wrong, Outcome.REFUSED)):
        for rules in read_back(client, code, WRITTEN[client][0]):
            verdict = judge(rules, example_layers, "api.example.org", pin_set.made_at)
            assert verdict.outcome is outcome
            assert [match.pin for match in verdict.matched] == ([picked] if outcome is Outcome.CONNECTS else [])
