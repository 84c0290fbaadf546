"""The draft and the pin set that it makes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from inspector.chain.host import HostError
from inspector.chain.path import Layer, Role
from inspector.chain.pin import Pin
from inspector.pinning.draft import (
    Draft,
    Expires,
    add_backup,
    add_leaves,
    lost_picks,
    make_pin_set,
    pick,
    remove_backup,
    remove_leaves,
    settle_leaves,
    toggle,
    with_host,
)
from inspector.pinning.pin_set import BackupPin, ChosenPin

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
SPARE = BackupPin(Pin.of(b"spare"), "typed")
OTHER = ChosenPin(
    Pin.of(b"other"),
    Role.LEAF,
    "api.bank.test, RSA 2048, also served",
    datetime(2026, 12, 9, tzinfo=UTC),
    elsewhere=True,
)


def test_toggle_twice_is_nothing(path: tuple[Layer, ...]) -> None:
    """Space picks a layer, space again lets it go."""
    draft = Draft("api.bank.test")
    picked = toggle(draft, path[1].pin)
    assert picked.picked == {path[1].pin}
    assert toggle(picked, path[1].pin) == draft


def test_pins_come_in_the_order_of_the_path(path: tuple[Layer, ...]) -> None:
    """However they were picked, the pin set lists the leaf first."""
    draft = pick(Draft("api.bank.test"), path[2].pin, path[0].pin)
    made = make_pin_set(draft, path, at=AT)
    assert [item.role for item in made.chosen] == [Role.LEAF, Role.ROOT]
    assert made.pins == (path[0].pin, path[2].pin)
    assert made.chosen[0].label == "api.bank.test"
    assert made.chosen[0].not_after == datetime(2027, 1, 10, 12, tzinfo=UTC)


def test_a_key_in_several_certificates_is_one_pin(path: tuple[Layer, ...]) -> None:
    """A cross-sign has the same pin as the root itself: one pick, one pin, told of the lower layer."""
    crossed = replace(path[2], role=Role.INTERMEDIATE)
    made = make_pin_set(pick(Draft("api.bank.test"), path[2].pin), (*path[:2], crossed, path[2]), at=AT)
    assert [(item.pin, item.role) for item in made.chosen] == [(path[2].pin, Role.INTERMEDIATE)]


def test_a_pick_that_is_gone_is_named_and_left_out(path: tuple[Layer, ...]) -> None:
    """After a refresh with another key the old pick is reported, and no snippet holds it."""
    gone = Pin.of(b"old key")
    draft = pick(Draft("api.bank.test"), gone, path[0].pin)
    assert lost_picks(draft, path) == (gone,)
    assert make_pin_set(draft, path, at=AT).pins == (path[0].pin,)


def test_backups_keep_their_order_and_stand_once(path: tuple[Layer, ...]) -> None:
    """A backup given twice is one backup; removing goes by pin."""
    other = BackupPin(Pin.of(b"other"), "CSR next.csr")
    draft = add_backup(add_backup(add_backup(Draft("api.bank.test"), SPARE), other), replace(SPARE, label="again"))
    assert draft.backups == (SPARE, other)
    assert remove_backup(draft, SPARE.pin).backups == (other,)
    assert make_pin_set(draft, path, at=AT).pins == (SPARE.pin, other.pin)


def test_a_backup_in_the_path_is_marked(path: tuple[Layer, ...]) -> None:
    """Writers must be able to tell that such a pin is no backup."""
    draft = add_backup(add_backup(Draft("api.bank.test"), SPARE), BackupPin(path[1].pin, "typed"))
    assert [item.in_path for item in make_pin_set(draft, path, at=AT).backups] == [False, True]


def test_expiry_follows_the_picks(path: tuple[Layer, ...]) -> None:
    """The proposal is the first end among the picked layers; a date and `never` stay as they are."""
    draft = Draft("api.bank.test")
    assert make_pin_set(pick(draft, path[0].pin, path[1].pin), path, at=AT).expires == date(2027, 1, 10)
    assert make_pin_set(pick(draft, path[1].pin), path, at=AT).expires == date(2027, 11, 24)
    assert make_pin_set(replace(draft, expires=date(2027, 3, 1)), path, at=AT).expires == date(2027, 3, 1)
    assert make_pin_set(replace(draft, expires=Expires.NEVER), path, at=AT).expires is None


def test_the_host_is_always_an_a_label(path: tuple[Layer, ...]) -> None:
    """Upper case, U-labels and trailing dots never reach a pin set; what is no host raises."""
    assert with_host(Draft("x.test"), "BÜCHER.example.").host == "xn--bcher-kva.example"
    assert make_pin_set(Draft("API.Bank.TEST"), path, at=AT).host == "api.bank.test"
    with pytest.raises(HostError):
        with_host(Draft("x.test"), "https://x.test/")
    with pytest.raises(HostError):
        make_pin_set(Draft('x", "y'), path, at=AT)


def test_the_pin_set_tells_what_it_was_made_of(path: tuple[Layer, ...]) -> None:
    """Stamp, moment, subdomains and a missing path are kept for the writers."""
    draft = pick(Draft("api.bank.test", subdomains=True), path[0].pin)
    made = make_pin_set(draft, path, at=AT, stamp="no public root", in_path=False)
    assert (made.stamp, made.made_at, made.subdomains) == ("no public root", AT, True)
    assert not made.chosen[0].in_path


def test_other_leaf_keys_stand_behind_the_leaf(path: tuple[Layer, ...]) -> None:
    """They are picks like the leaf, before every layer above it, and the proposed expiry follows the first to end."""
    draft = add_leaves(pick(Draft("api.bank.test"), path[0].pin, path[1].pin), (OTHER, OTHER))
    made = make_pin_set(draft, path, at=AT)
    assert made.pins == (path[0].pin, OTHER.pin, path[1].pin)
    assert made.expires == date(2026, 12, 9)
    assert remove_leaves(draft, {OTHER.pin}).leaves == ()


def test_another_leaf_key_is_no_backup(path: tuple[Layer, ...]) -> None:
    """A pin that is in use at another address is told as one that goes with the others."""
    draft = add_backup(add_leaves(Draft("api.bank.test"), (OTHER,)), BackupPin(OTHER.pin, "typed"))
    assert make_pin_set(draft, path, at=AT).backups[0].in_path


def test_another_leaf_key_that_is_shown_now_is_a_pick_of_the_path(path: tuple[Layer, ...]) -> None:
    """After another fetch brought the other leaf, its layer is picked, and its pin stands once."""
    met = replace(OTHER, pin=path[0].pin)
    settled = settle_leaves(add_leaves(Draft("api.bank.test"), (met, OTHER)), path)
    assert settled.picked == {path[0].pin}
    assert settled.leaves == (OTHER,)
    assert settle_leaves(settled, path) == settled
    assert make_pin_set(add_leaves(Draft("api.bank.test"), (met,)), path, at=AT).chosen[0].label == "api.bank.test"
