"""Checking shipped pins: the dialog that takes a file, a folder or pasted text, and the page of what was found."""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from inspector.chain.text import visible
from inspector.tui.present.check import check_page, checking_page
from inspector.tui.present.page import Page
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.field import CALM, FieldDialog, praised, told
from inspector.tui.screens.sheet import Sheet
from inspector.tui.thread import in_thread
from inspector.tui.widgets.field import Field
from inspector.tui.widgets.masking import LONGEST, Masking

if TYPE_CHECKING:
    from inspector.checking.gathering import Gathered
    from inspector.checking.report import Report

LONGEST_PASTE = 1 << 20
"""Longest text that is taken by pasting, in characters."""

_PASTED = "pasted text"


class CodeInput(Field):
    """A field for a name that hands on what is pasted in several lines."""

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text
            """All of it."""

    def on_paste(self, event: events.Paste) -> None:
        """Hand on several lines, however they end; a single one is typed like any other."""
        text = re.sub(r"\r\n?", "\n", event.text)
        if "\n" in text.strip():
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(text))


class CheckDialog(FieldDialog["Gathered"]):
    """Gives the texts to check, or None; what is pasted is kept here and shown as a count of lines."""

    def __init__(self, *, is_open: bool) -> None:
        """Ask for the texts; `is_open` tells whether there is a chain to hold them against."""
        super().__init__(
            "Check shipped pins",
            "A source, config, plist or script, or a whole project folder; or paste code, or the text of a failure.",
            example="app/src/main/res/xml/network_security_config.xml",
            take="Check",
        )
        self._pasted, self._is_open = "", is_open

    def field(self, value: str, example: str) -> Input:
        """Return the field, which takes pasted lines as code."""
        return CodeInput(
            value, placeholder=example, id="field", select_on_focus=False, max_length=LONGEST, highlighter=Masking()
        )

    def judge(self, text: str) -> Content:
        """Return what would be checked."""
        if self._pasted and not text.strip():
            return praised(f"Pasted: {len(self._pasted.splitlines())} lines")
        if not text.strip():
            held = "the pins are held against the chain that is open."
            alone = "no chain is open, so the code is read by itself; then a asks the hosts that it names."
            return Content.styled(f"Nothing is sent anywhere: {held if self._is_open else alone}", CALM)
        return Content.styled(visible(str(_path(text.strip())), 300), CALM)

    @on(CodeInput.Pasted)
    def take_paste(self, event: CodeInput.Pasted) -> None:
        """Keep what was pasted."""
        if len(event.text) > LONGEST_PASTE:
            self.say(told("That is more than a million characters", "save it as a file and name that"))
            return
        self._pasted = event.text
        self.query_one("#field", Input).value = ""
        self.say(self.judge(""))

    def action_submit(self) -> None:
        """Gather the texts beside the event loop."""
        name = self.text.strip()
        if name or self._pasted:
            self.say(Content.styled("Reading", CALM))
            self.run_worker(self._gather(name), name="gather", group="gather", exclusive=True)

    async def _gather(self, name: str) -> None:
        found = await in_thread(partial(_gather, name, self._pasted))
        if not found.sources and found.unread:
            first = found.unread[0]
            self.say(told(first.reason, first.hint))
            return
        self.dismiss(found)


class CheckScreen(Sheet[None]):
    """What becomes of the pins; `a` asks the hosts that the code names, `R` rehearses them at the open chain."""

    BINDINGS = [
        Binding("a", "ask", "Ask the hosts", id="check-ask", show=False),
        Binding("R", "rehearse", "Rehearse these pins", id="check-rehearse", show=False),
        Binding("C", "cancel", "Close", id="check-close", show=False),
    ]

    def __init__(
        self,
        load: Callable[[bool, Callable[[str], None]], Awaitable["Report"]],
        stop: Callable[[], None],
        copy: Callable[[str, str], None],
        rehearse: Callable[[], None] | None = None,
    ) -> None:
        """Show what `load` gives, which is told whether to ask the hosts and tells what it does; `stop` ends that.

        `rehearse` opens the rehearsal of the pins; None where no chain is open.
        """
        super().__init__("Check", copy, "the check")
        self._load, self._end, self._rehearse = load, stop, rehearse
        self._report: Report | None = None
        self._doing = "Reading the code…"

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("a", "Ask the hosts", "ask", id="ask")
        if self._rehearse is not None:
            yield KeyButton("R", "Rehearse", "rehearse", id="rehearse")
        yield from super().buttons()

    def on_mount(self) -> None:
        """Check without asking anybody."""
        self.redraw()
        self._begin(asking=False)

    def on_unmount(self) -> None:
        """End what is under way."""
        self._end()

    def action_ask(self) -> None:
        """Ask the hosts that the code names."""
        self._report, self._doing = None, "Asking the hosts…"
        self.redraw(keep_place=False)
        self._begin(asking=True)

    def action_rehearse(self) -> None:
        """Open the rehearsal of what was read, where a chain is open."""
        if self._rehearse is not None:
            self._rehearse()

    def _begin(self, *, asking: bool) -> None:
        self._end()
        self.run_worker(self._check(asking), name="check", group="check", exclusive=True)

    async def _check(self, asking: bool) -> None:
        self._report = await self._load(asking, self._tell)
        self.redraw(keep_place=False)

    def _tell(self, doing: str) -> None:
        if self._report is None and self.is_attached:
            self._doing = doing
            self.redraw()

    @property
    def is_waiting(self) -> bool:
        """Whether there is no answer yet."""
        return self._report is None

    def draw(self, width: int) -> Page:
        """Return the page."""
        return checking_page(self._doing, width) if self._report is None else check_page(self._report, width)


def _gather(name: str, pasted: str) -> "Gathered":
    from inspector.checking.gathering import Gathered, gather
    from inspector.clients.source import Source

    if not name:
        return Gathered(_PASTED, False, (Source("", pasted),), ())
    return gather(str(_path(name)))


def _path(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except (RuntimeError, ValueError):
        return Path(name)
