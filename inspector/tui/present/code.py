"""Code as pages: plain at first, in colours once what it takes is loaded; the text is never changed."""

from functools import lru_cache

from textual.content import Content

from inspector.tui.present.fit import wrap
from inspector.tui.present.page import Page, page_of


def plain_page(text: str) -> Page:
    """Return code line by line, without colours."""
    return page_of([Content(line) for line in text.splitlines()])


def code_page(text: str, language: str) -> Page:
    """Return code line by line in colours. Loads Pygments."""
    return page_of(_highlighted(text, language))


@lru_cache(maxsize=32)
def _highlighted(text: str, language: str) -> tuple[Content, ...]:
    from textual.highlight import highlight

    from inspector.tui.present.code_theme import CodeTheme

    return tuple(highlight(text, language=language, theme=CodeTheme).split("\n", allow_blank=True))


def load_highlighter() -> None:
    """Load the lexers of our languages, so that the first highlight takes no time."""
    for code, language in (("val a = 1", "kotlin"), ("int a = 1;", "java"), ("<a/>", "xml")):
        _highlighted(code, language)


def refusal_page(reason: str, hint: str, width: int) -> Page:
    """Return why there is no code, and what to do about it."""
    lines = [Content(""), *wrap(Content.styled(reason, "bold"), width)]
    return page_of([*lines, *wrap(Content.styled(hint, "$text-muted"), width)])
