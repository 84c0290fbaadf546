"""Keys that come faster than the app looks at them: a field does what they say, one after the other."""

import pytest
from textual import events
from tui.driving import driving


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("ctrl+u", *"new.test"), "new.test"),
        ((*"xx", "backspace", "backspace", *"ab"), "old.testab"),
        (("home", *"the."), "the.old.test"),
        (("left", "left", *"e"), "old.teest"),
        (("ctrl+a", "ctrl+k", *"b.test"), "b.test"),
    ],
)
async def test_keys_act_in_their_order(keys: tuple[str, ...], value: str) -> None:
    """What was typed before a key is in the field when it acts, and what was typed after it is not."""
    async with driving() as driver:
        await driver.press("slash")
        driver.host_field.value = "old.test"
        driver.host_field.action_end()
        await driver.rest()
        for key in keys:
            driver.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.rest()
        assert driver.host_field.value == value


async def test_enter_takes_what_stood_there() -> None:
    """Letters that follow enter at once are not part of what is asked for."""
    async with driving() as driver:
        await driver.press("slash", "ctrl+u")
        for key in (*"next.test", "enter", "x"):
            driver.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.rest()
        assert driver.recorder.asked[-1][0] == "next.test"


@pytest.mark.parametrize("keys", [("escape",), ("escape", "v", "escape")])
async def test_leaving_the_field_shows_the_host_of_the_chain(keys: tuple[str, ...]) -> None:
    """What was typed and not asked for does not stand over another host's chain."""
    async with driving() as driver:
        stood = driver.host_field.value
        await driver.press("slash", "ctrl+u", *"other.example", *keys)
        assert driver.host_field.value == stood
