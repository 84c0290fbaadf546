"""Property lists as trees: the values that Python's plistlib reads, their lines, and what is refused."""

import plistlib
import string
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.clients.literal import Kind, Literal
from inspector.clients.plist.binary import xml_of_binary
from inspector.clients.plist.xml import DEPTH, SIZE, read_xml
from inspector.clients.source import CannotRead

WORDS = st.text(string.ascii_letters + string.digits + " &<>\"'.-_/=+é\u202e", max_size=12)
VALUES = st.recursive(
    WORDS | st.booleans() | st.integers(-5, 10**9) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


def plain(value: Literal) -> Any:
    """Return the tree as Python values, numbers by whether they are zero."""
    match value.kind:
        case Kind.DICTIONARY:
            return {entry.key: plain(entry.value) for entry in value.entries}
        case Kind.ARRAY:
            return [plain(item) for item in value.items]
        case Kind.BOOLEAN:
            return value.truth
        case Kind.NUMBER:
            return ("number", value.truth)
        case _:
            return value.text


def expected(value: Any) -> Any:
    """Return what plistlib read, in the same form."""
    if isinstance(value, dict):
        return {key: expected(item) for key, item in value.items()}
    if isinstance(value, list):
        return [expected(item) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ("number", value != 0)
    return value


@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_xml_is_read_as_plistlib_reads_it(value: Any) -> None:
    """What plistlib writes and reads back is what stands in the tree."""
    data = plistlib.dumps(value)
    assert plain(read_xml(data.decode())) == expected(plistlib.loads(data))


@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_binary_is_read_as_plistlib_reads_it(value: Any) -> None:
    """The way through XML loses nothing that pins need."""
    data = plistlib.dumps(value, fmt=plistlib.FMT_BINARY)
    assert plain(read_xml(xml_of_binary(data))) == expected(plistlib.loads(data))


def test_lines_and_keys_that_stand_twice() -> None:
    """Keys have their own line; the last of two is what plistlib and CoreFoundation keep."""
    text = "<plist>\n<dict>\n<key>a</key>\n<string>1</string>\n<key>a</key><dict/>\n</dict>\n</plist>\n"
    tree = read_xml(text)
    assert [(entry.key, entry.line, entry.value.line) for entry in tree.entries] == [("a", 3, 4), ("a", 5, 5)]
    kept = tree.get("a")
    assert kept is not None
    assert kept.kind is Kind.DICTIONARY
    assert plistlib.loads(text.encode()) == {"a": {}}


@pytest.mark.parametrize("before", ["", "\ufeff", "<!-- a -->\n<!-- <key> -->\n"])
def test_fragments_are_read_with_their_own_lines(before: str) -> None:
    """A key and its dictionary, as they are pasted into an Info.plist."""
    tree = read_xml(f"{before}<key>x</key>\n<dict>\n<key>y</key><true/></dict>\n")
    (entry,) = tree.entries
    assert entry.line == before.count("\n") + 1
    assert entry.value.entries[0].value.truth
    assert read_xml("<dict><key>a</key><true/></dict>").entries[0].key == "a"


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<plist><string>&b;</string></plist>"
)
EXTERNAL = '<!DOCTYPE plist [<!ENTITY x SYSTEM "file:///etc/passwd">]><plist><string>&x;</string></plist>'
PARAMETER = '<!DOCTYPE plist [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><plist><string/></plist>'


@pytest.mark.parametrize(
    "text",
    [
        *(BOMB, EXTERNAL, PARAMETER, "", "   ", "hello", "{ a = 1; }", "\x00\x01\x02", "<plist>", "<plist></plist>"),
        *("<plist><string>a</string><string>b</string></plist>", "<html><body/></html>", "<plist><foo/></plist>"),
        *("<plist><dict><key>a</key></dict></plist>", "<plist><dict><true/></dict></plist>"),
        *("<plist><dict><key>a</key><key>b</key><true/></dict></plist>", "<plist><array><key>a</key></array></plist>"),
        *("<plist><dict>text</dict></plist>", "<plist><string><true/></string></plist>", "<plist><plist/></plist>"),
        *("<plist>" + "<array>" * (DEPTH + 2), "<plist><array>" + "<true/>" * 200_001 + "</array></plist>"),
        *("<string>&undefined;</string>", "<plist><key>a</key></plist>", "<plist/>" + " " * SIZE, "\ud800"),
    ],
    ids=range(26),
)
def test_what_is_no_property_list_is_refused_in_one_sentence(text: str) -> None:
    """Entities, other formats, broken nesting, depth and size: one clear line each, and no other exception."""
    with pytest.raises(CannotRead) as caught:
        read_xml(text)
    assert caught.value.reason.isprintable()
    assert caught.value.hint


def test_apples_doctype_is_no_entity() -> None:
    """The DOCTYPE that every Info.plist has is allowed, and nothing is fetched for it."""
    assert plain(read_xml(plistlib.dumps({"a": "b & c"}).decode())) == {"a": "b & c"}


def doubling(levels: int) -> bytes:
    """Return a small binary plist whose arrays refer to the next one twice, and so unfolds into 2**levels values."""
    objects = [bytes([0xA2, i + 1, i + 1]) for i in range(levels)] + [b"\x09"]
    table, body = [], b"bplist00"
    for item in objects:
        table.append(len(body))
        body += item
    offset = len(body)
    body += b"".join(place.to_bytes(2, "big") for place in table)
    return body + bytes(6) + bytes([2, 1]) + len(objects).to_bytes(8, "big") + bytes(8) + offset.to_bytes(8, "big")


def test_binary_bombs_do_not_unfold() -> None:
    """Shared objects, objects that hold themselves and depth are bounded."""
    assert plain(read_xml(xml_of_binary(doubling(3)))) == [[[True] * 2] * 2] * 2
    for levels in (30, 60, 100):
        with pytest.raises(CannotRead, match=r"too much|too deep"):
            xml_of_binary(doubling(levels))
    itself = b"bplist00" + b"\xa1\x00" + b"\x08" + bytes(6) + bytes([1, 1]) + (1).to_bytes(8, "big") + bytes(8)
    with pytest.raises(CannotRead):
        xml_of_binary(itself + (10).to_bytes(8, "big"))


@given(st.binary(max_size=120))
@settings(max_examples=300, deadline=None)
def test_broken_binaries_are_refused(junk: bytes) -> None:
    """Whatever follows the magic number, there is a tree or one exception."""
    try:
        text = xml_of_binary(b"bplist00" + junk)
    except CannotRead:
        return
    read_xml(text)


def test_dates_and_data_are_no_text() -> None:
    """A date and data keep their kind, so that readers can tell them from text."""
    data = plistlib.dumps({"d": datetime(2027, 1, 1), "b": b"x"})  # noqa: DTZ001
    assert [entry.value.kind for entry in read_xml(data.decode()).entries] == [Kind.OTHER, Kind.OTHER]
