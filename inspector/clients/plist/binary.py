"""Binary property lists: read with the standard library within bounds, and handed on as XML."""

import plistlib
import struct
from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from inspector.clients.plist.xml import DEPTH, SIZE, VALUES
from inspector.clients.source import CannotRead

_FAULTS = (
    plistlib.InvalidFileException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    MemoryError,
    struct.error,
)
_ALLOWED = frozenset(map(chr, (9, 10, 13)))


def xml_of_binary(data: bytes) -> str:
    """Return a binary property list as XML text, one value a line, for whoever reads text.

    Its lines are those of no file. Objects that refer to each other are followed to `DEPTH`, and `VALUES` in all, so
    that a small file cannot unfold into a large one. Raises `CannotRead`.
    """
    if len(data) > SIZE:
        raise CannotRead("the property list is too large", f"At most {SIZE} bytes are read.")
    try:
        value: object = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
    except _FAULTS:
        raise CannotRead("this is no sound binary property list", "plutil -lint names the fault.") from None
    lines = ['<plist version="1.0">']
    size = 0
    for count, line in enumerate(_lines(value, 0)):
        size += len(line)
        if count > VALUES or size > SIZE:
            raise CannotRead("the property list unfolds into too much", "Give the Info.plist alone.")
        lines.append(line)
    return "\n".join((*lines, "</plist>", ""))


def _lines(value: object, depth: int) -> Iterator[str]:
    if depth > DEPTH:
        raise CannotRead("the property list is too deep or refers to itself", "Give the Info.plist alone.")
    match value:
        case dict():
            yield "<dict>"
            for key, item in value.items():
                yield f"<key>{_text(str(key))}</key>"
                yield from _lines(item, depth + 1)
            yield "</dict>"
        case list():
            yield "<array>"
            for item in value:
                yield from _lines(item, depth + 1)
            yield "</array>"
        case bool():
            yield "<true/>" if value else "<false/>"
        case int():
            yield f"<integer>{value}</integer>"
        case float():
            yield f"<real>{value}</real>"
        case str():
            yield f"<string>{_text(value)}</string>"
        case datetime():
            yield f"<date>{value:%Y-%m-%dT%H:%M:%SZ}</date>"
        case _:
            yield "<data></data>"


def _text(text: str) -> str:
    """Return `text` as XML may hold it: characters that XML has none of become U+FFFD."""
    kept = "".join(char if char >= " " or char in _ALLOWED else "\ufffd" for char in text)
    return (
        escape(kept.encode("utf-8", "replace").decode("utf-8")).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    )
