"""Typing into dialogs, and reading what came of it."""

from textual.widgets import Input
from tui.driving import Driver

from inspector.pinning.draft import Draft


async def type_in(driver: Driver, text: str) -> None:
    """Put `text` into the focused field as a paste would."""
    field = driver.app.focused
    assert isinstance(field, Input)
    field.value = text
    await driver.rest()


def draft(driver: Driver) -> Draft:
    """Return the draft of the session."""
    assert driver.main.session is not None
    return driver.main.session.draft


def words(driver: Driver) -> str:
    """Return the screen as one line of words, as if nothing were wrapped."""
    return " ".join(driver.text.replace("│", " ").split())
