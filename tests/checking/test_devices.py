"""Devices whose path is another one than the path that was judged: the lab's cross-signed chain."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from inspector.chain.path import Origin, Role
from inspector.chain.pin import Pin
from inspector.checking.checking import Means, Named, check
from inspector.checking.gathering import Gathered
from inspector.checking.judging import Bench, judge_host
from inspector.checking.looking import Sight
from inspector.checking.report import Ending, HostVerdict
from inspector.checking.telling import tell_report
from inspector.cli.check_json import report_json
from inspector.cli.check_junit import report_junit
from inspector.clients.judging import judge
from inspector.clients.readers import readers
from inspector.clients.rule import Layers, Outcome, PinList, PinProblem, PinRule, RuleSet, WrittenPin
from inspector.clients.source import Source
from inspector.devices.looking import look_at_devices
from inspector.devices.verdicts import judge_devices, layers_of
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.scenarios import scenarios
from inspector.trust.device_path import DeviceLayer, DevicePath, Trust

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Pin.of(b"")


@pytest.fixture(scope="module")
def crossed() -> tuple[Inspection, Inspection]:
    """Give the chain by the newer root, as by Mozilla's roots, and as Android 13 builds it, up to the older one."""
    with scenarios()["cross-signed"].start(NOW) as running:
        settings = Settings(store=running.store, connect_to=running.connect_to)
        newer = inspect(running.host, settings, now=NOW)
        older = inspect(running.host, Settings(store=running.store, connect_to=running.connect_to, android=33), now=NOW)
    return newer, older


def problems(client: str, seen: Inspection, *lists: PinList) -> tuple[Outcome | None, list[PinProblem]]:
    """Return the verdict of a rule, and what devices make of it."""
    host = seen.host or ""
    rules = RuleSet(client, (PinRule(client, host, lists, line=2),))
    verdict = judge_host(rules, host, Sight(host, seen), NOW, Bench(judge, devices=True))
    return verdict.outcome, [problem for problem in verdict.problems if problem.code.startswith("device-")]


def pins(seen: Inspection, *places: int, layers: Layers = Layers.ANY) -> PinList:
    """Return a list of the pins of some layers."""
    chosen = (seen.layers[place].pin for place in places)
    return PinList(tuple(WrittenPin(str(pin), pin) for pin in chosen), layers)


@pytest.mark.parametrize("client", ["okhttp", "nsc"])
def test_a_pin_of_the_older_root_alone_is_refused_and_the_devices_that_take_it_are_told(
    crossed: tuple[Inspection, Inspection], client: str
) -> None:
    """On Android up to 13 the path goes on to it; from 14 on it does not."""
    newer, older = crossed
    outcome, (problem,) = problems(client, newer, pins(older, 3))
    assert outcome is Outcome.REFUSED
    assert problem.code == "device-path"
    assert "7.1.1-13" in problem.title


def test_a_release_that_is_judged_itself_locks_out_later_ones(crossed: tuple[Inspection, Inspection]) -> None:
    """Judged as Android 13 the older root's pin connects, and Android 14 does not."""
    _, older = crossed
    outcome, (problem,) = problems("okhttp", older, pins(older, 3))
    assert outcome is Outcome.CONNECTS
    assert problem.code == "device-lock-out"
    assert "from Android 14 at the latest" in problem.title
    assert problem.line == 2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_stands_in_every_path_locks_nobody_out(crossed: tuple[Inspection, Inspection], place: int) -> None:
    """Leaf, intermediate and the cross-signed root."""
    newer, _ = crossed
    assert problems("okhttp", newer, pins(newer, place)) == (Outcome.CONNECTS, [])


def test_other_clients_have_no_system_to_ask(crossed: tuple[Inspection, Inspection]) -> None:
    """Curl runs anywhere."""
    newer, older = crossed
    rules = RuleSet("curl", (PinRule("curl", "a.test", (pins(older, 3, layers=Layers.LEAF),)),))
    assert judge_devices(rules, "a.test", NOW, look_at_devices(newer)) == ()


def verdict(client: str, seen: Inspection, *lists: PinList) -> HostVerdict:
    """Return the whole verdict of a rule."""
    host = seen.host or ""
    rules = RuleSet(client, (PinRule(client, host, lists, line=2),))
    return judge_host(rules, host, Sight(host, seen), NOW, Bench(judge, devices=True))


@pytest.mark.parametrize("client", ["okhttp", "nsc"])
def test_the_verdict_is_told_by_ranges_of_devices_where_it_differs(
    crossed: tuple[Inspection, Inspection], client: str
) -> None:
    """The older root's pin: the newest refuses, which stays the verdict, and up to Android 13 it connects."""
    newer, older = crossed
    found = verdict(client, newer, pins(older, 3))
    assert found.outcome is Outcome.REFUSED
    assert found.by_device == (
        "Connects on Android 7.1.1-13 (API 25-33), refused from 14 at the latest, chain not trusted up to 7.0."
    )
    assert [(item.range.versions, item.verdict.outcome) for item in found.ranges] == [
        ("7.1.1-13", Outcome.CONNECTS),
        ("14 on", Outcome.REFUSED),
    ]


def test_nothing_is_told_where_every_range_does_the_same(crossed: tuple[Inspection, Inspection]) -> None:
    """The issuing authority stands in every path."""
    newer, _ = crossed
    found = verdict("okhttp", newer, pins(newer, 1))
    assert found.by_device == ""
    assert {item.verdict.outcome for item in found.ranges} == {Outcome.CONNECTS}


def test_a_range_has_the_verdict_of_the_clients_own_judge(crossed: tuple[Inspection, Inspection]) -> None:
    """What OkHttp's judge says of the chain as Android 13 builds it is what is said of that range."""
    newer, older = crossed
    for places in ([0], [1], [2], [3], [0, 3]):
        lists = pins(older, *places)
        rules = RuleSet("okhttp", (PinRule("okhttp", newer.host or "", (lists,), line=2),))
        found = verdict("okhttp", newer, lists)
        alone = judge(rules, older.layers, newer.host or "", NOW)
        assert found.ranges[0].verdict == alone


def test_a_chain_that_only_older_releases_take_is_told(crossed: tuple[Inspection, Inspection]) -> None:
    """Judged without any root the chain is refused before a pin is asked; the devices have theirs."""
    newer, older = crossed
    bare = replace(newer, assessment=replace(newer.assessment, path=None, trusted=False, reason="No root."))
    found = verdict("okhttp", bare, pins(older, 3))
    assert found.outcome is Outcome.REFUSED
    assert found.by_device.startswith("Connects on Android 7.1.1-13")


def test_roots_of_a_file_say_nothing_of_devices(crossed: tuple[Inspection, Inspection]) -> None:
    """Whoever names roots of their own has an app that brings them."""
    newer, older = crossed
    store = replace(newer.assessment.store, name="file")
    own = replace(newer, assessment=replace(newer.assessment, store=store))
    assert verdict("okhttp", own, pins(older, 3)).ranges == ()


def test_an_anchor_known_by_its_pin_alone_is_compared_by_that_pin() -> None:
    """Every judge takes it for the pin of the layer, and not for that of an empty key."""
    pin = Pin(bytes(range(32)))
    path = DevicePath((DeviceLayer("Old Root", pin, Role.ROOT, Origin.STORE, None, None),), Trust.BY_NAME, "")
    (layer,) = layers_of(path)
    assert layer.pin == pin
    for client in ("okhttp", "nsc", "cronet", "apple"):
        written = PinList((WrittenPin(f"sha256/{pin.base64}", pin),))
        empty = PinList((WrittenPin(f"sha256/{EMPTY.base64}", EMPTY),))
        rules = RuleSet(client, (PinRule(client, "a.test", (written,)),))
        assert judge(rules, (layer,), "a.test", NOW).outcome is Outcome.CONNECTS
        dead = RuleSet(client, (PinRule(client, "a.test", (empty,)),))
        assert judge(dead, (layer,), "a.test", NOW).outcome is Outcome.REFUSED


def test_json_tells_every_range_and_nothing_that_was_there_changes(crossed: tuple[Inspection, Inspection]) -> None:
    """A key of its own; the outcome of the newest stays, and so does the ending."""
    newer, older = crossed
    pin = older.layers[3].pin
    code = f'CertificatePinner.Builder().add("{newer.host}", "{pin}").build()'
    text = Gathered("Pins.kt", False, (Source("Pins.kt", code),), ())
    means = Means(readers(NOW.date()), judge, lambda _target, _switch: newer, NOW, devices=True)
    report = check(text, (Named(newer.source, newer.host),), means)
    assert report.ending is Ending.BAD
    (entry,) = json.loads(report_json(report))["verdicts"]
    assert entry["outcome"] == "refused"
    assert [(item["store"], item["from_api"], item["to_api"], item["outcome"]) for item in entry["devices"]] == [
        ("android", 25, 33, "connects"),
        ("android", 34, 37, "refused"),
    ]
    assert "Connects on Android 7.1.1-13 (API 25-33), refused from 14 at the latest" in report_junit(report).decode()
    assert any("Connects on Android 7.1.1-13" in told.text for told in tell_report(report, 200))
