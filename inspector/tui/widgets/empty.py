"""The page before a host was asked: what to type, what was asked lately, and what else there is."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.style import Style

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
            Content.styled("esc leaves the field; then", "$text-muted"),
            hint("check", "Check the pins that you ship", hover=over),
            hint("learn", "Learn: ten short lessons, offline", hover=over),
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
