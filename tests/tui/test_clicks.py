"""Clicks wherever markup of hostile names stands, and enter on everything: no action of theirs runs."""

import pytest
from tui.driving import driving
from tui.hostile import CHAINS, chains
from tui.samples import HOST, Recorder, Round
from tui.test_hostile_screens import faces_of

from inspector.tui.app import InspectorApp

KEYS = ("", "v", "p", "a", "f", "E", "m", "H", "R", "f2", "l", "i")
PAYLOADS = ("action_exit", "action_bell", "action_pwn", "action_toggle_dark", "action_open_url")
"""What the names ask for; none of it is bound to anything of ours that is clicked here."""


@pytest.mark.parametrize("key", KEYS, ids=[key or "main" for key in KEYS])
async def test_clicks_and_enter_run_nothing(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever markup of a name stands on the screen it is clicked, and enter is pressed on whatever has the focus."""
    runs: list[str] = []
    for payload in PAYLOADS:
        monkeypatch.setattr(InspectorApp, payload, lambda *_, name=payload: runs.append(name), raising=False)
    for place in range(CHAINS):
        seen = chains()[place]
        async with driving(Recorder(answers={HOST: seen}, rounds=[Round(faces_of(seen))])) as driver:
            await driver.press(*["space", key][: 1 + bool(key)])
            for row, line in enumerate(driver.lines):
                for column in [at for at in range(len(line)) if line[at] == "[" or line.startswith("click", at)][:4]:
                    await driver.pilot.click(offset=(column + 1, row))
            await driver.press("enter", "tab", "enter")
            assert runs == []
