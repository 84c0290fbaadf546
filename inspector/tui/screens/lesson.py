"""One lesson after the other: words on the left, the open chain or an experiment on the right, in pages."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content

from inspector.lessons.interview import QUESTIONS, interview_blocks, recommend
from inspector.lessons.lesson import Block, Lesson, Step
from inspector.tui.present.lesson import (
    Lines,
    blocks_as_lines,
    deal,
    lesson_text,
    one_after_another,
    words_pages,
)
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.sheet import Sheet
from inspector.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.lessons.bench import Bench
    from inspector.net.cancel import Cancel

_WORDS = 48
"""Cells of the words where something stands beside them."""


_TWO_COLUMNS = 112
"""Cells of the screen from which on a pin fits on one line beside the words."""


class LessonScreen(Sheet[None]):
    """Shows lessons; `finished` hears the id of each that was read to its end, or tried."""

    AUTO_FOCUS = "#sheet-page"
    BINDINGS = [
        Binding("enter", "run", "Run the experiment", id="lesson-run", show=False),
        Binding("pagedown", "tab(1)", "Next page", show=False, priority=True),
        Binding("pageup", "tab(-1)", "Previous page", show=False, priority=True),
        Binding("y", "answer(1)", "Yes", id="lesson-yes", show=False),
        Binding("n", "answer(0)", "No", id="lesson-no", show=False),
        Binding("u", "undo", "The question before", id="lesson-undo", show=False),
        Binding("l", "cancel", "All lessons", id="lesson-list", show=False),
    ]

    def __init__(
        self,
        lessons: Sequence[Lesson],
        place: int,
        chain: Callable[[], Awaitable["Inspection"]],
        copy: Callable[[str, str], None],
        finished: Callable[[str], None],
    ) -> None:
        """Begin at `place` of `lessons`; `chain` gives the chain that is open, or one of the lab."""
        super().__init__("Learn", copy, "the lesson")
        self._lessons, self._place = tuple(lessons), place
        self._chain, self._finished = chain, finished
        self._page = 0
        self._inspection: Inspection | None = None
        self._failure = ""
        self._shown: tuple[Block, ...] | None = None
        self._cancel: Cancel | None = None
        self._doing = ""
        self._answers: dict[str, bool] = {}

    def body(self) -> ComposeResult:
        """Compose the two columns; a narrow screen has the first alone."""
        with Horizontal(id="lesson"):
            yield PageView(id="sheet-page")
            yield PageView(id="lesson-beside")

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("enter", "Try it", "run", id="run")
        yield KeyButton("y", "Yes", "answer(1)", id="yes")
        yield KeyButton("n", "No", "answer(0)", id="no")
        yield KeyButton(SIGNS.back, "Back", "tab(-1)", id="back")
        yield KeyButton(SIGNS.arrow, "Next", "tab(1)", id="next")
        yield KeyButton("c", "Copy", "copy", id="copy")
        yield KeyButton("esc", "Lessons", "cancel")

    def on_mount(self) -> None:
        """Show the words at once, and ask for the chain."""
        self.begin(self._place)
        self.run_worker(self._ask(), group="chain", exclusive=True)

    def on_unmount(self) -> None:
        """Leave nothing running."""
        self.stop()

    async def _ask(self) -> None:
        try:
            self._inspection = await self._chain()
        except Exception as error:  # noqa: BLE001 - told in the lesson's own place
            from inspector.tui.failure import failure_of

            self._failure = failure_of(error).text
        self.redraw()

    @property
    def has_tabs(self) -> bool:
        """Always: a lesson is turned page by page."""
        return True

    @property
    def lesson(self) -> Lesson:
        """The lesson that is open."""
        return self._lessons[self._place]

    @property
    def view(self) -> PageView:
        """What shows the words."""
        return self.query_one("#sheet-page", PageView)

    @property
    def wide(self) -> bool:
        """Whether words and what stands beside them fit side by side."""
        return self.app.size.width >= _TWO_COLUMNS

    def begin(self, place: int, page: int = 0) -> None:
        """Open the lesson at `place`, at its page `page`."""
        self.stop()
        self._place, self._page, self._shown = place, page, None
        self._what = f"the lesson {self.lesson.title}"
        box = self.query_one(".dialog")
        box.border_title = Content(
            f"Learn {SIGNS.dot} {place + 1} of {len(self._lessons)} {SIGNS.dot} {self.lesson.title}"
        )
        self.query_one("#run", KeyButton).offer(self.lesson.experiment is not None)
        for name in ("#yes", "#no"):
            self.query_one(name, KeyButton).offer(self.lesson.interview)
        self.redraw()

    def redraw(self, *, keep_place: bool = True) -> None:
        """Show the page anew."""
        beside = self.query_one("#lesson-beside", PageView)
        beside.display = self.wide
        self.view.styles.width = _WORDS if self.wide else "1fr"
        self.view.show(self.draw, keep_place=False)
        beside.show(self._draw_beside, keep_place=False)
        self._tell_place()

    def on_resize(self) -> None:
        """Deal the lines out anew."""
        self.redraw()

    def _tell_place(self) -> None:
        count = len(self._pages())
        self._page = min(self._page, count - 1)
        more = f"page {self._page + 1} of {count}" if count > 1 else ""
        self.query_one(".dialog").border_subtitle = Content(more)

    def draw(self, width: int) -> Page:
        """Return the page of words, or on a narrow screen whatever comes next."""
        pages = self._words(width) if self.wide else self._narrow(width)
        return page_of(pages[min(self._page, len(pages) - 1)])

    def _draw_beside(self, width: int) -> Page:
        pages = self._beside(width)
        return page_of(pages[min(self._page, len(pages) - 1)])

    def _pages(self) -> list[Lines]:
        if not self.wide:
            return self._narrow(self.view.scrollable_content_region.width)
        beside = self.query_one("#lesson-beside", PageView).scrollable_content_region.width
        return max(self._words(self.view.scrollable_content_region.width), self._beside(beside), key=len)

    @property
    def _height(self) -> int:
        return max(4, self.query_one("#lesson").size.height)

    def _words(self, width: int) -> list[Lines]:
        return words_pages(self.lesson, width, self._height)

    def _beside(self, width: int) -> list[Lines]:
        return deal(blocks_as_lines(self._blocks(), width), self._height)

    def _narrow(self, width: int) -> list[Lines]:
        return one_after_another(self._words(width), self._beside(width), self._height)

    def _blocks(self) -> tuple[Block, ...]:
        lesson, experiment = self.lesson, self.lesson.experiment
        if self._cancel is not None and experiment is not None:
            return (Step(f"{experiment.label}…", (self._doing, "esc stops it")),)
        if self._shown is not None:
            return self._shown
        if lesson.interview:
            return interview_blocks(self._answers)
        invitation = (
            (Step(f"{experiment.label}: press enter.", ("Real TLS, on this machine alone.",)),) if experiment else ()
        )
        if self._failure:
            return (Step("There is no chain to show.", tuple(self._failure.splitlines())), *invitation)
        if self._inspection is None:
            return (Step("Getting a chain to show…"), *invitation)
        return (*lesson.beside(self._inspection), *invitation)

    def action_tab(self, by: int) -> None:
        """Turn a page; behind the last one the next lesson begins, before the first one stands the lesson before."""
        count, page = len(self._pages()), self._page + by
        if 0 <= page < count:
            self._page = page
            self.redraw()
        elif page < 0:
            if self._place > 0:
                self.begin(self._place - 1, 999)
        else:
            self._finished(self.lesson.id)
            if self._place + 1 < len(self._lessons):
                self.begin(self._place + 1)
            else:
                self.dismiss(None)

    def action_page(self) -> None:
        """Turn to the next page."""
        self.action_tab(1)

    def action_cancel(self) -> None:
        """Stop the experiment under way, else leave."""
        if self._cancel is not None:
            self.stop()
            self.redraw()
        else:
            self.dismiss(None)

    @property
    def text(self) -> str:
        """The whole lesson as plain text, with what stands beside it; no line is wrapped."""
        return lesson_text(self.lesson, self._blocks())

    def stop(self) -> None:
        """End the experiment under way; what it still gives is dropped."""
        if self._cancel is not None:
            self._cancel.set()
            self._cancel = None

    def action_run(self) -> None:
        """Run the experiment."""
        if self.lesson.experiment is not None and self._cancel is None:
            self.run_worker(self._run(self.lesson.experiment.run), group="experiment", exclusive=True)

    async def _run(self, experiment: "Callable[[Bench], tuple[Block, ...]]") -> None:
        from inspector.tui.learning import perform

        self._doing = "Starting"

        self._cancel, work = perform(experiment, partial(self.app.call_later, self._progressed))
        cancel = self._cancel
        self._page = self._first_beside()
        self.redraw()
        outcome = await work
        if self._cancel is cancel:
            self._cancel = None
            self._shown = outcome.blocks
            if outcome.worked:
                self._finished(self.lesson.id)
            self._page = self._first_beside()
            self.redraw()

    def _first_beside(self) -> int:
        """Return the page on which what stands beside the words begins."""
        if self.wide:
            return 0
        width = self.view.scrollable_content_region.width
        return max(0, len(self._narrow(width)) - len(self._beside(width)))

    def _progressed(self, sentence: str) -> None:
        self._doing = sentence
        if self._cancel is not None and self.is_attached:
            self.redraw()

    def action_answer(self, yes: int) -> None:
        """Answer the question; one that is not in sight is shown first."""
        question = next((item for item in QUESTIONS if item.id not in self._answers), None)
        if self.lesson.interview and question is not None:
            if self._page >= self._first_beside():
                self._answers[question.id] = bool(yes)
            if recommend(self._answers) is not None:
                self._finished(self.lesson.id)
            self._page = self._first_beside()
            self.redraw()

    def action_undo(self) -> None:
        """Take back the last answer."""
        if self.lesson.interview and self._answers:
            del self._answers[list(self._answers)[-1]]
            self._page = self._first_beside()
            self.redraw()
