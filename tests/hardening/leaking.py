"""What no program may write of the texts that it was given."""

import re

OWN = re.compile(rb"\x1b\[[0-9;?>=$]*[A-Za-z]|\x1b\[[0-9;?]*\$p|\x1b[=>78]|\x1b[()][0AB]|\x1b\]22;[a-z]+\x07")
"""What the toolkit itself writes: CSI sequences, keypad modes, saved cursors, character sets, the pointer's shape."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e007f]"
)


def leaks(raw: bytes) -> str:
    """Return the first character that no program may write of what it was given; empty where there is none."""
    found = _FORBIDDEN.search(OWN.sub(b"", raw).decode("utf-8", "replace"))
    if found is None:
        return ""
    text = found.string
    return f"U+{ord(found[0]):04X} in {text[max(0, found.start() - 20) : found.end() + 30]!a}"
