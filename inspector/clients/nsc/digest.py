"""The text of a `<pin>` to bytes, as `android.util.Base64` reads it in its default mode, and as lint reads it."""

import base64
import binascii

_ALPHABET = {char: value for value, char in enumerate(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
)}  # fmt: skip


class BadBase64(ValueError):  # noqa: N818
    """Text whose padding is wrong: the platform throws."""


def decode_as_platform(text: str) -> bytes:
    """Return the bytes of `text`; characters outside the standard alphabet are skipped, padding may be left out.

    Raises `BadBase64` for padding that is wrong, for characters after it and for a single character at the end
    (android.util.Base64.Decoder).
    """
    digits: list[int] = []
    pads = 0
    for char in text:
        value = _ALPHABET.get(char)
        if value is not None:
            if pads:
                raise BadBase64
            digits.append(value)
        elif char == "=":
            pads += 1
    left = len(digits) % 4
    if left == 1 or (pads and pads != (4 - left) % 4):
        raise BadBase64
    bits = 0
    for value in digits:
        bits = bits << 6 | value
    size = len(digits) * 6 // 8
    return (bits >> len(digits) * 6 - size * 8).to_bytes(size, "big")


def decode_as_lint(text: str) -> bytes | None:
    """Return the bytes of `text`, or None where Java's strict `Base64.getDecoder()` throws: no blanks, no newlines."""
    body = text.rstrip("=")
    pads = len(text) - len(body)
    if pads and (pads > 2 or len(text) % 4):
        return None
    try:
        return base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
