"""A chain that ends in a root of some Androids and not of Mozilla: what `show` and `pin` say, with and without one."""

from dataclasses import replace
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import CHAIN_PINS, ISSUING, LEAF, NOW, ROOT, pem
from trust.making import HOST, store_of

from inspector.chain.name import Name
from inspector.trust.data.roots import Root
from inspector.trust.stand_in import stand_in_anchors

CLAUSE = "Root, a root in Android 7.1.1-13, not in Mozilla's bundle"


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Return a whole chain in a file, its root in the table of Android's."""
    line = stand_in_anchors(replace(store_of(ROOT), since=((25, 33),)))[0].root
    assert line is not None

    def named(name: Name) -> tuple[Root, ...]:
        return (line,) if line.is_named(name) else ()

    monkeypatch.setattr("inspector.trust.data.roots.roots_named", named)
    monkeypatch.setattr("inspector.trust.android_anchors.roots_named", named)
    monkeypatch.setattr("inspector.trust.public._is_in_table", lambda item: item.pin == line.pin)
    file = tmp_path / "chain.pem"
    file.write_text(pem(LEAF, ISSUING, ROOT))
    return (str(file), "--server-name", HOST, "--at", NOW)


def test_show_names_the_releases(cli: Cli, target: tuple[str, ...]) -> None:
    """It is not trusted, and nothing suspects a proxy."""
    outcome = cli("show", *target)
    assert outcome.code == 1
    assert f"The chain ends in {CLAUSE}." in " ".join(outcome.out.split())
    assert "something inspects this connection" not in " ".join(outcome.out.split())
    assert cli("show", *target, "--android", "28").code == 0


def test_pin_is_refused_and_a_release_can_be_named(cli: Cli, target: tuple[str, ...], tmp_path: Path) -> None:
    """By Mozilla's roots no pin; accepted, it is stamped with the releases; one of them hands it out unstamped."""
    options = ("--for", "okhttp-kotlin", "--pick", "root")
    refused = cli("pin", *target, *options)
    assert (refused.code, refused.out) == (1, "")
    assert f"the chain ends in {CLAUSE}. Clients with Mozilla's roots refuse it." in refused.err
    assert "--android API" in refused.err
    roots = tmp_path / "roots.pem"
    roots.write_text(pem(ROOT))
    accepted = cli("pin", *target, *options, "--roots", roots, "--accept-private-anchor")
    assert accepted.code == 0
    assert "DO NOT RELEASE: the chain ends in Root, a root in Android 7.1.1-13, not in Mozilla" in accepted.out
    named = cli("pin", *target, *options, "--android", "28")
    assert named.code == 0
    assert CHAIN_PINS[2] in named.out
    assert "DO NOT RELEASE" not in named.out
