"""A chain that devices end in different roots: what the first screen says by itself once nobody waits."""

import pytest
from tui.crossed import HOST, crossed
from tui.driving import NARROW, WIDE, Driver, driving
from tui.samples import Recorder

from inspector.inspection import Inspection
from inspector.pinning.draft import pick
from inspector.tui.actions import exploring
from inspector.tui.present.pin_bar import pin_bar_hint
from inspector.tui.widgets.verdict_strip import VerdictStrip


def recorder(seen: Inspection) -> Recorder:
    """Return a recorder that answers with a cross-signed chain."""
    return Recorder(answers={HOST: seen})


async def look_ahead(driver: Driver) -> None:
    """Let the app do what it does when it is idle."""
    exploring._look_ahead(driver.main)
    await driver.rest()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
async def test_the_first_screen_says_so(size: tuple[int, int]) -> None:
    """The strip names it, the findings tell which release ends where, and the ladder has the other certificate."""
    async with driving(recorder(crossed()), text=HOST, size=size) as driver:
        await look_ahead(driver)
        strip = driver.main.query_one(VerdictStrip).render().plain
        assert strip.startswith("! ")
        assert "different roots" in strip
        assert "sent, in another path: 1" in driver.text
        await driver.press("f")
        words = " ".join(driver.text.replace("│", " ").split())
        assert "Devices end in different roots: from Android 14 at the latest in New Root, on 7.1.1-13" in words


async def test_it_comes_by_itself() -> None:
    """A chain that has come begins the wait after which devices are asked, once for each chain."""
    async with driving(recorder(crossed()), text=HOST, rest=False) as driver:
        driver.app.looks_ahead = True
        await driver.rest()
        for _ in range(200):
            if driver.main.current.devices is not None:
                break
            await driver.pilot.pause(0.05)
        assert "different-roots" in {finding.code for finding in driver.main.current.findings}


async def test_the_certificate_of_another_path_cannot_be_picked() -> None:
    """Space on it says where it stands, and picks nothing."""
    async with driving(recorder(crossed()), text=HOST) as driver:
        await driver.press("G", "space")
        assert driver.toasts == [
            "This certificate is not in the path that is shown, but in another: p draws all paths."
        ]
        assert driver.main.current.picked == 0


async def test_a_pin_that_some_releases_lack_is_warned_of() -> None:
    """Without a minimum SDK every release counts: the old root alone locks out new ones, in bar, ladder and code."""
    async with driving(recorder(crossed(android=30)), text=HOST) as driver:
        await look_ahead(driver)
        session = driver.main.current
        old = session.inspection.layers[-1]
        assert old.certificate.subject.readable == "Old Root"
        pinned = session.with_draft(pick(session.draft, old.pin))
        assert "no pin of the set matches from Android 14" in pin_bar_hint(pinned, 200).plain
        assert [row.missing for row in pinned.rows if row.missing] == ["absent from 14 at the latest"]
        both = session.with_draft(pick(session.draft, old.pin, session.inspection.layers[0].pin))
        (note,) = both.pin_set().reach_notes
        assert note.startswith("Without a minimum SDK, Old Root is in the path on Android 7.1.1-13, absent from 14")
        assert both.pin_set().lock_out == ""
