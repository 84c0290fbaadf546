"""Devices whose path is another one than the path that was judged: the lab's cross-signed chain."""

from datetime import UTC, datetime

import pytest

from inspector.checking.devices import device_problems
from inspector.checking.judging import Bench, judge_host
from inspector.checking.looking import Sight
from inspector.clients.judging import judge
from inspector.clients.rule import Layers, Outcome, PinList, PinProblem, PinRule, RuleSet, WrittenPin
from inspector.devices import look_at_devices
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.scenarios import scenarios

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


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
    assert device_problems(rules, judge(rules, newer.layers, "a.test", NOW), look_at_devices(newer)) == []
