"""`--all-addresses`: every leaf key in text and JSON, and what is marked where not everything answered."""

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import Shown
from lab.command import target_of
from net.hosts import Book
from net.opponents import Opponent, silence

from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios
from inspector.net.ask_faces import ask_faces

PIN = re.compile(r"sha256/[A-Za-z0-9+/]{43}=")


@pytest.fixture(scope="module")
def two_keys() -> Iterator[Running]:
    """Give the lab's host with an RSA and an ECDSA leaf."""
    with scenarios()["two-keys"].start() as running:
        yield running


@pytest.fixture
def at_two_keys(two_keys: Running, tmp_path: Path) -> tuple[str, ...]:
    """Return the target and the options with which its chain is trusted."""
    return target_of(two_keys, tmp_path)


def test_json_has_no_faces_unless_they_are_asked_for(shown: Shown, at_two_keys: tuple[str, ...]) -> None:
    """The key is there, and null."""
    assert shown(*at_two_keys)["faces"] is None


def test_json_has_every_leaf_key(shown: Shown, two_keys: Running, at_two_keys: tuple[str, ...]) -> None:
    """Four questions, two groups of two, and both pins are needed."""
    faces = shown(*at_two_keys, "--all-addresses")["faces"]
    assert faces["complete"] is True
    assert (faces["asked"], faces["total"]) == (4, 4)
    assert faces["summary"] == "2 leaf keys are in use; a leaf pin set needs all of them."
    assert [(group["needed"], len(group["probes"])) for group in faces["groups"]] == [(True, 2), (True, 2)]
    assert faces["needed"] == [group["pin"] for group in faces["groups"]]
    for group in faces["groups"]:
        assert {faces["probes"][place]["pin"] for place in group["probes"]} == {group["pin"]}
        assert len({faces["probes"][place]["key"] for place in group["probes"]}) == 1
    assert {(probe["key"], probe["named"]) for probe in faces["probes"]} == {
        *(("RSA", True), ("RSA", False), ("ECDSA", True), ("ECDSA", False))
    }
    assert {probe["address"] for probe in faces["probes"]} == {two_keys.connect_to}
    assert {probe["outcome"] for probe in faces["probes"]} == {"served"}


def test_text_is_grouped_by_pin(cli: Cli, two_keys: Running, at_two_keys: tuple[str, ...]) -> None:
    """The sentence, then each pin with who serves it; the same pins as in JSON."""
    outcome = cli("show", *at_two_keys, "--all-addresses")
    assert outcome.code == 0
    section = outcome.out.partition("Leaf keys of all addresses: ")[2]
    assert section.startswith("2 leaf keys are in use; a leaf pin set needs all of them.\n")
    needed = json.loads(cli("show", "--json", *at_two_keys, "--all-addresses").out)["faces"]["needed"]
    assert PIN.findall(section) == needed
    for kind in ("RSA", "ECDSA"):
        for named in ("with", "without"):
            assert f"    {two_keys.connect_to}  {kind}, {named} the name: pay.bank.test, TLS 1.3\n" in section


def test_a_default_certificate_is_marked(cli: Cli, tmp_path: Path) -> None:
    """What comes without the name and is for others is not needed; the exit code is the chain's."""
    with scenarios()["sni"].start() as running:
        roots = tmp_path / "roots.pem"
        roots.write_text(running.ca_pem)
        target = (running.host, "--connect-to", running.connect_to, "--roots", roots, "--all-addresses")
        outcome = cli("show", *target)
        faces = json.loads(cli("show", "--json", *target).out)["faces"]
    assert outcome.code == 0
    assert "1 leaf key is in use." in outcome.out
    assert len([line for line in outcome.out.splitlines() if "not needed: a default certificate" in line]) == 1
    assert "  Not served:" in outcome.out
    assert sorted(group["needed"] for group in faces["groups"]) == [False, True]


@pytest.mark.parametrize("code", [0, 1])
def test_partial_results_are_shown_and_marked(
    cli: Cli, two_keys: Running, at_two_keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """One of two addresses never answers: what came is shown, what did not is named, and the code stays the chain's."""
    with Opponent(silence, "127.0.0.2") as mute:
        book = Book(("127.0.0.1", two_keys.port), ("127.0.0.2", mute.port))
        monkeypatch.setattr("inspector.net.ask_faces.ask_faces", partial(ask_faces, lookup=book))
        extra = () if code == 0 else ("--server-name", "other.test")
        argv = (*at_two_keys, *extra, "--all-addresses", "--timeout", "2")
        outcome = cli("show", *argv)
        found = json.loads(cli("show", "--json", *argv).out)
    assert outcome.code == code
    assert "Leaf keys of all addresses, NOT COMPLETE: " in outcome.out
    assert "4 of 8 questions had no answer." in outcome.out
    assert f"127.0.0.2:{mute.port}  RSA, with the name: " in outcome.out.partition("  No answer:\n")[2]
    assert found["trusted"] is (code == 0)
    assert found["faces"]["complete"] is False
    assert len(found["faces"]["groups"]) == 2
    failed = [probe for probe in found["faces"]["probes"] if probe["outcome"] == "failed"]
    assert len(failed) == 4
    assert all(probe["pin"] is None and probe["reason"] for probe in failed)
