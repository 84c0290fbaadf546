"""Nothing that a terminal obeys or hides leaves visible(), and everything else stays."""

import json
import sys
import unicodedata

import pytest
from chain.calm import unsafe
from hypothesis import given
from hypothesis import strategies as st
from testdata import shared

from inspector.chain.text import LIMIT, comment_text, visible


def test_every_display_string_is_safe_and_keeps_what_is_printable() -> None:
    """Each string of the shared list loses what is unsafe and nothing else; marks on one base are at most four."""
    text = shared("testdata", "strings/display-strings.json").read_text(encoding="utf-8")
    strings = json.loads(text)["strings"]
    assert len(strings) >= 40
    for string in strings:
        shown = visible(string)
        assert unsafe(shown) == [], repr(string)
        if string.isprintable() and not any(unicodedata.combining(char) for char in string) and "\ufe0f" not in string:
            assert shown == string
        assert "\u0301" * 5 not in shown


def test_every_code_point_is_shown_or_escaped() -> None:
    """Over all of Unicode: what comes out is printable by category, and printable letters and symbols stay."""
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        shown = visible(char)
        if shown != char:
            assert shown in (f"\\x{code:02x}", f"\\u{{{code:x}}}")
        else:
            assert unicodedata.category(char)[0] in "LNPSZ"
        if unicodedata.category(char) in ("Lu", "Ll", "Nd", "Po", "Sm"):
            assert shown == char


@given(st.text(st.characters(codec=None)))
def test_any_text_becomes_safe(text: str) -> None:
    """The result has no unsafe code point, and making it visible again changes nothing."""
    shown = visible(text)
    assert unsafe(shown) == []
    assert visible(shown, limit=100_000) == shown


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po", "Ps", "Pe", "Sm", "Sc"]), max_size=LIMIT))
def test_ordinary_text_stays(text: str) -> None:
    """Letters, digits, punctuation and symbols come out as they went in."""
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("ACME [Test] Ltd", "ACME [Test] Ltd"),
        ("a\\nb", "a\\nb"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\u202eb", "a\\u{202e}b"),
        ("\U000e0041", "\\u{e0041}"),
        ("a\u00a0b", "a\\xa0b"),
        ("a\u3164b", "a\\u{3164}b"),
        ("\ud800", "\\u{d800}"),
        ("\u0301a", "\\u{301}a"),
        ("e\u0301", "e\u0301"),
        ("e" + "\u0301" * 6, "e" + "\u0301" * 4 + "\\u{301}" * 2),
    ],
)
def test_escapes_are_readable(text: str, shown: str) -> None:
    """Escapes name the code point; backslashes stay; marks without a base or beyond four are escaped."""
    assert visible(text) == shown


def test_long_text_says_what_was_left_out() -> None:
    """Text beyond the limit is cut, and the count of what is missing follows."""
    assert visible("x" * 1_234) == "x" * 1_000 + "… +234"
    assert visible("é" * 12, limit=10) == "é" * 10 + "… +2"
    assert visible("x" * 1_000) == "x" * 1_000


@given(st.text(st.characters(codec=None)), st.integers(1, 80))
def test_comments_cannot_be_broken_out_of(text: str, limit: int) -> None:
    """Only letters, digits, space, dot, comma, underscore and single hyphens are left, within the limit."""
    shown = comment_text(text, limit)
    assert len(shown) <= limit
    assert set(shown) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,_-")
    assert "--" not in shown
    assert not shown.endswith("-")


def test_comments_keep_ordinary_names() -> None:
    """A name of an authority stays readable."""
    assert comment_text("Let's Encrypt R11 */ \\u000a -->") == "Let s Encrypt R11 u000a"
