"""A fetch under way: what is being done and for how long."""

from time import monotonic

from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer

from inspector.tui.present.hint import hint
from inspector.tui.widgets.hints import HintsMixin


class Loading(HintsMixin, can_focus=False):
    """What the fetch is doing and for how long, in place of the ladder."""

    DEFAULT_CSS = "Loading { height: 1fr; }"

    doing: reactive[str] = reactive("")
    """One visible sentence without its full stop."""

    seconds: reactive[int] = reactive(0)
    """Whole seconds since it began."""

    shown: reactive[bool] = reactive(False)
    """Whether it has lasted long enough to be worth a word."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._clocks: list[Timer] = []
        self._began = 0.0

    def begin(self, doing: str, patience: float) -> None:
        """Tell what is being done, from `patience` seconds on."""
        self.end()
        self.doing, self.seconds, self._began = doing, 0, monotonic()
        self._clocks = [self.set_timer(patience, self._show), self.set_interval(0.25, self._tick)]

    def end(self) -> None:
        """Tell nothing more."""
        for timer in self._clocks:
            timer.stop()
        self._clocks = []
        self.shown = False

    def _show(self) -> None:
        self.shown = True

    def _tick(self) -> None:
        self.seconds = int(monotonic() - self._began)

    def render(self) -> Content:
        """Return the sentence, the seconds and the way out."""
        if not self.shown:
            return Content("")
        return Content("\n").join(
            [
                Content(self.doing),
                Content.assemble(
                    (f"{self.seconds} s   ", "$text-muted"), hint("back", "cancels", hover=self.hint_under)
                ),
            ]
        )
