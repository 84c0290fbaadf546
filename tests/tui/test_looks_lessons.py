"""Pictures of the lessons, named by lesson and size: the fixed chain beside the words, nothing run yet."""

import pytest
from textual.pilot import Pilot
from tui.samples import Recorder, app
from tui.test_looks import SIZES, SnapCompare, pressing

from inspector.lessons.course import LESSONS
from inspector.lessons.lesson import Table
from inspector.tui.screens.lesson import LessonScreen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [lesson.id for lesson in LESSONS])
def test_lesson(snap_compare: SnapCompare, name: str, size: tuple[int, int]) -> None:
    """The first page of each lesson."""
    place = [lesson.id for lesson in LESSONS].index(name)
    keys = ("l", *["down"] * place, "enter")
    assert snap_compare(app(Recorder()), terminal_size=size, run_before=pressing(*keys))


@pytest.mark.parametrize("size", SIZES)
def test_lessons(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The list, one lesson finished."""
    assert snap_compare(app(Recorder()), terminal_size=size, run_before=pressing("l", "enter", "right", "escape"))


@pytest.mark.parametrize("size", SIZES)
def test_result(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """An experiment's table, the same in every run."""
    keys = ("l", *["down"] * 4, "enter", "enter")

    async def before(pilot: Pilot[None]) -> None:
        await pressing(*keys)(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, LessonScreen)
        assert any(isinstance(block, Table) for block in screen._blocks())

    assert snap_compare(app(Recorder()), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES)
def test_words(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The words, those of the main view first."""
    assert snap_compare(app(Recorder()), terminal_size=size, run_before=pressing("f2"))


@pytest.mark.parametrize("size", SIZES)
def test_handover(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The question in which form the sheet is wanted."""
    keys = ("space", "k", "space", "E")
    assert snap_compare(app(Recorder()), terminal_size=size, run_before=pressing(*keys))
