"""The dialog that tells which host names the pins hold for, client by client."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from inspector.chain.host import HostError, parse_host
from inspector.clients.coverage import Coverage
from inspector.tui.present.fit import clip, pad
from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.field import BAD, CALM, GOOD, WARN, FieldDialog, told

_TITLE = 24


class HostsDialog(FieldDialog[None]):
    """A field for a host name, and below whether each client pins it, and by which pattern."""

    def __init__(self, host: str, covered: Callable[[str], Sequence[Coverage]]) -> None:
        """Begin with `host`; `covered` gives the answers for a host, and is quick."""
        self._covered = covered
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

    def judge(self, text: str) -> Content:
        """Return the answers for what is typed, or why it is no host."""
        if not text.strip():
            return Content.styled("Nothing typed yet.", CALM)
        try:
            host = parse_host(text)
        except HostError as error:
            return told(error.reason, error.hint)
        return Content("\n").join(map(_lines, self._covered(host)))

    def action_submit(self) -> None:
        """Close."""
        self.dismiss(None)


def _lines(item: Coverage) -> Content:
    sign, style, word = {
        True: (SIGNS.ok, GOOD, "pinned"),
        False: (SIGNS.error, BAD, "NOT pinned"),
        None: (SIGNS.warning, WARN, "not for it"),
    }[item.pinned]
    head = Content.assemble((f"{sign} ", style), pad(clip(item.title, _TITLE), _TITLE), " ", (word, style))
    if item.pinned:
        return Content.assemble(head, (f"  by {item.by}", CALM))
    return Content("\n").join([head, Content.styled(f"  {item.by.rstrip('.')}.", CALM)])
