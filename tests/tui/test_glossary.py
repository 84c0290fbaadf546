"""Every word on the screens has its sentence, under one key everywhere and in the tooltips."""

import re

import pytest
from textual.content import Content
from textual.geometry import Offset
from tui.driving import NARROW, SMALL, WIDE, Driver, driving
from tui.samples import NOW, inspection

from inspector.chain.path import Origin, Role
from inspector.lessons.mechanisms import COMPARISON
from inspector.pinning.advice import layer_advice
from inspector.tui.command import Group
from inspector.tui.glossary import TERMS, explain, term_at, terms_in
from inspector.tui.present.ladder import ROLES
from inspector.tui.present.overview import COLUMN, overview_page
from inspector.tui.screens.glossary import GlossaryScreen
from inspector.tui.widgets.detail import SNIPPET_TAB, TABS
from inspector.tui.widgets.page_view import PageView

ORDERED = ["SPKI", "pin", "anchor", "intermediate", "backup pin", "path", "served", "fingerprint", "SNI", "AIA"]
ORDERED += ["SCT", "cross-sign", "leaf", "root", "store", "layer", "origin", "finding", "verdict", "target", "pin set"]


def test_words_are_unique_and_sentences_are_sentences() -> None:
    """No spelling stands for two terms; each explanation is one sentence that says more than the word."""
    spellings = [spelling.lower() for term in TERMS for spelling in (term.word, *term.also)]
    assert len(spellings) == len(set(spellings))
    assert [term.word.lower() for term in TERMS] == sorted(term.word.lower() for term in TERMS)
    for term in TERMS:
        assert re.fullmatch(r"[A-Z].*[^.]\.", term.sentence), term
        assert not re.search(r"[.!?] [A-Z]", term.sentence), term
        assert len(term.sentence) <= 130, term


@pytest.mark.parametrize("word", ORDERED)
def test_the_words_of_the_field_are_there(word: str) -> None:
    """Every word that the interface is built on is explained."""
    assert explain(word) is not None


def test_every_label_and_heading_is_explained() -> None:
    """Tabs, roles, origins, and every label of the overview that is a word of the field has an entry."""
    labels = {tab.title for tab in (*TABS, SNIPPET_TAB)}
    labels |= {role.value for role in Role} | {origin.value for origin in Origin} | set(ROLES.values())
    for layer in inspection().layers:
        page = overview_page(layer, 78, NOW, advice=(layer_advice(layer),))
        heads = (page.line(number).plain[:COLUMN].strip() for number in range(page.count))
        labels |= {head for head in heads if head}
    labels |= {"pin set", "chain", "findings", "snippet", "expiry", "subdomains", "backup"}
    assert {"Subject", "Signed by", "Valid", "Key", "SPKI pin", "Why pin it", "Origin", "Use", "Serial"} <= labels
    assert sorted(label for label in labels if explain(label) is None) == []


def test_every_lesson_of_the_comparison_and_group_uses_known_words() -> None:
    """Titles that stand over more than one word hold at least one that is explained."""
    assert terms_in(" ".join(COMPARISON.head)) != ()
    assert terms_in(Group.PIN.value) != ()


def test_the_longest_term_at_a_place_wins() -> None:
    """Whole words only, in any case; `backup pin` is not `pin`, and nothing stands between words."""
    line = "A Backup pin, spins and a pin-set"
    assert (term := term_at(line, 4)) is not None
    assert term.word == "backup pin"
    assert term_at(line, 0) is None
    assert term_at(line, line.index("spins") + 1) is None
    assert [found.word for found in terms_in("No PINS in this Path.")] == ["path", "pin"]


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=str)
@pytest.mark.parametrize("key", ["question_mark", "v", "p", "f", "e", "b", "h", "l", "m", "E", "slash", ""], ids=str)
async def test_one_key_opens_the_words_everywhere(key: str, size: tuple[int, int]) -> None:
    """F2 opens the words above every page and dialog, in fields too, and closes them again."""
    async with driving(size=size) as driver:
        await driver.press("space", *([key] if key else []))
        before = driver.app.screen
        await driver.press("f2")
        assert isinstance(driver.app.screen, GlossaryScreen)
        assert driver.app.screen.view.page.width <= driver.app.screen.view.scrollable_content_region.width
        await driver.press("f2")
        assert driver.app.screen is before


async def test_the_words_on_the_screen_come_first() -> None:
    """On the main view the words of the open page stand above all others."""
    async with driving() as driver:
        await driver.press("f2")
        lines = driver.app.screen.query_one("#sheet-page", PageView).page.text.splitlines()
        first = lines[lines.index("On this screen") + 1 : lines.index("All others")]
        assert any(line.startswith(("fingerprint", "serial")) for line in first)
        assert any(line.startswith(("SPKI", "pin")) for line in first)


async def hover(driver: Driver, text: str) -> str:
    """Return the tooltip under the mouse at the first letter of `text`."""
    place = driver.where(text)
    await driver.pilot.hover(offset=place)
    await driver.pilot.pause()
    widget, _ = driver.app.screen.get_widget_at(*place)
    return widget.tooltip.plain if isinstance(widget.tooltip, Content) else ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("SPKI pin", "pin", id="label-of-a-page"),
        pytest.param("Valid ", "valid", id="another-label"),
        pytest.param("inter ", "intermediate", id="ladder"),
        pytest.param("Extensions", "extension", id="tab"),
        pytest.param("expiry in NSC", "expiry", id="pin-bar"),
        pytest.param("trusted by", "trusted", id="verdict"),
    ],
)
async def test_tooltips_explain_in_the_same_words(text: str, word: str) -> None:
    """The tooltip at a term is its sentence; beside it there is none."""
    async with driving() as driver:
        await driver.press("space")
        term = explain(word)
        assert term is not None
        assert await hover(driver, text) == f"{term.word}: {term.sentence}"


async def test_no_tooltip_without_a_term() -> None:
    """Between words nothing is explained, and a term's tooltip goes when the mouse does."""
    async with driving() as driver:
        await hover(driver, "Valid ")
        view = driver.main.query_one("#detail-page", PageView)
        assert view.tooltip is not None
        region = view.content_region
        place = Offset(region.right - 3, region.bottom - 1)
        await driver.pilot.hover(offset=(place.x, place.y))
        await driver.pilot.pause()
        assert view.tooltip is None
