"""The dialog that tells which host names the pins hold for, client by client."""

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from inspector.chain.host import HostError, parse_host
from inspector.chain.text import sentence
from inspector.clients.coverage import Coverage
from inspector.tui.present.fit import pad, wrap
from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.field import BAD, CALM, GOOD, WARN, FieldDialog, told

_TITLE = 25
_WIDEST = 84
_FRAME = 7
"""Cells of a dialog that are no text: border, padding and scroll bar."""

_NAMES = "type one of the names that it stands for"


class HostsDialog(FieldDialog[None]):
    """A field for a host name, and below whether each client pins it, and by which pattern."""

    def __init__(self, host: str, covered: Callable[[str], Sequence[Coverage]], remarks: Sequence[str]) -> None:
        """Begin with `host`; `covered` gives the answers for a host, and is quick; `remarks` stand below them."""
        self._covered, self._remarks = covered, remarks
        super().__init__(
            "Which hosts are pinned",
            "Type a host name that the app asks for: a name below, above, or beside the one that is pinned.",
            value=host,
            example="www.bank.test",
            take="Close",
        )

    def body(self) -> ComposeResult:
        """Compose the question, the field, and the answers, which scroll."""
        question, field, word = super().body()
        yield question
        yield field
        with VerticalScroll(id="answers", can_focus=True):
            yield word

    def buttons(self) -> ComposeResult:
        """Compose the way out: there is nothing to take."""
        yield KeyButton("esc", "Close", "cancel", id="cancel")

    def judge(self, text: str) -> Content:
        """Return the answers for what is typed, or why it is no host; a dot at its end is asked for like the rest."""
        if not text.strip():
            return Content.styled("Nothing typed yet.", CALM)
        try:
            host = parse_host(text)
        except HostError as error:
            return told(error.reason, _NAMES if "*" in text else error.hint)
        if text.strip().endswith("."):
            host = f"{host}."
        width = min(_WIDEST, self.app.size.width) - _FRAME
        lines = [line for item in self._covered(host) for line in _lines(item, width)]
        for remark in self._remarks:
            lines += wrap(Content.styled(remark, CALM), width)
        return Content("\n").join(lines)

    def say(self, word: Content) -> None:
        """Show `word` from its beginning."""
        super().say(word)
        self.query_one("#answers", VerticalScroll).scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lay the answers out for the new width."""
        self.say(self.judge(self.text))

    def action_submit(self) -> None:
        """Close."""
        self.dismiss(None)


def _lines(item: Coverage, width: int) -> Iterator[Content]:
    """Yield the lines of an answer in `width` cells, all but the first set in."""
    sign, style, word = {
        True: (SIGNS.ok, GOOD, "pinned"),
        False: (SIGNS.error, BAD, "NOT pinned"),
        None: (SIGNS.warning, WARN, "not for it"),
    }[item.pinned]
    head = Content.assemble((f"{sign} ", style), pad(item.title, _TITLE), " ", (word, style))
    why = Content.styled(item.why if item.pinned else sentence(item.why), CALM)
    if item.pinned and head.cell_length + 1 + why.cell_length <= width:
        yield Content.assemble(head, " ", why)
        return
    yield head
    for line in wrap(why, width - 4):
        yield Content.assemble("    ", line)
