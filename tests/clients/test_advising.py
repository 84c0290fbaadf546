"""What is said of a set is said of what the client is given, in its own terms."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inspector.clients.advising import advise
from inspector.clients.fit import fit
from inspector.clients.registry import clients
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]


def said(pin_set: PinSet, name: str) -> dict[str, str]:
    """Return the sentences by their code."""
    client = clients()[name]
    return {item.code: item.sentence for item in advise(fit(pin_set, client.abilities, client.title))}


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("curl", ("leaf", "intermediate")),
        ("wget", ("leaf", "intermediate")),
        ("python", ("leaf", "intermediate")),
        ("tlsa", ("leaf", "root")),
    ],
)
def test_a_layer_that_is_left_out_is_not_spoken_of(example_set: MakeSet, name: str, roles: tuple[str, ...]) -> None:
    """The set is one pin, whatever was picked beside it."""
    pin_set = example_set(*roles, backups=())
    found = said(pin_set, name)
    assert {"one-pin", "leaf-only"} <= set(found)
    assert "weakest-layer" not in found
    assert not any(pin_set.chosen[1].label in sentence for sentence in found.values())
    assert {"no-backup", "weakest-layer"} <= set(said(example_set("leaf", "intermediate", backups=()), "nsc"))


@pytest.mark.parametrize("name", ["cer", "flutter"])
def test_a_kept_key_saves_no_certificate(example_set: MakeSet, name: str) -> None:
    """Backups are left out, and the renewal does not match whatever its key."""
    found = said(example_set("leaf"), name)
    assert "does not match, though its key be the same" in found["leaf-only"]
    assert not any("keep this key" in sentence or "backup" in sentence for sentence in found.values())


def test_records_are_no_part_of_an_app(example_set: MakeSet) -> None:
    """Nobody is locked out until an update: the zone is changed, and verifiers follow."""
    pin_set = replace(example_set("leaf", backups=()), stamp="the chain ends in Own Root, which is no public root")
    found = said(pin_set, "tlsa")
    snippet = clients()["tlsa"].write(pin_set)
    every = " ".join((*found.values(), *snippet.notes, snippet.text))
    assert "app" not in every.split()
    assert "never replace" not in every
    assert "no root, no name and no date is looked at" in every


@pytest.mark.parametrize(
    ("roles", "usages"), [(("leaf",), "3"), (("intermediate",), "2"), (("leaf", "intermediate"), "32")]
)
def test_each_usage_that_is_written_is_explained(example_set: MakeSet, roles: tuple[str, ...], usages: str) -> None:
    """Usage 3 looks at nothing but the key, usage 2 makes the authority the root (RFC 6698, section 2.1.1)."""
    notes = clients()["tlsa"].write(example_set(*roles, backups=())).notes
    explained = [note[0] for note in notes if note[:1] in "23" and note[1:6] == " 1 1 "]
    assert "".join(explained) == usages
