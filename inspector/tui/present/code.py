"""What was written as a page: the code in colours, byte for byte as it is copied, or why there is none."""

from typing import assert_never

from textual.content import Content

from inspector.clients.client import Snippet
from inspector.tui.present.colours import colour
from inspector.tui.present.fit import wrap
from inspector.tui.present.page import Page, page_of
from inspector.tui.snippets import Refusal, Written


def written_page(written: Written, width: int) -> Page:
    """Return the page of what was written; only a refusal is wrapped to `width` cells."""
    match written:
        case Snippet(text, language):
            return page_of(colour(text.removesuffix("\n"), language).split("\n", allow_blank=True))
        case Refusal(reason, hint):
            lines = [Content(""), *wrap(Content.styled(reason, "bold"), width)]
            return page_of([*lines, *wrap(Content.styled(hint, "$text-muted"), width)])
        case _:
            assert_never(written)
