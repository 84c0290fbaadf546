"""Learning: the lessons, and the words."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from inspector.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from inspector.inspection import Inspection


async def chain_of(screen: MainScreen) -> "Inspection":
    """Return the chain that is open, or one of the lab where none is."""
    if screen.session is not None:
        return screen.session.inspection
    from inspector.tui.learning import lab_chain

    return await lab_chain()


def _learn(screen: MainScreen) -> None:
    from inspector.lessons.course import LESSONS
    from inspector.tui.screens.learn import LearnScreen

    app = screen.inspector
    app.clear_notifications()
    app.push_screen(LearnScreen(LESSONS, lambda: app.lessons, partial(_open, screen)))


def _open(screen: MainScreen, place: int) -> None:
    from inspector.lessons.course import LESSONS
    from inspector.tui.screens.lesson import LessonScreen

    app = screen.inspector
    app.push_screen(LessonScreen(LESSONS, place, partial(chain_of, screen), screen.deliver, app.finish_lesson))


def _glossary(screen: MainScreen) -> None:
    from inspector.tui.screens.glossary import open_glossary

    open_glossary(screen)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"learn": _learn, "glossary": _glossary}
"""The commands of this file."""
