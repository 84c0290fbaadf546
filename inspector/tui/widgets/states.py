"""What stands in place of a chain: nothing asked yet, a fetch under way, a fetch that failed."""

from dataclasses import dataclass
from time import monotonic

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget

from inspector.tui.present.fit import clip, pad
from inspector.tui.present.hint import hint
from inspector.tui.present.signs import SIGNS
from inspector.tui.widgets.hints import HintsMixin


class EmptyPage(Vertical):
    """What is shown before a host was asked."""

    DEFAULT_CSS = "EmptyPage { height: 1fr; }"

    def __init__(self, hosts: tuple[str, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hosts = hosts

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        yield EmptyWords(self._hosts)


class HostChosen(Message):
    """A remembered host was clicked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        """The target as it was asked before."""


class EmptyWords(HintsMixin, can_focus=False):
    """What to type, what was asked lately, and what else there is."""

    RECENT = 4

    def __init__(self, hosts: tuple[str, ...]) -> None:
        super().__init__()
        self._hosts = hosts[: self.RECENT]

    def on_click(self, event: events.Click) -> None:
        """Ask for the host under the mouse."""
        number = event.style.meta.get("host")
        if isinstance(number, int):
            event.stop()
            self.post_message(HostChosen(self._hosts[number]))

    def _recent(self) -> list[Content]:
        if not self._hosts:
            return []
        lines = [
            Content.assemble((f"{SIGNS.cursor} ", "bold $text-accent"), clip(host, 44)).stylize(
                Style.from_meta({"host": number})
            )
            for number, host in enumerate(self._hosts)
        ]
        return [Content.styled("Lately (up and down in the field):", "$text-muted"), *lines, Content("")]

    def render(self) -> Content:
        """Return a few calm lines, beside a small ladder where there is room for it."""
        over = self.hint_under
        words = (
            Content.styled("Pinspector", "bold $primary"),
            Content("See the certificate chain that your app will see."),
            Content("Choose what to pin, copy the code,"),
            Content("and know what will break it."),
            Content(""),
            Content.assemble(("Type a host above, such as ", "$text-muted"), "example.org."),
            Content.styled("host:port, a URL or a certificate file do as well.", "$text-muted"),
            Content(""),
            *self._recent(),
            hint("lab", "Open the built-in lab: no network needed", hover=over),
            hint("help", "All keys", hover=over, key="f1"),
        )
        if self.size.width < 70:
            return Content("\n").join(words)
        joint = Content.styled(f" {SIGNS.joint}", "$border-blurred")
        ladder = (_rung("[ ]", "root"), joint, _rung("[x]", "intermediate"), joint, _rung("[x]", "leaf"))
        return Content("\n").join(
            [
                Content.assemble(pad(ladder[index] if index < len(ladder) else "", 22), line)
                for index, line in enumerate(words)
            ]
        )


def _rung(mark: str, role: str) -> Content:
    return Content.assemble((mark, "bold $primary" if "x" in mark else "$text-muted"), f" {role}")


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


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no chain."""

    title: str
    """What did not work, in a few words."""

    stage: str
    """The stage that failed: `name lookup`, `connect`, …; empty where there was none."""

    reason: str
    """One visible sentence."""

    hint: str
    """What to try."""

    detail: str = ""
    """What the library said; empty where it adds nothing."""

    @property
    def text(self) -> str:
        """Everything as plain text, to be copied."""
        lines = [self.title, f"Stage: {self.stage}" if self.stage else "", self.reason, self.detail, self.hint]
        return "\n".join(line for line in lines if line) + "\n"


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
        self.query_one(FailureHints).back_to = back_to


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
        return Content("\n").join(
            [*lines, Content(""), Content.styled("What to try", "$text-muted"), Content(failure.hint)]
        )


class FailureHints(HintsMixin, can_focus=False):
    """The ways on from a failure."""

    back_to: reactive[str] = reactive("", layout=True)
    """The chain that can be gone back to; empty without one."""

    def render(self) -> Content:
        """Return the keys."""
        over = self.hint_under
        keys = [hint("refetch", "try again", hover=over), hint("copy-pin", "copy details", hover=over)]
        keys.append(hint("host", "another host", hover=over))
        if self.back_to:
            keys.append(hint("back", f"back to {self.back_to}", hover=over))
        return Content("   ").join(keys)
