"""The pin bar: what is pinned, for which names, until when, and what is missing."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from inspector.chain.text import visible
from inspector.tui.present.hint import hint
from inspector.tui.present.signs import SIGNS
from inspector.tui.widgets.hints import HintsMixin

if TYPE_CHECKING:
    from inspector.tui.session import Session


class PinBar(HintsMixin, can_focus=False):
    """The pin set in two lines, or in one where the screen is low or narrow."""

    DEFAULT_CSS = "PinBar { height: auto; }"

    session: "reactive[Session | None]" = reactive(None)
    """What is shown; None without a chain."""

    compact: reactive[bool] = reactive(False, layout=True)
    """Whether one line must do."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line, or two."""
        return 1 if self.compact else 2

    def watch_session(self) -> None:
        """Tell in the title whose pins these are, and below what they lack."""
        self._tell()

    def watch_hint_under(self) -> None:
        """Brighten the key under the mouse."""
        self._tell()

    def on_resize(self) -> None:
        """Choose the words of the hint for the new width."""
        self._tell()

    def _tell(self) -> None:
        if self.session is None:
            self.border_title, self.border_subtitle = "Pin set", ""
            return
        from inspector.tui.present.pin_bar import pin_bar_hint

        title = Content(f"Pin set {SIGNS.dot} {visible(self.session.draft.host)}")
        offers = ("rehearse", "rehearse"), ("hosts", "which hosts")
        keys = [hint(name, words, hover=self.hint_under) for name, words in offers if self.session.pins]
        self.border_title = Content("  ").join([title, *keys])
        self.border_subtitle = pin_bar_hint(self.session, max(20, self.size.width - 4))

    def render(self) -> Content:
        """Return pins, scope and expiry."""
        if self.session is None:
            return Content("")
        from inspector.tui.present.pin_bar import pin_bar

        return pin_bar(self.session, self.size.width, compact=self.compact, hover=self.hint_under)
