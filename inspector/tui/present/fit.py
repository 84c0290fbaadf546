"""Text fitted into cells: clipped with a sign, padded, shortened in the middle, wrapped under its label."""

from typing import TYPE_CHECKING

from textual.content import Content

from inspector.tui.present.signs import SIGNS

if TYPE_CHECKING:
    from inspector.chain.pin import Pin


def clip(text: str, width: int) -> str:
    """Return `text` in at most `width` cells; what was cut is marked by a sign at the end. Never for pins."""
    content = Content(text)
    if content.cell_length <= width:
        return text
    kept = text
    while kept and Content(kept).cell_length > width - 1:
        kept = kept[:-1] if len(kept) <= 2 * width else kept[: 2 * width]
    return kept.rstrip() + SIGNS.more if width > 0 else ""


def pad(content: Content | str, width: int) -> Content:
    """Return `content` filled with spaces up to `width` cells."""
    given = Content(content) if isinstance(content, str) else content
    return given.pad_right(max(0, width - given.cell_length))


def short_pin(pin: "Pin", width: int = 15) -> str:
    """Return the base64 of `pin` shortened in the middle to `width` cells; the sign says that it was."""
    text = pin.base64
    if width >= len(text):
        return text
    tail = max(3, (width - 1) // 3)
    return text[: width - 1 - tail] + SIGNS.more + text[-tail:]


def wrap(content: Content | str, width: int) -> list[Content]:
    """Return the lines of `content` at `width` cells; every character is kept, words first, then anywhere."""
    given = Content(content) if isinstance(content, str) else content
    return given.wrap(max(1, width), overflow="fold") or [Content("")]


def fact(label: str, value: Content | str, width: int, *, column: int = 12) -> list[Content]:
    """Return a labelled value as lines of at most `width` cells, wrapped under its own column."""
    lines = wrap(value, width - column)
    head = pad(Content.styled(label, "$text-muted"), column)
    return [Content.assemble(head if index == 0 else " " * column, line) for index, line in enumerate(lines)]
