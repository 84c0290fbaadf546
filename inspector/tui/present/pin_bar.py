"""The pin bar in two lines or one: pins, scope, expiry, and what the set lacks."""

from textual.content import Content

from inspector.pinning.pin_set import PinSet
from inspector.tui.present.fit import clip
from inspector.tui.present.hint import hint
from inspector.tui.present.pins import compact_line, expiry_phrase, hint_line, pins_line, scope_words, set_hints
from inspector.tui.present.signs import SIGNS
from inspector.tui.session import Session

_GAP = 3
"""Cells between what stands at both ends of a line."""


def pin_bar(session: Session, width: int, *, compact: bool, hover: str = "") -> Content:
    """Return the pin set on two lines of at most `width` cells, or `compact` on one."""
    pin_set = session.try_pin_set()
    if not isinstance(pin_set, PinSet):
        return Content.styled(clip(f"{SIGNS.warning} {pin_set.reason}: h sets the host", width), "$text-warning")
    if compact:
        line = compact_line(pin_set, set_hints(pin_set, in_lab=session.in_lab), width, hover=hover)
        return _offer(line, session, width, hover)
    return Content("\n").join([_offer(pins_line(pin_set, width), session, width, hover), _scope(pin_set, width, hover)])


def _offer(line: Content, session: Session, width: int, hover: str) -> Content:
    """Return `line` with the lessons offered at its end, in the lab while nothing is picked and where there is room."""
    if session.pins or not session.in_lab:
        return line
    for words in ("New to this? Ten short lessons", "Learn"):
        offer = hint("learn", words, hover=hover)
        gap = width - line.cell_length - offer.cell_length
        if gap >= _GAP:
            return Content.assemble(line, " " * gap, offer)
    return line


def pin_bar_hint(session: Session, width: int) -> Content:
    """Return what the set lacks most, in at most `width` cells; nothing where it lacks nothing."""
    pin_set = session.try_pin_set()
    if not isinstance(pin_set, PinSet):
        return Content("")
    return hint_line(set_hints(pin_set, in_lab=session.in_lab), width)


def _scope(pin_set: PinSet, width: int, hover: str) -> Content:
    names = Content.assemble(("for ", "$text-muted"), scope_words(pin_set))
    label = ("expiry in NSC ", "$text-muted")
    until = Content.assemble(label, expiry_phrase(pin_set.expires))
    brief = Content.assemble(label, expiry_phrase(pin_set.expires, brief=True))
    keys = [hint(name, name, hover=hover) for name in ("subdomains", "expiry", "backup")]
    choices = ([names, until, *keys], [names, brief, *keys], [names, brief], [names])
    for parts in choices if pin_set.pins else ([names, *keys], [names]):
        line = Content("   ").join(parts)
        if line.cell_length <= width:
            return line
    return Content(clip(names.plain, width))
