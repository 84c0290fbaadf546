"""Advice per layer and hints for a set."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from inspector.chain.finding import Severity
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.pinning.advice import layer_advice
from inspector.pinning.draft import Draft, add_backup, make_pin_set, pick
from inspector.pinning.hints import hints
from inspector.pinning.pin_set import BackupPin, PinSet
from inspector.pinning.stamp import stamp_for

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
SPARE = BackupPin(Pin.of(b"spare"), "typed")


def _set(path: tuple[Layer, ...], *indices: int, backups: tuple[BackupPin, ...] = (), stamp: str = "") -> PinSet:
    draft = pick(Draft("api.bank.test"), *(path[index].pin for index in indices))
    for backup in backups:
        draft = add_backup(draft, backup)
    return make_pin_set(draft, path, at=AT, stamp=stamp)


def _codes(pin_set: PinSet) -> list[str]:
    return [hint.code for hint in hints(pin_set)]


def test_each_layer_names_its_own_date(path: tuple[Layer, ...]) -> None:
    """The dates are this certificate's, not a rule of thumb."""
    leaf, intermediate, root = map(layer_advice, path)
    assert "by 2027-01-10 at the latest" in leaf.sentence
    assert "unknown" in leaf.sentence
    assert "Survives leaf renewal" in intermediate.sentence
    assert "by 2029-05-01 at the latest" in intermediate.sentence
    assert "2040-01-01" in root.sentence
    assert "any customer" in root.sentence
    assert all(len(advice.short) < 80 for advice in (leaf, intermediate, root))


@pytest.mark.parametrize("owner", ["Let's Encrypt", "Google Trust Services LLC", "Amazon", "DigiCert Inc"])
def test_issuers_that_rotate(make_path: object, owner: str) -> None:
    """An intermediate of an authority that is known to change them is a warning, in public chains only."""
    assert callable(make_path)
    layer = make_path(owner)[1]
    assert layer_advice(layer).code == "intermediate-rotates"
    assert layer_advice(layer).severity is Severity.WARNING
    assert owner.split()[0] in layer_advice(layer).sentence
    assert layer_advice(layer, public=False).code == "intermediate"


def test_a_leaf_whose_issuer_changes_keys(make_path: object) -> None:
    """Amazon's renewals have a new key each time, so its leaf pin says so; others leave it open."""
    assert callable(make_path)
    assert "every renewal a new key" in layer_advice(make_path("Amazon")[0]).sentence
    assert "Let's Encrypt" not in layer_advice(make_path("Let's Encrypt")[0]).sentence


def test_a_private_root_is_not_said_to_have_customers(path: tuple[Layer, ...]) -> None:
    """What a private authority issues is its owner's own matter."""
    advice = layer_advice(path[2], public=False)
    assert advice.code == "private-root"
    assert "customer" not in advice.sentence


@pytest.mark.parametrize(
    ("indices", "backups", "codes"),
    [
        ((), (), ["nothing-picked"]),
        ((0,), (), ["one-pin", "leaf-only"]),
        ((1,), (), ["one-pin"]),
        ((2,), (), ["one-pin", "root-pinned"]),
        ((0, 1), (), ["no-backup", "weakest-layer"]),
        ((0,), (SPARE,), ["leaf-only"]),
        ((1,), (SPARE,), []),
        ((0, 2), (SPARE,), ["weakest-layer"]),
        ((), (SPARE,), ["no-pin-in-path"]),
    ],
)
def test_hints_of_a_set(
    path: tuple[Layer, ...], indices: tuple[int, ...], backups: tuple[BackupPin, ...], codes: list[str]
) -> None:
    """Each choice gets what is true of it, and no more."""
    assert _codes(_set(path, *indices, backups=backups)) == codes


def test_a_backup_from_the_chain_is_none(path: tuple[Layer, ...]) -> None:
    """It is named, and the set still counts as one without backup."""
    assert _codes(_set(path, 0, backups=(BackupPin(path[1].pin, "typed"),))) == [
        "backup-in-chain",
        "no-backup",
        "leaf-only",
    ]


def test_the_weakest_layer_is_named(path: tuple[Layer, ...]) -> None:
    """Any one pin is enough, so the root decides."""
    weakest = next(hint for hint in hints(_set(path, 0, 1, 2)) if hint.code == "weakest-layer")
    assert "root Root X1" in weakest.sentence


def test_worst_comes_first(path: tuple[Layer, ...]) -> None:
    """Errors stand before warnings, warnings before the rest."""
    made = _set(path, 0, 2, stamp="the chain ends in Root X1, which is no public root")
    odd = replace(made, chosen=(replace(made.chosen[0], reencoded=Pin.of(b"other")), *made.chosen[1:]))
    severities = [hint.severity for hint in hints(odd)]
    assert _codes(odd) == ["key-encoding", "private-anchor", "no-backup", "weakest-layer"]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.WARNING, Severity.INFO]
    assert str(Pin.of(b"other")) in hints(odd)[0].sentence
    assert hints(odd)[1].sentence.startswith("The chain ends in Root X1, which is no public root. ")


def test_pins_outside_the_path(path: tuple[Layer, ...]) -> None:
    """Where there is no path, nothing that was picked is in one."""
    made = make_pin_set(pick(Draft("api.bank.test"), path[0].pin), path, at=AT, in_path=False)
    assert _codes(made)[0] == "no-pin-in-path"
    mixed = replace(_set(path, 0, 1), chosen=(*_set(path, 0).chosen, replace(_set(path, 1).chosen[0], in_path=False)))
    assert _codes(mixed)[0] == "pin-outside-path"


def test_stamp(path: tuple[Layer, ...]) -> None:
    """Only a path to a public root goes without a stamp."""
    assert stamp_for(path, has_path=True, public=True) == ""
    assert "Root X1" in stamp_for(path, has_path=True, public=False)
    assert "no trusted root" in stamp_for(path, has_path=False, public=True)
    suspected = "Interception suspected: these certificates look as if Acme Proxy made them."
    for has_path in (True, False):
        stamp = stamp_for(path, has_path=has_path, public=False, suspicion=suspected)
        assert "Root X1" in stamp
        assert stamp.endswith("; interception suspected: these certificates look as if Acme Proxy made them")


def test_an_expired_leaf_is_not_said_to_break_later(path: tuple[Layer, ...]) -> None:
    """Its end is behind: what counts is whether the next certificate keeps the key."""
    end = path[0].certificate.not_after
    assert end is not None
    assert "Its certificate ended on 2027-01-10" in layer_advice(path[0], at=end + timedelta(days=1)).sentence
    assert layer_advice(path[0], at=end - timedelta(days=1)) == layer_advice(path[0])


def test_several_leaf_keys_end_with_the_first(path: tuple[Layer, ...]) -> None:
    """A set of leaf keys is told by the first renewal, and as keys in use rather than as one chain."""
    made = _set(path, 0)
    other = replace(made.chosen[0], pin=Pin.of(b"other"), elsewhere=True, not_after=datetime(2026, 12, 9, tzinfo=UTC))
    found = {hint.code: hint.sentence for hint in hints(replace(made, chosen=(*made.chosen, other)))}
    assert found["leaf-only"].startswith("Only leaf keys are pinned: the first renewal, by 2026-12-09 at the latest,")
    assert found["no-backup"].startswith("All pins are of keys in use:")
