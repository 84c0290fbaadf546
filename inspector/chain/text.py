"""Untrusted text made visible: the only way from a certificate, a server or a file name to a screen."""

import unicodedata

LIMIT = 1_000
"""Longest visible text in characters, before the count of what was left out."""

_COMBINING_LIMIT = 4
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_INVISIBLE = frozenset(
    (
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    )
)


def visible(text: str, limit: int = LIMIT) -> str:
    r"""Return `text` with everything that a terminal would obey or hide written as an escape such as ``\u{202e}``.

    Control, format (bidirectional, zero-width, tags), surrogate, private and unassigned code points, line and
    paragraph separators, blank look-alikes and spaces other than U+0020 become escapes; more than four combining
    marks on one base do too. Text longer than `limit` characters is cut and ends in ``… +N``, N the number of
    characters left out.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text
    shown: list[str] = []
    marks = 0
    for char in text[:limit]:
        marks = marks + 1 if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me") else 0
        shown.append(_escape(char) if marks > _COMBINING_LIMIT or _is_unsafe(char) else char)
    if len(text) > limit:
        shown.append(f"… +{len(text) - limit}")
    return "".join(shown)


def _is_unsafe(char: str) -> bool:
    category = unicodedata.category(char)
    return category in _UNSAFE or ord(char) in _INVISIBLE or (category == "Zs" and char != " ")


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"


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
