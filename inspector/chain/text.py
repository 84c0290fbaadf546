"""Untrusted text made visible: the only way from a certificate, a server or a file name to a screen."""

import unicodedata
from collections.abc import Iterator

LIMIT = 1_000
"""Longest visible text in characters, before the count of what was left out."""

_MARKS_LIMIT = 4
_INVISIBLE = frozenset(
    (
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x16FE4),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    )
)
"""Code points that are printable by their category and show nothing: Default_Ignorable_Code_Point, and U+2800."""


def visible(text: str, limit: int = LIMIT) -> str:
    r"""Return `text` with everything that a terminal would obey or hide written as an escape such as ``\u{202e}``.

    Control, format (bidirectional, zero-width, tags), surrogate, private and unassigned code points, line and
    paragraph separators, blank look-alikes and spaces other than U+0020 become escapes; combining marks do beyond
    the fourth on one base, and without a base. Backslashes stay as they are. Text longer than `limit` characters
    is cut and ends in ``… +N``, N the number of characters left out.
    """
    if len(text) <= limit:
        if text.isascii() and text.isprintable():
            return text
        return "".join(_shown(text))
    return f"{''.join(_shown(text[:limit]))}… +{len(text) - limit}"


def hides(text: str) -> bool:
    """Return whether `text` holds anything that `visible` writes as an escape."""
    return not (text.isascii() and text.isprintable()) and any(len(shown) > 1 for shown in _shown(text[:LIMIT]))


def masked(text: str) -> str:
    """Return `text` with a sign in place of each character that `visible` would escape: as long as it was.

    For fields, in which the text itself must stay what was typed.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown if len(shown) == 1 else "\ufffd" for shown in _shown(text))


def _shown(text: str) -> Iterator[str]:
    marks = _MARKS_LIMIT
    for char in text:
        if char.isascii():
            is_safe, marks = char.isprintable(), 0
        elif unicodedata.category(char)[0] == "M":
            marks += 1
            is_safe = marks <= _MARKS_LIMIT and ord(char) not in _INVISIBLE
        else:
            is_safe, marks = char.isprintable() and ord(char) not in _INVISIBLE, 0
        yield char if is_safe else _escape(char)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"


def capital(text: str) -> str:
    """Return `text` with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a clause or sentence with a capital at its beginning and a stop at its end; of nothing it is nothing."""
    begun = capital(text)
    return begun if not begun or begun.endswith((".", "?", "!", ":")) else f"{begun}."


def comment_text(text: str, limit: int = 60) -> str:
    """Return `text` cut down to what may stand in a comment of any language: letters, digits, space, ``. , _ -``.

    Two hyphens never follow each other (XML), and nothing can end a comment or begin an escape (Java, Kotlin).
    """
    kept = "".join(
        char if char.isascii() and (char.isalnum() or char in " .,_-") else " " for char in text[: limit * 4]
    )
    words = " ".join(kept.split())
    while "--" in words:
        words = words.replace("--", "-")
    return words[:limit].strip(" -,.")
