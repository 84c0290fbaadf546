"""`--android`, `--devices`, `--min-sdk` and JSON's `paths`: the Let's Encrypt case on the command line."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from cli.conftest import Cli
from cli.filing import Shown

from inspector.chain.name import Name
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios
from inspector.trust.data.roots import Root
from inspector.trust.stand_in import stand_in_anchors

OLD, NEW = "Lab Root X1", "Lab Root X2"


@pytest.fixture(scope="module")
def crossed() -> Iterator[Running]:
    """Give the lab's cross-signed chain: an old root since Android 7.1.1, a new one since 14."""
    with scenarios()["cross-signed"].start() as running:
        yield running


@pytest.fixture
def at_crossed(crossed: Running, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Give a target whose roots are public and in the tables of devices, as far as the program can tell."""
    lines = tuple(anchor.root for anchor in stand_in_anchors(crossed.store) if anchor.root is not None)

    def named(name: Name) -> tuple[Root, ...]:
        return tuple(line for line in lines if line.is_named(name))

    monkeypatch.setattr("inspector.trust.android_anchors.roots_named", named)
    store = replace(crossed.store, name="mozilla", label="Mozilla's roots", since=())
    monkeypatch.setattr("inspector.trust.stores.mozilla", lambda: store)
    monkeypatch.setattr("inspector.devices.looking.mozilla", lambda: store)
    monkeypatch.setattr("inspector.trust.assess.is_public_root", lambda _: True)
    return (crossed.host, "--connect-to", crossed.connect_to)


def test_json_has_every_range(shown: Shown, at_crossed: tuple[str, ...]) -> None:
    """The chosen store comes first, then Android's ranges by API level, then Apple's."""
    found = shown(*at_crossed)
    entries = found["paths"]
    assert [(entry["store"], entry["from_api"], entry["to_api"], entry["trusted"]) for entry in entries] == [
        ("mozilla", None, None, True),
        ("android", 15, 24, False),
        ("android", 25, 33, True),
        ("android", 34, 37, True),
        ("apple", None, None, True),
    ]
    assert [len(entry["pins"]) for entry in entries] == [3, 0, 4, 3, 3]
    assert [entry["anchor"] for entry in entries[1:]] == [None, OLD, NEW, NEW]
    assert [entry["from_version"] for entry in entries[1:]] == ["4.0", "7.1.1", "14", "11"]
    assert entries[1]["reason"] == "No root of the store signed this chain."
    assert entries[3]["pins"] == [certificate["pin"] for certificate in found["path"]]


@pytest.mark.parametrize(("api", "anchor", "code"), [(24, None, 1), (28, OLD, 0), (36, NEW, 0)])
def test_android_judges(
    cli: Cli, shown: Shown, at_crossed: tuple[str, ...], api: int, anchor: str | None, code: int
) -> None:
    """With --android the path is that release's, in text and in JSON, and the exit code follows it."""
    found = shown(*at_crossed, "--android", str(api), code=code)
    assert found["paths"][0]["store"] == f"android-{api}"
    assert (found["paths"][0]["from_api"], found["paths"][0]["to_api"]) == (api, api)
    text = cli("show", *at_crossed, "--android", str(api)).out
    assert f"(API {api})" in text
    if anchor is None:
        assert found["path"] is None
        assert "NOT TRUSTED by the roots of AOSP 7.0 (API 24)" in text
    else:
        assert f"CN={anchor}" in found["path"][-1]["subject"]
        assert f"  root: {anchor}" in text


def test_devices_as_text(cli: Cli, at_crossed: tuple[str, ...]) -> None:
    """The section comes on demand: a line for each range, and the reach of each pin."""
    assert "Devices, AOSP" not in cli("show", *at_crossed).out
    lines = cli("show", *at_crossed, "--devices").out.splitlines()
    assert "  Android 4.0-7.0 (API 15-24): refused. No root of the store signed this chain." in lines
    assert f"  Android 7.1.1-13 (API 25-33): trusted, 4 certificates, ends in {OLD}" in lines
    assert f"  Android 14 on (API 34+): trusted, 3 certificates, ends in {NEW}" in lines
    assert any(line.startswith(f"    root {OLD} sha256/") and "absent from 14 at the latest" in line for line in lines)
    assert "Devices, Apple (less certain):" in lines
    assert not any("your phone" in line for line in lines)


def test_pin_of_a_release(cli: Cli, at_crossed: tuple[str, ...]) -> None:
    """The root that is pinned is the one in which that release's path ends."""
    options = ("--for", "okhttp-kotlin", "--pick", "root")
    old = cli("pin", *at_crossed, *options, "--android", "28")
    new = cli("pin", *at_crossed, *options, "--android", "36")
    assert (old.code, new.code) == (0, 0)
    assert f"root: {OLD}" in old.out
    assert f"root: {NEW}" in new.out
    refused = cli("pin", *at_crossed, *options, "--android", "24")
    assert (refused.code, refused.out) == (1, "")


@pytest.mark.parametrize("client", ["okhttp-kotlin", "okhttp-java", "nsc"])
def test_min_sdk_notes_what_a_pin_does_not_reach(cli: Cli, at_crossed: tuple[str, ...], client: str) -> None:
    """It stands in the snippet's comment and on standard error; without the option neither says a word."""
    options = ("--for", client, "--android", "28", "--pick", "intermediate", "--pick", "root")
    outcome = cli("pin", *at_crossed, *options, "--min-sdk", "26")
    words = f"From API 26 on, {OLD} is in the path up to Android 13, absent from 14 at the latest."
    assert outcome.code == 0
    assert f"WARNING: {words}" in outcome.out
    assert words in outcome.err
    plain = cli("pin", *at_crossed, *options)
    assert "From API" not in plain.out + plain.err


def test_min_sdk_refuses_a_lock_out(cli: Cli, at_crossed: tuple[str, ...]) -> None:
    """A set that no newer release matches is not handed out; the layers that are in every path are named."""
    options = ("--for", "nsc", "--android", "28", "--pick", "root")
    outcome = cli("pin", *at_crossed, *options, "--min-sdk", "26")
    assert (outcome.code, outcome.out) == (1, "")
    assert "No pin: From API 26 on, no pin of the set matches from Android 14 at the latest." in outcome.err
    assert f"In every path: edge.bank.test, Lab Issuing CA E1, {NEW}." in outcome.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--android", "20"), "API 20 is for watches only."),
        (("--android", "99"), "Nothing is known about the roots of API 99."),
        (("--android", "x"), "x is no API level such as 24"),
        (("--android", "28", "--roots", "system"), "A release of Android brings its own roots."),
    ],
)
def test_wrong_levels(cli: Cli, options: tuple[str, ...], words: str) -> None:
    """They are told before anybody is asked, with exit code 2."""
    outcome = cli("show", "127.0.0.1:1", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_wrong_minimum(cli: Cli, at_crossed: tuple[str, ...]) -> None:
    """A minimum of which nothing is known is a wrong command line."""
    outcome = cli("pin", *at_crossed, "--for", "nsc", "--min-sdk", "9")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Nothing is known of API 9." in outcome.err


def test_a_private_root_is_in_no_table(shown: Shown, at_lab: tuple[str, ...]) -> None:
    """With the packaged tables a chain of the lab is refused by every release."""
    entries = shown(*at_lab)["paths"]
    assert [(entry["store"], entry["trusted"]) for entry in entries] == [
        ("file", True),
        ("android", False),
        ("apple", False),
    ]


@pytest.mark.parametrize(("form", "asked"), [((), False), (("--pem",), False), (("--json",), True)], ids=repr)
def test_devices_are_asked_only_where_they_are_shown(
    at_lab: tuple[str, ...], form: tuple[str, ...], asked: bool
) -> None:
    """A plain `show` does not load the model: it must not get slower by it."""
    command = "from inspector.cli.main import run; run(sys.argv[1:])"
    probe = f"import sys; {command}; sys.exit('inspector.devices.looking' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe, "show", *at_lab, *form], capture_output=True, check=False)
    assert done.returncode == int(asked)
