"""The pin bar: what is pinned, for which names, until when, and what is missing."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from inspector.chain.host import HostError
from inspector.chain.text import visible
from inspector.pinning.pin_set import PinSet
from inspector.tui.present.fit import clip
from inspector.tui.present.pins import compact_line, expiry_phrase, hint_line, pins_line, scope_words, set_hints
from inspector.tui.present.signs import SIGNS
from inspector.tui.session import Session
from inspector.tui.widgets.hints import HintsMixin, hint


class PinBar(HintsMixin, can_focus=False):
    """The pin set in three lines, or in one where the screen is low or narrow."""

    DEFAULT_CSS = "PinBar { height: auto; }"

    session: reactive[Session | None] = reactive(None)
    """What is shown; None without a chain."""

    compact: reactive[bool] = reactive(False, layout=True)
    """Whether one line must do."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line, or three."""
        return 1 if self.compact else 3

    def watch_session(self, session: Session | None) -> None:
        """Tell in the title whose pins these are."""
        self.border_title = Content(f"Pin set {SIGNS.dot} {visible(session.draft.host)}") if session else "Pin set"

    def render(self) -> Content:
        """Return the pins, scope and expiry, and the worst hint."""
        session, width = self.session, self.size.width
        if session is None:
            return Content("")
        pin_set = session.try_pin_set()
        if isinstance(pin_set, HostError):
            return Content.styled(clip(f"{SIGNS.warning} {pin_set.reason}: h sets the host", width), "$text-warning")
        advices = set_hints(pin_set)
        if self.compact:
            return compact_line(pin_set, advices, width)
        below = hint_line(advices, width) if advices else Content("")
        return Content("\n").join([pins_line(pin_set, width), self._scope(pin_set, width), below])

    def _scope(self, pin_set: PinSet, width: int) -> Content:
        over = self.hint_under
        gap = "   "
        names = Content.assemble(("for ", "$text-muted"), scope_words(pin_set))
        until = Content.assemble(("expiry in NSC ", "$text-muted"), expiry_phrase(pin_set.expires))
        keys = [hint("subdomains", "subdomains", hover=over), hint("expiry", "expiry", hover=over)]
        keys.append(hint("backup", "backup", hover=over))
        for parts in ([names, until, *keys], [names, *keys], [names]):
            line = Content(gap).join(parts)
            if line.cell_length <= width:
                return line
        return Content(clip(names.plain, width))
