"""A chain that changes between two looks: what stands on the screen then, and what becomes of the picks."""

from dataclasses import replace

import pytest
from conftest import NOW
from tui.driving import NARROW, WIDE, driving
from tui.samples import HOST, Recorder, Round, inspection
from tui.shop import HOST as SHOP
from tui.shop import shop, whole

from inspector.chain.path import Role
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.scenarios import scenarios
from inspector.leaf_keys import leaf_keys, other_leaves
from inspector.net.fetch import FetchOptions
from inspector.pinning.draft import add_leaves, pick, toggle
from inspector.pinning.hints import hints
from inspector.tui.present.ladder import Section
from inspector.tui.present.pin_bar import pin_bar
from inspector.tui.present.verdict import verdict_line, verdict_marks
from inspector.tui.session import Session, open_session

ROLES = (Role.LEAF, Role.INTERMEDIATE, Role.ROOT)


def looks(name: str) -> tuple[Inspection, Inspection]:
    """Return the first and the second look at a scenario of the lab."""
    with scenarios()[name].start(NOW) as running:
        settings = Settings(options=FetchOptions(timeout=30), store=running.store, connect_to=running.connect_to)
        first, second = (inspect(running.host, settings, now=NOW) for _ in range(2))
    return first, second


def twice(name: str, *roles: Role) -> Session:
    """Return the session after the second look, with the layers of these roles picked at the first."""
    first, second = looks(name)
    opened, _ = open_session(first, None)
    pins = [layer.pin for layer in first.layers if layer.role in roles]
    again, _ = open_session(second, opened.with_draft(pick(opened.draft, *pins)))
    return again


def said(session: Session) -> dict[str, str]:
    """Return the titles of what is noticed since the first look, by code."""
    first = {finding.code for finding in session.inspection.findings}
    return {finding.code: finding.title for finding in session.findings if finding.code not in first}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("renewed-same-key", {"leaf-renewed"}),
        ("renewed-new-key", {"leaf-key-changed"}),
        ("new-intermediate", {"leaf-renewed", "intermediate-changed"}),
        ("new-ca", {"leaf-key-changed", "authority-changed"}),
        ("good", set[str]()),
    ],
)
def test_what_changed_stands_on_the_screen(name: str, codes: set[str]) -> None:
    """Each rotation of the lab is told for what it is, with keys and names; an unchanged chain is no news."""
    session = twice(name)
    before = session.before
    assert before is not None
    assert set(said(session)) == codes
    if "leaf-key-changed" in codes:
        old, new = (seen.layers[0].pin.base64[:8] for seen in (before, session.inspection))
        assert f"{old}… is gone, {new}… is served" in said(session)["leaf-key-changed"]
    if "leaf-renewed" in codes:
        assert before.layers[0].pin == session.inspection.layers[0].pin
        assert "✓ leaf renewed, same key" in verdict_line(verdict_marks(session.told), 200).plain
    if "intermediate-changed" in codes:
        assert "Lab Issuing CA R2, no longer Lab Issuing CA R1" in said(session)["intermediate-changed"]
    if "authority-changed" in codes:
        assert "ends in Other Lab Root G1, no longer in Lab Root X1" in said(session)["authority-changed"]


def test_a_change_is_told_as_long_as_it_holds() -> None:
    """A third look at the same chain still is compared with the first; back at the old chain nothing is said."""
    first, second = looks("renewed-new-key")
    session, _ = open_session(first, None)
    for seen in (second, second):
        session, _ = open_session(seen, session)
        assert "leaf-key-changed" in said(session)
    session, _ = open_session(first, session)
    assert "leaf-key-changed" not in said(session)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("renewed-same-key", ROLES),
        ("renewed-new-key", (Role.INTERMEDIATE, Role.ROOT)),
        ("new-intermediate", (Role.LEAF, Role.ROOT)),
        ("new-ca", ()),
    ],
)
@pytest.mark.parametrize("role", ROLES)
def test_a_picked_key_that_is_gone_stays(name: str, kept: tuple[Role, ...], role: Role) -> None:
    """A pick survives where its key does; else it stays in set, bar and code as gone, and is named."""
    session = twice(name, role)
    made = session.pin_set()
    (item,) = made.chosen
    assert item.role is role
    assert item.gone == (role not in kept)
    assert item.in_path == (role in kept)
    if item.gone:
        assert [row.section for row in session.rows].count(Section.GONE) == 1
        assert "gone " in pin_bar(session, 118, compact=False).plain
        assert hints(made)[0].code == "all-gone"
        assert any(item.pin.base64[:8] in advice.sentence for advice in hints(made))


def test_a_gone_pick_is_dropped_by_hand_and_comes_back_by_itself() -> None:
    """Toggling it takes it out of the set; where the chain has its key again it is an ordinary pick."""
    gone = twice("renewed-new-key", Role.LEAF)
    (layer,) = gone.draft.gone
    dropped = gone.with_draft(toggle(gone.draft, layer.pin))
    assert dropped.pins == 0
    assert dropped.draft.gone == ()
    assert gone.before is not None
    back, _ = open_session(gone.before, gone)
    assert back.draft.gone == ()
    assert back.picked == 1


def test_a_new_pick_beside_the_gone_one() -> None:
    """With a pick of the new chain the set connects, and still says whom the old pin locks out."""
    gone = twice("renewed-new-key", Role.LEAF)
    leaf = gone.inspection.layers[0]
    made = gone.with_draft(pick(gone.draft, leaf.pin)).pin_set()
    assert [(item.role, item.gone) for item in made.chosen] == [(Role.LEAF, False), (Role.LEAF, True)]
    assert hints(made)[0].code == "pin-gone"
    assert leaf.certificate.not_after is not None
    assert made.expires == leaf.certificate.not_after.date()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
async def test_space_drops_a_pick_that_is_gone(size: tuple[int, int]) -> None:
    """The ladder lists it below the path; space on it takes it out of the set."""
    recorder = Recorder()
    async with driving(recorder, size=size) as driver:
        await driver.press("space")
        recorder.answers[HOST] = inspection("other", "inter", public=False)
        await driver.press("r")
        assert "picked, and gone from the chain: 1" in driver.text
        assert driver.main.current.pins == 1
        await driver.press("j", "space")
        assert "gone from the chain: 1" not in driver.text
        assert driver.main.current.pins == 0


@pytest.mark.parametrize(
    ("name", "step"),
    [
        *((name, "r connects again") for name in ("renewed-same-key", "renewed-new-key", "new-intermediate", "new-ca")),
        *((name, "a asks for every key") for name in ("two-keys", "by-address")),
        *((name, "a local demo") for name in ("good", "cross-signed", "expired")),
    ],
)
def test_a_scenario_says_what_to_do_next(name: str, step: str) -> None:
    """Where the first look does not show what a scenario is about, the badge names the key that does."""
    opened, _ = open_session(looks(name)[0], None)
    session = replace(opened, lab_hint=scenarios()[name].hint)
    assert verdict_marks(session.told)[0].text == f"LAB: {step}"


def test_the_next_step_is_over_once_it_was_taken() -> None:
    """After the change was seen the badge is the ordinary one."""
    session = replace(twice("renewed-new-key"), lab_hint=scenarios()["renewed-new-key"].hint)
    assert verdict_marks(session.told)[0].text == "LAB: a local demo"


def test_several_leaf_keys_are_a_warning_until_all_are_pinned() -> None:
    """Once the faces are known it stands there: with none pinned, with one, and no longer with all."""
    opened, _ = open_session(shop(), None)
    assert "several-leaf-keys" not in said(opened)
    keys = leaf_keys(whole(), shop())
    known = replace(opened, leaf_keys=keys)
    assert said(known)["several-leaf-keys"] == "The host serves 3 leaf keys, and none of them is pinned."
    one = known.with_draft(pick(known.draft, known.inspection.layers[0].pin))
    title = "The host serves 3 leaf keys, and 2 (RSA 2048, EC P-256) are not pinned."
    assert said(one)["several-leaf-keys"] == title
    assert "! several leaf keys, not all pinned" in verdict_line(verdict_marks(one.told), 200).plain
    every = one.with_draft(add_leaves(one.draft, other_leaves(keys)))
    assert "several-leaf-keys" not in said(every)


async def test_the_faces_leave_the_warning_behind() -> None:
    """Back from the page of faces the first screen has the warning; u ends it, and u again brings it back."""
    recorder = Recorder(answers={SHOP: shop()}, rounds=[Round(whole())])
    async with driving(recorder, text=SHOP) as driver:
        await driver.press("a", "escape")
        assert "several leaf keys, not all pinned" in driver.text
        await driver.press("a", "u", "escape")
        assert "not all pinned" not in driver.text
        await driver.press("a", "u", "escape")
        assert "several leaf keys, not all pinned" in driver.text
