"""Clients that are rehearsed when they are asked for: each by the rules of its own."""

from dataclasses import replace
from datetime import date

import pytest
from rehearsing.conftest import HOST, SPARE, layers, pin_set

from inspector.clients.registry import clients
from inspector.clients.rules_of import JUDGES
from inspector.pinning.pin_set import PinSet
from inspector.rehearsing.plan import REHEARSABLE, REHEARSED, rehearse_set, suggest
from inspector.rehearsing.rehearsal import Answer, Rehearsal
from inspector.rehearsing.report import short_title

ENDING = {"nsc", "trustkit", "trustkit-plist", "react-native", "react-native-2", "cronet", "http-engine"}
"""The parts whose pins end on a day."""

LEAF_ALONE = {"curl", "wget", "python"}


def played(pins: PinSet, *names: str) -> Rehearsal:
    """Return the rehearsal of the set in these clients."""
    known = clients()
    return rehearse_set(pins, layers(), [known[name] for name in names], HOST)


def answers(found: Rehearsal, code: str) -> dict[str, Answer]:
    """Return what the event does to each part."""
    row = next(row for row in found.rows if row.event.code == code)
    return {part.client: cell.answer for part, cell in zip(found.parts, row.cells, strict=True)}


def test_which_clients_can_be_rehearsed() -> None:
    """Every one with a judge but those that ask no authority; those that are rehearsed unasked are among them."""
    assert set(REHEARSABLE) == set(JUDGES) - {"tlsa"}
    assert REHEARSED == ("okhttp-kotlin", "nsc", "apple", "trustkit-plist", "curl")
    assert set(REHEARSED) <= set(REHEARSABLE)


@pytest.mark.parametrize("name", REHEARSABLE)
def test_leaf_and_backup_in_every_client(name: str) -> None:
    """Today, the backup and attackers are met; a new key locks out; the expiry beside it counts where there is one."""
    found = played(pin_set([0], backups=(SPARE,)), name, "nsc")
    assert all(part.rules is not None for part in found.parts)
    for code in ("today", "same-key", "backup-key", "key-lost", "new-ca", "user-ca", "wrong-issue", "own-issue"):
        assert set(answers(found, code).values()) == {Answer.WORKS}, code
    assert set(answers(found, "new-key").values()) == {Answer.LOCKED_OUT}
    for part, answer in answers(found, "set-expired").items():
        assert answer is (Answer.UNPROTECTED if part in ENDING else Answer.WORKS), part


@pytest.mark.parametrize("name", sorted(set(REHEARSABLE) - LEAF_ALONE))
def test_intermediate_where_an_authority_can_be_pinned(name: str) -> None:
    """A new leaf key works, another authority locks out, and the own one can be fooled."""
    found = played(pin_set([1], backups=(SPARE,)), name)
    assert set(answers(found, "new-key").values()) == {Answer.WORKS}
    assert set(answers(found, "new-ca").values()) == {Answer.LOCKED_OUT}
    assert set(answers(found, "own-issue").values()) == {Answer.UNPROTECTED}


@pytest.mark.parametrize("name", sorted(LEAF_ALONE))
def test_intermediate_where_the_leaf_alone_is_looked_at(name: str) -> None:
    """The set is none for these, and each says why."""
    (part,) = played(pin_set([1], backups=(SPARE,)), name).parts
    assert part.rules is None
    assert "looks at the leaf's key only" in part.refusal


def test_react_native_is_played_on_both_systems() -> None:
    """TrustKit on iOS and OkHttp on Android, each a part of its own; a set of one pin is refused for both."""
    found = played(pin_set([0], backups=(SPARE,)), "react-native", "curl")
    assert [part.client for part in found.parts] == ["react-native", "react-native-2", "curl"]
    assert [short_title(part.title) for part in found.parts] == ["RN iOS", "RN Android", "curl"]
    refused = played(pin_set([0]), "react-native")
    assert [part.title for part in refused.parts] == ["React Native iOS", "React Native Android"]
    for part in refused.parts:
        assert part.refusal == "React Native demands 2 different pins, and this set has 1."


def test_a_backup_brings_react_native_in_on_both_systems() -> None:
    """A change is compared part by part, though the client could have nothing before."""
    pins, who = pin_set([0]), [clients()[name] for name in ("react-native", "okhttp-kotlin")]
    found = suggest(pins, layers(), who, HOST, rehearse_set(pins, layers(), who, HOST))
    assert found is not None
    assert found.change == "Add a backup pin whose key you keep outside the chain."
    assert found.won == ("React Native iOS", "React Native Android")


def test_cronet_demands_an_expiry() -> None:
    """Without one there is no such engine."""
    found = played(replace(pin_set([0], backups=(SPARE,)), expires=None), "cronet", "http-engine", "retrofit")
    assert [part.rules is None for part in found.parts] == [True, True, False]
    assert found.parts[0].refusal == "Cronet takes no pins without an expiry."
    assert found.parts[2].notes == ()
    ends = played(replace(pin_set([0], backups=(SPARE,)), expires=date(2027, 1, 15)), "cronet")
    assert "switches off the bypass" in ends.parts[0].notes[0]
    assert "PinningBypassForLocalTrustAnchors(false)" in clients()["cronet"].write(pin_set([0])).text
    row = next(row for row in ends.rows if row.event.code == "set-expired")
    assert row.cells[0].reason == "The pins expired on 2027-01-15."


@pytest.mark.parametrize("name", REHEARSABLE)
def test_titles_fit_above_a_column(name: str) -> None:
    """No title is wider than the column of the matrix in words."""
    for part in played(pin_set([0], backups=(SPARE,)), name).parts:
        assert len(short_title(part.title)) <= 12


def test_clients_that_are_read_have_the_titles_that_people_know() -> None:
    """Every judge that shipped rules can have is called as the client that writes for it."""
    from inspector.checking.rehearsing import _TITLES

    known = clients()
    assert _TITLES["ktor-darwin"] == known["ktor-darwin"].title
    for name in ("alamofire", "cronet", "http-engine", "swift-delegate"):
        assert _TITLES[name] == known[name].title
