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
    """The pin set in two lines, or in one where the screen is low or narrow."""

    DEFAULT_CSS = "PinBar { height: auto; }"

    session: reactive[Session | None] = reactive(None)
    """What is shown; None without a chain."""

    compact: reactive[bool] = reactive(False, layout=True)
    """Whether one line must do."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line, or two."""
        return 1 if self.compact else 2

    def watch_session(self, session: Session | None) -> None:
        """Tell in the title whose pins these are, and below what they lack."""
        self.border_title = Content(f"Pin set {SIGNS.dot} {visible(session.draft.host)}") if session else "Pin set"
        self._tell_hint()

    def on_resize(self) -> None:
        """Choose the words of the hint for the new width."""
        self._tell_hint()

    def _tell_hint(self) -> None:
        pin_set = self.session.try_pin_set() if self.session else None
        if self.session is None or not isinstance(pin_set, PinSet):
            self.border_subtitle = ""
            return
        advices = set_hints(pin_set, in_lab=self.session.in_lab)
        self.border_subtitle = hint_line(advices, max(20, self.size.width - 4))

    def render(self) -> Content:
        """Return the pins, scope and expiry, and the worst hint."""
        session, width = self.session, self.size.width
        if session is None:
            return Content("")
        pin_set = session.try_pin_set()
        if isinstance(pin_set, HostError):
            return Content.styled(clip(f"{SIGNS.warning} {pin_set.reason}: h sets the host", width), "$text-warning")
        advices = set_hints(pin_set, in_lab=session.in_lab)
        if self.compact:
            return compact_line(pin_set, advices, width)
        return Content("\n").join([pins_line(pin_set, width), self._scope(pin_set, width)])

    def _scope(self, pin_set: PinSet, width: int) -> Content:
        over = self.hint_under
        gap = "   "
        names = Content.assemble(("for ", "$text-muted"), scope_words(pin_set))
        label = ("expiry in NSC ", "$text-muted")
        until = Content.assemble(label, expiry_phrase(pin_set.expires))
        brief = Content.assemble(label, expiry_phrase(pin_set.expires, brief=True))
        keys = [hint("subdomains", "subdomains", hover=over), hint("expiry", "expiry", hover=over)]
        keys.append(hint("backup", "backup", hover=over))
        if not pin_set.pins:
            return Content(gap).join([names, *keys])
        for parts in ([names, until, *keys], [names, brief, *keys], [names, brief], [names]):
            line = Content(gap).join(parts)
            if line.cell_length <= width:
                return line
        return Content(clip(names.plain, width))
