"""The pin set in the pin bar, and the hints that belong to it."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from inspector.chain.finding import Severity
from inspector.chain.path import Role
from inspector.pinning.advice import Advice
from inspector.pinning.expiry import last_protected_day
from inspector.pinning.hints import hints, weakest_pin
from inspector.pinning.pin_set import ChosenPin, PinSet
from inspector.tui.present.fit import clip, short_pin
from inspector.tui.present.hint import hint
from inspector.tui.present.ladder import ROLES
from inspector.tui.present.signs import SIGNS, STYLE

_NO_BACKUP = ("one-pin", "no-backup")
"""Codes of the advice that a backup pin answers."""

_LEAST = 20
"""Cells that a hint needs to say anything."""


def pin_entries(pin_set: PinSet) -> list[tuple[str, str, str]]:
    """Return for each pin its kind, its label and its shortened value."""
    leaves = sum(item.role is Role.LEAF and not item.gone for item in pin_set.chosen)
    chosen = [
        (_kind(item, several=leaves > 1 and item.role is Role.LEAF), item.label, short_pin(item.pin))
        for item in pin_set.chosen
    ]
    return [*chosen, *(("backup", item.label, short_pin(item.pin)) for item in pin_set.backups)]


def _kind(item: ChosenPin, *, several: bool) -> str:
    """Return the short word of a pick's role, and for one of `several` leaves the kind of its key."""
    role = f"gone {ROLES[item.role]}" if item.gone else ROLES[item.role]
    return f"{role} {item.certificate.key.type}" if several and item.certificate is not None else role


def enough_words(pin_set: PinSet) -> tuple[str, ...]:
    """Return, from long to short, that any pin is enough and which layer so decides; nothing where all are alike."""
    chosen = tuple(item for item in pin_set.chosen if not item.gone)
    if len({item.role for item in chosen}) < 2:
        return ()
    weakest = weakest_pin(chosen)
    role = weakest.role.value
    return (
        f"any one is enough: the {role} {clip(weakest.label, 24)} lets in all that it issues",
        f"any one is enough: the {role} decides",
        f"the {ROLES[weakest.role]} decides",
    )


def _enough(pin_set: PinSet, width: int) -> Content:
    """Return the longest of those words that fits into `width` cells, else nothing."""
    sign, style = (SIGNS.info, "$text-muted")
    if any(item.role is Role.ROOT and not item.gone for item in pin_set.chosen):
        sign, style = (SIGNS.warning, "$text-warning")
    for words in enough_words(pin_set):
        line = Content.assemble((f"{sign} ", f"bold {style}"), (words, style))
        if line.cell_length <= width:
            return line
    return Content("")


def pins_line(pin_set: PinSet, width: int) -> Content:
    """Return all pins on one line of at most `width` cells, and which layer decides; what has no room is counted."""
    entries = pin_entries(pin_set)
    if not entries:
        return Content.assemble(("No pin yet. ", ""), ("space picks the layer under the cursor.", "$text-muted"))
    least = min(map(len, enough_words(pin_set)), default=0)
    pins = _shortened(entries, width - least - 5 if least else width)
    tail = _enough(pin_set, width - pins.cell_length - 3)
    return Content.assemble(pins, "   ", tail) if tail else pins


def _shortened(entries: Sequence[tuple[str, str, str]], width: int) -> Content:
    parts: list[Content] = []
    for index, (kind, _, value) in enumerate(entries):
        part = Content.assemble((f"{kind} ", "$text-muted"), value)
        left = len(entries) - index
        tail = f"  +{left} more"
        length = sum(item.cell_length + 3 for item in parts)
        if length + part.cell_length + (len(tail) if left > 1 else 0) > width:
            parts.append(Content.styled(f"+{left} more", "$text-muted"))
            break
        parts.append(part)
    return Content("   ").join(parts)


def scope_words(pin_set: PinSet) -> str:
    """Return for which names the pins hold."""
    return f"{pin_set.host} and every name below it" if pin_set.subdomains else f"{pin_set.host} only"


def expiry_phrase(expires: date | None, *, brief: bool = False) -> str:
    """Return what the expiry of Android's configuration does, in a few words; only the date where it is `brief`."""
    if expires is None:
        return "never"
    if brief:
        return f"{expires}"
    return f"{expires} (last pinned day {last_protected_day(expires)})"


def hint_line(advices: Sequence[Advice], width: int) -> Content:
    """Return the worst hint on one line of at most `width` cells."""
    if not advices:
        return Content("")
    worst = advices[0]
    style = STYLE[worst.severity]
    text = worst.sentence if len(worst.sentence) + 2 <= width else worst.short
    return Content.assemble((f"{SIGNS.of(worst.severity)} ", f"bold {style}"), (clip(text, width - 2), style))


def set_hints(pin_set: PinSet, *, in_lab: bool = False) -> tuple[Advice, ...]:
    """Return what the user should know about the set, worst first; nothing for an empty one.

    In the lab the badge says already that no root is public.
    """
    if not pin_set.pins:
        return ()
    return tuple(advice for advice in hints(pin_set) if not (in_lab and advice.code == "lab"))


def scope_and_end(pin_set: PinSet, *, brief: bool = False) -> Content:
    """Return for which names and until when the pins hold, in few cells."""
    names = f"**.{pin_set.host}" if pin_set.subdomains else pin_set.host
    if brief:
        return Content(f"{names} {SIGNS.dot} {pin_set.expires or 'no end'}")
    until = Content.assemble(("until ", "$text-muted"), f"{pin_set.expires}") if pin_set.expires else "no expiry"
    return Content.assemble(("for ", "$text-muted"), names, (f" {SIGNS.dot} ", "$text-muted"), until)


def compact_line(pin_set: PinSet, advices: Sequence[Advice], width: int, *, hover: str = "") -> Content:
    """Return the whole pin set on one line: its size, names and end, its worst hint, and the keys that help, by width.

    The keys leave first, then words; names, end and the worst hint stay as long as anything of them can be read.
    """
    count = len(pin_set.pins)
    if not count:
        return pins_line(pin_set, width)
    head = Content.styled(f"{count} pin" if count == 1 else f"{count} pins", "bold")
    worst = advices[0] if advices and advices[0].severity is not Severity.INFO else None
    lacking: list[Content] = []
    if worst is not None:
        words = "no backup" if worst.code in _NO_BACKUP else worst.short
        sign = (f"{SIGNS.of(worst.severity)} ", f"bold {STYLE[worst.severity]}")
        lacking = [Content.assemble(sign, (words, STYLE[worst.severity]))]
    adds = [hint("backup", "adds one", hover=hover)] if any(item.code in _NO_BACKUP for item in advices) else []
    add = [hint("backup", "add", hover=hover)] if adds else []
    rehearse = hint("rehearse", "rehearse", hover=hover)
    scope, brief = scope_and_end(pin_set), scope_and_end(pin_set, brief=True)
    pins = pins_line(pin_set, 1000)
    lengths = [len(words) + 2 for words in enough_words(pin_set)]
    enough = [_enough(pin_set, room) for room in lengths[1:2]]
    least = [_enough(pin_set, room) for room in lengths[-1:]]
    for parts in (
        [head, pins, scope, *lacking, *adds, rehearse],
        [head, scope, *enough, *lacking, *adds, rehearse],
        [head, scope, *enough, *lacking, *adds],
        [head, brief, *enough, *lacking, *adds],
        [head, brief, *least, *lacking, *add],
        [head, brief, *least, *lacking],
        [head, brief, *lacking, *add],
        [head, scope, *lacking],
        [head, brief, *lacking],
    ):
        line = Content("  ").join(parts)
        if line.cell_length <= width:
            return line
    start = Content("  ").join([head, brief])
    if worst is None or width - start.cell_length - 2 < _LEAST:
        start = head
    rest = clip(lacking[0].plain if lacking else brief.plain, width - start.cell_length - 2)
    return Content.assemble(start, "  ", (rest, STYLE[worst.severity] if worst is not None else "$text-muted"))
