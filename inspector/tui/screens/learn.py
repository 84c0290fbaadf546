"""The list of lessons, with those that were finished marked."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from inspector.lessons.lesson import Lesson
from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.list_dialog import ListDialog


class LearnScreen(ListDialog[None]):
    """Offers the lessons; `open_lesson` gets the place of the chosen one, and `done` says which are finished."""

    BINDINGS = [
        Binding("q,l", "cancel", "Close", id="learn-close", show=False),
        *(
            Binding(str(number % 10), f"open_number({number})", f"Lesson {number}", show=False)
            for number in range(1, 11)
        ),
    ]

    def __init__(
        self, lessons: Sequence[Lesson], done: Callable[[], Sequence[str]], open_lesson: Callable[[int], None]
    ) -> None:
        super().__init__("Learn")
        self._lessons, self._done, self._open = tuple(lessons), done, open_lesson

    def body(self) -> ComposeResult:
        """Compose what this is, and the list."""
        yield Static(Content(self._summary()), id="learn-summary", classes="dialog-text")
        rows = OptionList(*self._options(), id="lessons", markup=False, compact=True)
        rows.highlighted = self._first_open()
        yield rows

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("enter", "Open", "open")
        yield KeyButton("f2", "Words", "glossary")
        yield KeyButton("esc", "Close", "cancel")

    def _summary(self) -> str:
        done = sum(lesson.id in self._done() for lesson in self._lessons)
        if done == 0:
            return "Ten short lessons, a minute or two each. Experiments run on this machine alone."
        return f"{done} of {len(self._lessons)} finished."

    def _options(self) -> list[Option]:
        done = self._done()
        return [
            Option(
                Content.assemble(
                    (f"{SIGNS.ok if lesson.id in done else ' '} ", "$text-success"),
                    (f"{number:2}  ", "$text-muted"),
                    lesson.title,
                ),
                id=lesson.id,
            )
            for number, lesson in enumerate(self._lessons, 1)
        ]

    def _first_open(self) -> int:
        """Return the place of the first lesson that is not finished, or 0."""
        done = self._done()
        return next((place for place, lesson in enumerate(self._lessons) if lesson.id not in done), 0)

    def on_screen_resume(self) -> None:
        """Mark what was finished meanwhile, with the cursor on the next one."""
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(self._options())
        rows.highlighted = self._first_open()
        self.query_one("#learn-summary", Static).update(Content(self._summary()))

    def action_open(self) -> None:
        """Open the lesson under the cursor."""
        self._open(self.query_one(OptionList).highlighted or 0)

    def action_open_number(self, number: int) -> None:
        """Open the lesson with this number, from 1."""
        if number <= len(self._lessons):
            self._open(number - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the lesson that was chosen."""
        event.stop()
        self._open(event.option_index)
