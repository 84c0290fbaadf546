"""The expiry that fits a choice: dates, habits of issuers, and lifetimes that shrink."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from rehearsing.conftest import NOW, layers

from inspector.chain.path import Role
from inspector.pinning import expiry_advice
from inspector.pinning.draft import choose
from inspector.pinning.expiry_advice import advise_expiry
from inspector.pinning.pin_set import ChosenPin

LEAF_END = date(2027, 2, 12)


def picks(*places: int) -> list[ChosenPin]:
    """Return these layers as picks."""
    return [choose(layers()[place]) for place in places]


def test_the_earliest_end_is_proposed() -> None:
    """Leaf and intermediate: the leaf's end."""
    found = advise_expiry(picks(0, 1), layers(), NOW)
    assert found.day == LEAF_END
    assert "first picked certificate ends" in found.reason


def test_a_rotating_issuer_shortens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """An intermediate of an authority that rotates holds until the leaf is renewed; any other for a year at most."""
    assert advise_expiry(picks(1), layers(), NOW).day == date(2027, 11, 24)
    monkeypatch.setattr(expiry_advice, "rotation_habit", lambda _certificate: "It rotates")
    found = advise_expiry(picks(1), layers(), NOW)
    assert found.day == LEAF_END
    assert found.reason == "by 2027-02-12 the leaf is renewed, perhaps from another intermediate: It rotates"
    assert advise_expiry(picks(2), layers(), NOW).day == date(2027, 11, 24)


def test_shorter_lifetimes_until_then_are_said() -> None:
    """Between now and the end leaves begin to live 100 days at most."""
    found = advise_expiry(picks(1), layers(), NOW)
    assert found.notes == ("Public leaves issued from 2027-03-15 on live 100 days at most: renewals come more often.",)
    assert advise_expiry(picks(0), layers(), NOW).notes == ()
    later = datetime(2029, 1, 1, tzinfo=UTC)
    far = [replace(item, not_after=datetime(2031, 1, 1, tzinfo=UTC), role=Role.ROOT) for item in picks(2)]
    assert "47 days" in advise_expiry(far, layers(), later).notes[0]
