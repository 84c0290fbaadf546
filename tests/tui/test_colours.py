"""Code in colours: the kinds of tokens that Pygments finds in the same snippets, and the text as it was."""

from pathlib import Path

import pytest
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import Token  # type: ignore[import-untyped]

from inspector.tui.present.colours import STYLES, colour

GOLDEN = Path(__file__).parents[1] / "clients" / "golden"
LANGUAGES = {".kt": "kotlin", ".java": "java", ".xml": "xml"}
FILES = sorted(path for path in GOLDEN.iterdir() if path.suffix in LANGUAGES)
KINDS = {
    "comment": (Token.Comment,),
    "string": (Token.Literal.String,),
    "keyword": (Token.Keyword, Token.Name.Tag),
}


def by_pygments(text: str, language: str, kind: str) -> set[int]:
    """Return the places of the characters other than blanks that Pygments gives to tokens of this kind."""
    places: set[int] = set()
    tokens = get_lexer_by_name(language, stripnl=False, ensurenl=False).get_tokens_unprocessed(text)
    for start, token, value in tokens:
        if any(token in wanted for wanted in KINDS[kind]):
            places |= set(range(start, start + len(value)))
    return {place for place in places if not text[place].isspace()}


def by_us(text: str, language: str, kind: str) -> set[int]:
    """Return the places of the characters other than blanks that have the style of this kind."""
    spans = [span for span in colour(text, language).spans if span.style == STYLES[kind]]
    places = {place for span in spans for place in range(span.start, span.end)}
    return {place for place in places if not text[place].isspace()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("kind", KINDS)
def test_tokens_are_those_of_pygments(path: Path, kind: str) -> None:
    """Comments, strings, keywords and tags of every snippet."""
    text, language = path.read_text(), LANGUAGES[path.suffix]
    assert by_us(text, language, kind) == by_pygments(text, language, kind)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_text_is_what_it_was(path: Path) -> None:
    """Colours change no character."""
    assert colour(path.read_text(), LANGUAGES[path.suffix]).plain == path.read_text()


def test_what_looks_like_code_in_a_comment_or_string_is_not() -> None:
    """A keyword in a comment and a comment's beginning in a string keep the style of what they stand in."""
    text = 'x("https://val.test") // val "a"\nval'
    found = [(text[span.start : span.end], span.style) for span in colour(text, "kotlin").spans]
    assert found == [
        ('"https://val.test"', STYLES["string"]),
        ('// val "a"', STYLES["comment"]),
        ("val", STYLES["keyword"]),
    ]


def test_an_unknown_language_is_plain() -> None:
    """Nothing is guessed."""
    assert colour("val a = 1", "cobol").spans == []
