"""From the bytes of a file to its text: what is no text is refused with the reason."""

import codecs

from inspector.chain.explained import Explained
from inspector.clients.plist.binary import xml_of_binary
from inspector.clients.source import CannotRead

SNIFFED = 8_192
"""Bytes at the beginning that are looked at for what no text has."""

_BINARY_PLIST = b"bplist00"
_COMPILED_XML = b"\x03\x00\x08\x00"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotText(Explained, ValueError):  # noqa: N818
    """Bytes that are no text."""


def decode(data: bytes) -> str:
    """Return the text in `data`: UTF-8, UTF-16 and UTF-32 by their mark, else Latin-1; line ends become newlines.

    A binary property list comes back as the XML of it. Raises `NotText` for anything else that is binary.
    """
    if data.startswith(_BINARY_PLIST):
        return _from_plist(data)
    if data.startswith(_COMPILED_XML):
        raise NotText("it is compiled XML, as in an APK", "Check the source that it is compiled from.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(_decode(data, encoding))
    if b"\0" in data[:SNIFFED]:
        return _lines(_unmarked(data))
    try:
        return _lines(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(data.decode("latin-1"))


def looks_binary(head: bytes) -> bool:
    """Return whether a file that begins with `head` is nothing to read: bytes that no text has, and no known mark."""
    if head.startswith((_BINARY_PLIST, *(mark for mark, _ in _MARKS))):
        return False
    return b"\0" in head and not _is_wide(head)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(f"it begins as {encoding.upper()} and is not", "Save it as UTF-8.") from None


def _is_wide(data: bytes) -> bool:
    """Return whether this is UTF-16 without a mark: ASCII markup in which every other byte is nought."""
    head = data[:64]
    return len(head) >= 8 and any(head) and len(head) % 2 == 0 and (not any(head[1::2]) or not any(head[::2]))


def _unmarked(data: bytes) -> str:
    if _is_wide(data):
        return _decode(data, "utf-16-le" if not any(data[1:64:2]) else "utf-16-be")
    raise NotText("it is binary, not text", "Name the source file, or a folder of them.")


def _from_plist(data: bytes) -> str:
    try:
        return xml_of_binary(data)
    except CannotRead as error:
        raise NotText(f"it begins as a binary property list and is not read: {error.reason}", error.hint) from None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
