"""What devices make of an inspected chain, with the lab's roots in place of the packaged tables and with those."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from trust.android.pki import Subject, issue, issue_leaf
from trust.android.tables import line_of

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.chain.finding import Severity
from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.clients.registry import clients
from inspector.devices.looking import ANDROID, APPLE, Devices, leaf_first, load_tables, look_at_devices, with_reach
from inspector.inspection import Inspection, Settings, inspect, judge
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios
from inspector.net.fetch import FetchOptions
from inspector.pinning.draft import Draft, make_pin_set
from inspector.pinning.hints import hints
from inspector.pinning.pin_set import ChosenPin, PinSet
from inspector.trust.android import UnknownApi
from inspector.trust.data.roots import Root, android_states, apple_lists, roots_by_name
from inspector.trust.stores import from_anchors

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOST = "graph.dev.test"
X1, X2, ISSUING, LEAF = (Subject(name) for name in ("X1", "X2", "Issuing", HOST))


@pytest.fixture(scope="module")
def crossed() -> Iterator[Running]:
    """Give the lab's cross-signed chain: an old root since Android 7.1.1, a new one since 14."""
    with scenarios()["cross-signed"].start(NOW) as running:
        yield running


def look(running: Running, *, android: int | None = None, name: str | None = None) -> Inspection:
    """Return the inspection of a scenario, by a release of Android where one is given."""
    settings = Settings(
        options=FetchOptions(timeout=30),
        store=running.store,
        connect_to=running.connect_to,
        android=android,
        server_name=name,
    )
    return inspect(running.host, settings, now=NOW)


def told(devices: Devices) -> list[tuple[str, str, str, list[str]]]:
    """Return Android's ranges in short."""
    return [(item.versions, item.levels, item.words, names(item.path.layers)) for item in devices.android]


def names(layers: object) -> list[str]:
    """Return the names of a path's layers."""
    assert isinstance(layers, tuple)
    return [layer.name for layer in layers]


def subjects(inspection: Inspection) -> list[str]:
    """Return the common names of the shown layers."""
    return [layer.certificate.subject.value("CN") or "" for layer in inspection.layers]


LONG = ["edge.bank.test", "Lab Issuing CA E1", "Lab Root X2", "Lab Root X1"]


def test_ranges_of_the_lets_encrypt_case(crossed: Running) -> None:
    """The older root is in the path before the newer root's version and not after."""
    devices = look_at_devices(look(crossed))
    assert told(devices) == [
        ("4.0-7.0", "API 15-24", "refused", []),
        ("7.1.1-13", "API 25-33", "trusted", LONG),
        ("14 on", "API 34+", "trusted", LONG[:3]),
    ]
    assert [[note.partition(":")[0] for note in item.notes] for item in devices.android] == [
        ["Before Android 7.0 the search does not go back"],
        ["API 25 is Android 7.1.0 as well, whose roots are not known."],
        ["At the latest"],
    ]
    assert [item.versions for item in devices.apple] == ["11 on"]


def test_keys_and_their_reach(crossed: Running) -> None:
    """Keys of the shown path come first, then the root that only devices see, each with its reach in one line."""
    devices = look_at_devices(look(crossed))
    assert [(str(key.role), key.name, key.shown) for key in devices.keys] == [
        ("leaf", LONG[0], True),
        ("intermediate", LONG[1], True),
        ("root", LONG[2], True),
        ("root", LONG[3], False),
    ]
    older = devices.keys[3].pin
    assert devices.reach(older).sentence == (
        "in the path on Android 7.1.1-13 (API 25-33), absent from 14 at the latest, no trusted path up to 7.0"
    )
    assert devices.reach(older, minimum=34).sentence == "absent on every Android from 14 on (API 34+)"
    assert devices.reach(older, system=APPLE).sentence == "absent on every iOS from 11 on"
    assert devices.reach(devices.keys[2].pin, minimum=25).everywhere
    assert [version.text for version in devices.locked_out([older], 30)][:1] == ["14"]
    assert devices.locked_out([older, devices.keys[0].pin]) == ()
    assert devices.outcomes(ANDROID) is devices.android


@pytest.mark.parametrize(
    ("api", "path", "trusted"),
    [(23, LONG[:2], False), (25, LONG, True), (33, LONG, True), (34, LONG[:3], True), (37, LONG[:3], True)],
)
def test_one_release_judges(crossed: Running, api: int, path: list[str], trusted: bool) -> None:
    """With an API level the shown path is that release's."""
    seen = look(crossed, android=api)
    assert seen.trusted is trusted
    assert seen.assessment.store.name == "lab"
    assert f"(API {api})" in seen.assessment.store.label
    assert subjects(seen)[: len(path)] == path
    assert (seen.assessment.path is not None) is trusted
    assert told(look_at_devices(seen)) == told(look_at_devices(look(crossed)))
    if not trusted:
        assert [finding.code for finding in seen.findings if finding.severity is Severity.ERROR]


def test_a_wrong_name_is_refused_by_every_release(crossed: Running) -> None:
    """The path stands, the name decides."""
    seen = look(crossed, android=34, name="other.test")
    assert (seen.trusted, subjects(seen)) == (False, LONG[:3])
    assert "The name does not match" in seen.assessment.reason
    assert {item.words for item in look_at_devices(seen).android} == {"refused"}


def test_unknown_level_is_refused_before_anything_else() -> None:
    """API 20 is for watches only: nobody is asked, not even a host that refuses."""
    with pytest.raises(UnknownApi, match="watches"):
        inspect("127.0.0.1:1", Settings(android=20), now=NOW)


def picked(inspection: Inspection, *places: int) -> PinSet:
    """Return the pin set of some layers of the inspection."""
    pins = frozenset(inspection.layers[place].pin for place in places)
    assert inspection.host is not None
    return make_pin_set(Draft(inspection.host, pins), inspection.layers, at=NOW)


def test_minimum_sdk_marks_what_some_devices_lack(crossed: Running) -> None:
    """A root that newer releases do not reach is told in the notes; another pin of the set saves those devices."""
    seen = look(crossed, android=28)
    devices = look_at_devices(seen)
    marked = with_reach(picked(seen, 1, 3), devices, 26)
    assert marked.lock_out == ""
    assert marked.reach_notes == (
        "From API 26 on, Lab Root X1 is in the path up to Android 13, absent from 14 at the latest",
    )
    assert ("reach", Severity.WARNING) in [(advice.code, advice.severity) for advice in hints(marked)]
    assert with_reach(picked(seen, 2), devices, 26).reach_notes == ()


def test_a_leaf_of_other_connections_has_no_reach(crossed: Running) -> None:
    """It is in no path of this chain, which says nothing about devices; as a layer of the path it would be told."""
    seen = look(crossed, android=28)
    other = ChosenPin(Pin.of(b"other"), Role.LEAF, "edge.bank.test", None, elsewhere=True)
    united = replace(picked(seen, 0), chosen=(*picked(seen, 0).chosen, other))
    devices = look_at_devices(seen)
    assert with_reach(united, devices, 26).reach_notes == ()
    alone = replace(united, chosen=(united.chosen[0], replace(other, elsewhere=False)))
    assert "absent" in with_reach(alone, devices, 26).reach_notes[0]


def test_minimum_sdk_tells_devices_that_no_pin_helps(crossed: Running) -> None:
    """Where a release from the minimum on takes no path at all, that is told once for the whole set."""
    seen = look(crossed)
    marked = with_reach(picked(seen, 0, 2), look_at_devices(seen), 24)
    assert marked.reach_notes == ("From API 24 on, this chain is not trusted up to Android 7.0, pinned or not",)
    assert marked.lock_out == ""


def test_minimum_sdk_finds_the_lock_out(crossed: Running) -> None:
    """A set of the older root alone locks out 14 and later: an error among the hints, and in every comment."""
    seen = look(crossed, android=28)
    marked = with_reach(picked(seen, 3), look_at_devices(seen), 26)
    assert marked.lock_out == "From API 26 on, no pin of the set matches from Android 14 at the latest"
    first = hints(marked)[0]
    assert (first.code, first.severity) == ("locked-out", Severity.ERROR)
    android = [client for client in clients().values() if client.abilities.android]
    assert {"okhttp-kotlin", "okhttp-java", "nsc", "retrofit"} <= {client.name for client in android}
    for client in android:
        lines = client.write(marked).text.splitlines()
        said = [line for line in lines if "WARNING: From API 26 on, no pin of the set matches from Android 14" in line]
        assert len(said) == 1, client.name
        assert any(
            "Lab Root X1 is in the path up to Android 13, absent from 14 at the latest." in line for line in lines
        )


def test_private_roots_are_in_no_device() -> None:
    """With the packaged tables a private authority's chain is refused by every release of every system."""
    root, leaf = (parse_certificate(der) for der in (issue(X1, X1, NOW), issue_leaf(LEAF, X1, NOW)))
    store = from_anchors("file", "the roots in ca.pem", [root.der])
    seen = judge((leaf.der,), Settings(store=store), now=NOW, source="test", host=HOST)
    devices = look_at_devices(seen)
    assert seen.trusted
    assert [(item.words, item.path.reason) for item in (*devices.android, *devices.apple)] == [
        (
            "refused",
            "Not a device's root: X1. Refused unless your app brings it: trust-anchors in the Network Security Config.",
        ),
        ("refused", "Not a device's root: X1. Refused unless your app or a profile brings it."),
    ]
    assert [key.name for key in devices.keys] == [HOST, "X1"]


def fact(certificate: Certificate, first: int, last: int) -> Root:
    """Return a table's line for a certificate: in every list of Apple's."""
    return line_of(certificate, (first, last), (0, len(apple_lists()) - 1))


def served_below(line: Root, monkeypatch: pytest.MonkeyPatch, *, android: int | None = None) -> Inspection:
    """Return the inspection of a chain whose root only the tables know, by this line."""
    monkeypatch.setattr("inspector.trust.android_anchors.roots_named", lambda name: (line,) * line.is_named(name))
    chain = (issue_leaf(LEAF, ISSUING, NOW), issue(ISSUING, X1, NOW))
    return judge(chain, Settings(android=android), now=NOW, source="test", host=HOST)


def test_a_root_without_certificate_is_named_with_its_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Android's table has it, Mozilla's bundle not: its key can be pinned, and nobody calls the path sure."""
    root = parse_certificate(issue(X1, X1, NOW))
    seen = served_below(fact(root, 0, len(android_states()) - 1), monkeypatch)
    devices = look_at_devices(seen)
    assert not seen.trusted
    assert [(item.words, names(item.path.layers)) for item in devices.android] == [
        ("by name only", [HOST, "Issuing", "X1"])
    ]
    assert "Nobody could check what it signed." in devices.android[0].notes
    assert (devices.keys[-1].pin, devices.keys[-1].shown) == (root.pin, False)


def test_a_release_does_not_trust_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its path is not shown as one, the reason names root and pin, and no issuer is called missing."""
    root = parse_certificate(issue(X1, X1, NOW))
    seen = served_below(fact(root, 0, len(android_states()) - 1), monkeypatch, android=30)
    assert (seen.trusted, seen.assessment.path, seen.assessment.by_name) == (False, None, "X1")
    assert seen.assessment.store.name == "android-30"
    assert seen.assessment.reason == (
        f"X1 is known by name and pin alone ({root.pin}): nobody could check what it signed."
    )
    assert [finding.code for finding in seen.findings if finding.severity is Severity.ERROR] == ["not-trusted"]


def test_two_states_of_one_version_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A root that left within Android 16 makes two ranges that both name their build."""
    root = parse_certificate(issue(X1, X1, NOW))
    lost = next(place for place, state in enumerate(android_states()) if state[0] == "16")
    devices = look_at_devices(served_below(fact(root, 0, lost), monkeypatch))
    assert [(item.versions, item.levels) for item in devices.android] == [
        ("4.0-16 (r2)", "API 15-36"),
        ("16 (r4) on", "API 36+"),
    ]


def test_leaf_comes_first_whatever_the_file_says(crossed: Running) -> None:
    """A file in any order is asked as a server with it would be: the shown leaf first, each certificate once."""
    seen = look(crossed)
    leaf, issuing, cross = seen.served
    settings = Settings(store=crossed.store)
    ders = (cross.der, leaf.der, issuing.der, leaf.der)
    filed = judge(ders, settings, now=NOW, source="file", host=crossed.host, in_file=True)
    assert [item.der for item in leaf_first(filed)] == [leaf.der, cross.der, issuing.der]
    assert told(look_at_devices(filed)) == told(look_at_devices(seen))


def test_tables_can_be_read_beforehand() -> None:
    """After that a look reads no file any more."""
    roots_by_name.cache_clear()
    load_tables()
    assert roots_by_name.cache_info().currsize == 1


def test_a_gap_is_called_one_and_no_missing_root() -> None:
    """What the server did not send a device may remember, as the finding says."""
    with scenarios()["missing-intermediate"].start(NOW) as running:
        seen = inspect(running.host, Settings(store=running.store, connect_to=running.connect_to), now=NOW)
    devices = look_at_devices(seen)
    said = "An intermediate is missing: only a device that remembers it from another connection may connect."
    assert [outcome.path.reason for outcome in devices.android] == [said]
