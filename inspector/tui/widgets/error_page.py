"""A failed fetch as a page: title, stage, cause, what to try, and the ways on."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from inspector.tui.failure import Failure
from inspector.tui.present.hint import hint
from inspector.tui.present.signs import SIGNS
from inspector.tui.widgets.hints import HintsMixin


class ErrorPage(Vertical, can_focus=True):
    """A failure as a page, with the ways on."""

    DEFAULT_CSS = """
    ErrorPage {
        height: 1fr;
        & > * { height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the words and the ways on."""
        yield FailureWords(id="failure-words")
        yield FailureHints(id="failure-hints")

    def show(self, failure: Failure, *, back_to: str) -> None:
        """Show `failure`; `back_to` names the chain that can be gone back to, or is empty."""
        self.border_title = Content(failure.title)
        self.query_one(FailureWords).failure = failure
        hints = self.query_one(FailureHints)
        hints.back_to, hints.final = back_to, failure.final


class FailureWords(Widget, can_focus=False):
    """Stage, cause and what to try."""

    failure: reactive[Failure | None] = reactive(None, layout=True)
    """What is shown."""

    def render(self) -> Content:
        """Return the words."""
        failure = self.failure
        if failure is None:
            return Content("")
        lines = [Content.assemble((f"{SIGNS.error} ", "bold $text-error"), (failure.reason, "bold"))]
        if failure.stage:
            lines.append(Content.assemble(("Failed at  ", "$text-muted"), failure.stage))
        if failure.detail:
            lines.append(Content.assemble(("It said    ", "$text-muted"), failure.detail))
        lines += [Content(f"  {place}") for place in failure.places]
        return Content("\n").join(
            [*lines, Content(""), Content.styled("What to try", "$text-muted"), Content(failure.hint)]
        )


class FailureHints(HintsMixin, can_focus=False):
    """The ways on from a failure."""

    back_to: reactive[str] = reactive("", layout=True)
    """The chain that can be gone back to; empty without one."""

    final: reactive[bool] = reactive(False)
    """Whether trying again cannot help."""

    def render(self) -> Content:
        """Return the keys."""
        over = self.hint_under
        keys = [] if self.final else [hint("refetch", "try again", hover=over)]
        keys.append(hint("copy-pin", "copy details", hover=over))
        keys.append(hint("host", "another host", hover=over))
        if self.back_to:
            keys.append(hint("back", f"back to {self.back_to}", hover=over))
        return Content("   ").join(keys)
