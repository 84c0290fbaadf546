"""What people read of a rehearsal: no word means two things, and values for scripts stay as they are."""

import json

from rehearsing.conftest import HOST, layers, pin_set

from inspector.clients.registry import clients
from inspector.rehearsing.events import events
from inspector.rehearsing.export import as_json
from inspector.rehearsing.plan import rehearse_set
from inspector.rehearsing.rehearsal import Rehearsal
from inspector.rehearsing.report import Report, Shown, shown
from inspector.rehearsing.timeline import make_timeline
from inspector.tui.present.rehearsal import rehearsal_page


def played() -> Rehearsal:
    """Return the rehearsal of the leaf and its authority in two clients."""
    pins = pin_set([0, 1])
    return rehearse_set(pins, layers(), [clients()[name] for name in ("okhttp-kotlin", "nsc")], HOST)


def report() -> Report:
    """Return the same with what is told about it."""
    rehearsal = played()
    return Report(rehearsal, None, make_timeline(layers(), None, rehearsal.at))


def words() -> dict[str, list[Shown]]:
    """Return what is read of each event."""
    return {row.event.code: [shown(row.event.sort, cell) for cell in row.cells] for row in played().rows}


def test_a_refusal_before_any_pin_is_no_lock_out_of_the_pins() -> None:
    """Nothing that is pinned would change it: the root is gone, or the clock is wrong."""
    found = words()
    for code in ("root-removed", "cross-sign-ended", "clock-ahead", "clock-behind"):
        assert found[code] == [Shown.ANYWAY, Shown.ANYWAY], code
    assert found["key-lost"] == [Shown.LOCKED_OUT, Shown.LOCKED_OUT]


def test_an_attacker_is_refused_or_let_in_and_never_works() -> None:
    """In the last group the good end is a refusal."""
    found = words()
    assert found["user-ca"] == [Shown.REFUSED, Shown.REFUSED]
    assert found["debug-build"] == [Shown.REFUSED, Shown.LET_IN]
    assert found["own-issue"] == [Shown.LET_IN, Shown.LET_IN]


def test_scripts_read_the_answers_of_before_and_a_key_more() -> None:
    """Works, locked-out and unprotected stay; `anyway` tells the refusals that no pin set changes."""
    events_read = {event["code"]: event["cells"] for event in json.loads(as_json(report()))["events"]}
    assert {cell["answer"] for cells in events_read.values() for cell in cells} <= {
        "works",
        "locked-out",
        "unprotected",
        None,
    }
    assert [cell["answer"] for cell in events_read["user-ca"]] == ["works", "works"]
    assert [(cell["answer"], cell["anyway"]) for cell in events_read["root-removed"]] == [("locked-out", True)] * 2
    assert not any(cell["anyway"] for cell in events_read["key-lost"])


def test_signs_are_explained_above_them_and_a_mark_of_several_dates_below() -> None:
    """Whoever does not scroll reads what the signs mean."""
    for width in (55, 48):
        lines = rehearsal_page(report(), width, "matrix").text.splitlines()
        assert "= refused anyway" in " ".join(" ".join(lines[:2]).split())
        assert any("✓ refused, ! let in" in line for line in lines)
    dates = rehearsal_page(report(), 76, "dates").text
    assert ("+ several dates together" in dates) == ("+" in dates.replace("+ several", ""))


def test_short_names_of_events_keep_their_meaning_and_fit() -> None:
    """No two are alike, and none is longer than a narrow screen has room for."""
    briefs = [event.brief for event in events()]
    assert len(set(briefs)) == len(briefs)
    assert max(map(len, briefs)) <= 19
