"""The ladder while it has no room: what is shown there meanwhile must not be mixed with what was drawn before."""

from tui.crossed import crossed
from tui.driving import driving

from inspector.tui.screens.main import State
from inspector.tui.session import open_session
from inspector.tui.widgets.ladder import Ladder


async def test_a_longer_chain_may_be_shown_twice_before_there_is_room() -> None:
    """While a page covers the ladder, a chain with more rows comes and is marked anew; then all of it stands there."""
    async with driving() as driver:
        ladder = driver.main.query_one(Ladder)
        drawn = ladder.option_count
        session, _ = open_session(crossed(android=28), None)
        driver.main.enter_state(State.LOADING)
        await driver.rest()
        rows = session.rows
        assert len(rows) > 3
        ladder.show(rows, session.inspection.at, cursor=3)
        ladder.show(rows, session.inspection.at)
        assert ladder.number == 3
        driver.main.enter_state(State.CHAIN)
        await driver.rest()
        assert ladder.option_count > drawn
        assert ladder.number == 3
        assert "Old Root" in driver.text
