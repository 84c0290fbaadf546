"""Pieces of failure texts: pins, hosts and lines, read leniently, since logs and chats mangle them."""

import base64
import binascii
import re

from inspector.chain.host import HostError, parse_host
from inspector.chain.pin import DIGEST_BYTES, Pin
from inspector.chain.text import visible
from inspector.clients.rule import WrittenPin

_URL = re.compile(r"https://(?:[^\s/@\"'<>]*@)?(\[[0-9a-fA-F:.]+\]|[\w.-]+)")
_ESCAPED_LINES = re.compile(r"\\r?\\n|\\n")


def unescaped(text: str) -> str:
    r"""Return `text` with the ``\n``, ``\/`` and ``\"`` of a JSON log written out."""
    if "\\n" not in text:
        return text
    return _ESCAPED_LINES.sub("\n", text).replace("\\/", "/").replace('\\"', '"').replace("\\t", "\t")


def read_pin(raw: str, line: int) -> WrittenPin:
    """Return a pin of a failure text: ``sha256/…`` or ``sha1/…`` as OkHttp prints it, or base64 alone."""
    shown = visible(raw, 200)
    body = raw.removeprefix("sha256/").removeprefix("/").replace("-", "+").replace("_", "/").rstrip("=")
    if raw.startswith("sha1/"):
        return WrittenPin(shown, None, "a SHA-1 pin, which the lines of the chain do not show", line)
    if len(body) == 42:
        body = f"/{body}"
    try:
        digest = base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        return WrittenPin(shown, None, "is not base64", line)
    if len(digest) != DIGEST_BYTES:
        return WrittenPin(shown, None, f"decodes to {len(digest)} bytes, not {DIGEST_BYTES}", line)
    return WrittenPin(shown, Pin(digest), line=line)


def read_host(text: str) -> str | None:
    """Return the host in `text` as `parse_host` has it, or None where it is none."""
    try:
        return parse_host(text.strip().strip("'\"").rstrip(":"))
    except HostError:
        return None


def url_host(text: str) -> str | None:
    """Return the host of the first https URL in `text`, or None."""
    return next(filter(None, (read_host(found[1]) for found in _URL.finditer(text))), None)


def line_of(text: str, place: int) -> int:
    """Return the number of the line on which the character at `place` stands, from 1."""
    return text.count("\n", 0, place) + 1


def line_text(text: str, place: int) -> str:
    """Return that line, visible text of at most 200 characters."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return visible(text[start : end if end >= 0 else None].strip(), 200)
