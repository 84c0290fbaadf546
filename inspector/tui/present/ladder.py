"""One layer of the ladder as a row: mark, role, name, expiry, key and origin."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from textual.content import Content
from textual.style import Style

from inspector.chain.path import Layer, Origin, Role
from inspector.tui.present.fit import clip, pad
from inspector.tui.present.moments import Life, assess_validity
from inspector.tui.present.signs import SIGNS

ROLES = {Role.LEAF: "leaf", Role.INTERMEDIATE: "inter", Role.ROOT: "root"}
"""Short words of the roles, at most five cells."""

PICK_META = "pick"
"""Key under which the mark `[x]` carries the number of its row, for the mouse."""

_LIFE = {
    Life.VALID: "$text-muted",
    Life.SOON: "$text-warning",
    Life.OVER: "bold $text-error",
    Life.NOT_YET: "bold $text-error",
    Life.UNREADABLE: "$text-warning",
}


class Section(StrEnum):
    """Where a certificate stands among what the ladder shows."""

    PATH = "in the path"
    GONE = "gone"
    ELSEWHERE = "in another path"
    UNUSED = "unused"


_BRIEF = {Section.GONE: "gone", Section.ELSEWHERE: "other", Section.UNUSED: "unused"}


@dataclass(frozen=True, slots=True)
class Row:
    """A layer as the ladder shows it."""

    layer: Layer
    """The layer."""

    picked: bool = False
    """Whether its key is in the pin set."""

    section: Section = Section.PATH
    """Where it stands: in the shown path, or apart from it."""

    missing: str = ""
    """On which devices from the minimum SDK on its pin is missing, such as `absent from 14 on`; empty where on none."""

    in_file: bool = False
    """Whether the certificates stand in a file, and nobody sent them."""

    @property
    def pickable(self) -> bool:
        """Whether space does anything: picks a layer of the path, or drops a pick that is gone."""
        return self.section in (Section.PATH, Section.GONE)


def origin_words(layer: Layer, *, section: Section = Section.PATH, in_file: bool = False) -> str:
    """Return where a layer came from, such as `sent #0` or `store, not sent`."""
    came = "file" if in_file else "sent"
    match section:
        case Section.UNUSED:
            return f"{came} #{layer.served_index}, unused"
        case Section.ELSEWHERE:
            return f"{came} #{layer.served_index}, elsewhere"
        case Section.GONE:
            return "gone, was picked"
        case Section.PATH:
            pass
    match layer.origin:
        case Origin.SERVED:
            return came if layer.served_index is None else f"{came} #{layer.served_index}"
        case Origin.STORE:
            return f"store, not {'in the file' if in_file else 'sent'}"
        case Origin.FETCHED:
            return "fetched, not sent"


def ladder_row(row: Row, number: int, *, width: int, now: datetime, cursor: bool, tall: bool) -> Content:
    """Return a row of exactly `width` cells: two lines where it is `tall`, else one."""
    certificate = row.layer.certificate
    validity = assess_validity(certificate.not_before, certificate.not_after, now)
    head = Content.assemble(
        (SIGNS.cursor if cursor else " ", "bold $primary"),
        " ",
        _mark(row, number),
        (SIGNS.warning if row.missing else " ", "bold $text-warning"),
        (f"{ROLES[row.layer.role]:5}", "$text-muted"),
        " ",
    )
    life = Content.styled(validity.short, _LIFE[validity.life])
    name = certificate.subject.readable
    key = certificate.key.label
    origin = origin_words(row.layer, section=row.section, in_file=row.in_file)
    if tall:
        room = width - head.cell_length - life.cell_length - 1
        first = Content.assemble(head, pad(clip(name, room), room), " ", life)
        facts = clip(row.missing or f"{key} {SIGNS.dot} {origin}", width - 6)
        style = "$text-warning" if row.missing else "$text-muted"
        return Content("\n").join([pad(first, width), pad(Content.assemble("      ", (facts, style)), width)])
    short_origin = _BRIEF.get(row.section) or origin.split(",")[0]
    room = width - head.cell_length - 1 - 8 - 9 - 2 - 9
    return Content.assemble(
        head,
        pad(clip(name, room), room),
        " ",
        (f"{short_origin:8}", "$text-muted"),
        " " * max(0, 9 - life.cell_length),
        life,
        "  ",
        (f"{clip(key, 9):9}", "$text-muted"),
    )


def joint_row(first: bool) -> Content:
    """Return the line that joins two layers; the topmost says what it means."""
    return Content.assemble((f"   {SIGNS.joint}", "$border-blurred"), (" signs" if first else "", "$text-disabled"))


def heading_row(section: Section, count: int, width: int, *, in_file: bool = False) -> Content:
    """Return the line above certificates that stand apart from the path."""
    came = "in the file" if in_file else "sent"
    words = {
        Section.GONE: f"picked, and gone from the chain: {count}",
        Section.ELSEWHERE: f"{came}, in another path: {count}",
        Section.UNUSED: f"{came}, but in no path: {count}",
    }.get(section, "")
    return Content.styled(clip(words, width), "$text-muted" if section is Section.ELSEWHERE else "$text-warning")


def _mark(row: Row, number: int) -> Content:
    if not row.pickable:
        return Content.styled(" - ", "$text-disabled")
    mark = Content.styled("[x]", "bold $primary") if row.picked else Content.styled("[ ]", "$text-muted")
    return mark.stylize(Style.from_meta({PICK_META: number}))
