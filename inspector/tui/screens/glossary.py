"""The page of words: those on the screen below first, then all others."""

from typing import Any

from textual.content import Content
from textual.screen import Screen

from inspector.tui.glossary import TERMS, Term, terms_in
from inspector.tui.present.fit import wrap
from inspector.tui.present.page import Page, page_of
from inspector.tui.screens.main import MainScreen
from inspector.tui.screens.sheet import Sheet
from inspector.tui.widgets.page_view import PageView

_COLUMN = 25
_ROOMY = 72


class GlossaryScreen(Sheet[None]):
    """Every term in one sentence."""

    BINDINGS = [("f2", "cancel", "Close")]

    def __init__(self, here: tuple[Term, ...], copy: Any) -> None:
        """Show all terms, those of `here` before the others."""
        super().__init__("The words", copy, "the words")
        self._here = here

    def draw(self, width: int) -> Page:
        """Return the terms."""
        others = tuple(term for term in TERMS if term not in self._here)
        lines: list[Content] = []
        for title, terms in (("On this screen", self._here), ("All others", others)):
            if terms and self._here:
                lines += [*([Content("")] if lines else []), Content.styled(title, "bold $text-primary")]
            for term in terms:
                lines += _term(term, width)
        return page_of(lines)

    def action_glossary(self) -> None:
        """Close: the words are open."""
        self.dismiss(None)


def _term(term: Term, width: int) -> list[Content]:
    if width < _ROOMY:
        body = [Content.assemble("  ", line) for line in wrap(term.sentence, width - 2)]
        return [Content.styled(term.word, "bold"), *body]
    head = Content.styled(term.word, "bold").pad_right(max(0, _COLUMN - len(term.word)))
    lines = wrap(term.sentence, width - _COLUMN)
    return [Content.assemble(" " * _COLUMN if number else head, line) for number, line in enumerate(lines)]


def open_glossary(screen: "Screen[Any]") -> None:
    """Explain the words above `screen`."""
    text = "\n".join(view.page.text for view in screen.query(PageView) if view.display)
    main = screen.app.screen_stack[0]
    if isinstance(main, MainScreen):
        if screen is main:
            text += "\n" + "pin set, path, layer, leaf, intermediate, root, store, verdict, finding"
        screen.app.push_screen(GlossaryScreen(terms_in(text), main.deliver))
