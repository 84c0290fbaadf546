"""Borders, bars and all other text in ASCII, for terminals that cannot show more."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_STAND_INS = {
    "-": "─━┄┈╌╴╶▔▁▂▄▀—–‒‐‑",
    "|": "│┃▌▐▏▕▊▎┆┊",
    "+": "╭╮╰╯┌┐└┘├┤┬┴┼✓",
    "=": "═",
    "#": "█▓",
    ":": "▒░",
    "/": "╱",
    "x": "✗×",
    "*": "•●○",
    ">": "▸▶►›→",
    "<": "‹←",
    "^": "↑▲",
    "v": "↓▼",
    ".": "·",
    "~": "…",
    "'": "‘’",
    '"': "“”",
}
_TABLE = {ord(sign): plain for plain, signs in _STAND_INS.items() for sign in signs}


def in_ascii(text: str) -> str:
    """Return `text` in ASCII in as many cells; what has no stand-in becomes a question mark a cell."""
    if text.isascii():
        return text
    text = text.translate(_TABLE)
    return "".join(sign if sign.isascii() else "?" * cell_len(sign) for sign in text)


class InAscii(LineFilter):
    """Draws every line in ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with other signs in as many cells."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
