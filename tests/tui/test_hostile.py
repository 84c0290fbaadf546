"""Certificates whose every name tries to reach the terminal or the interface never do."""

import gzip
import re

import pytest
from testdata import shared
from tui.driving import NARROW, SMALL, WIDE, Driver, driving
from tui.hostile import check
from tui.samples import HOST, NOW, Recorder, hostile

from inspector.inspection import Settings, judge
from inspector.net.target import TargetError, parse_target
from inspector.reading import FileError
from inspector.trust.stores import from_anchors
from inspector.tui.actions.asking import show_inspection
from inspector.tui.app import InspectorApp
from inspector.tui.present.subject import subject_of, tab_page
from inspector.tui.session import open_session
from inspector.tui.widgets.detail import Detail

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")


class Tripwire:
    """Counts runs of the actions that the hostile names would run."""

    def __init__(self, app: InspectorApp) -> None:
        self.runs = 0
        for name in ("action_exit", "action_quit", "action_bell"):
            setattr(app, name, self.run)

    async def run(self) -> None:
        """Count."""
        self.runs += 1


async def visit(driver: Driver) -> None:
    """Look at every tab, the snippets, the findings, the palette and help."""
    for key in "123456":
        await driver.press(key)
        check(driver)
    await driver.press("escape")
    for keys in (["space"], ["F"], ["f"], ["escape"], ["question_mark"], ["escape"], ["d"], ["i"], ["escape"]):
        await driver.press(*keys)
        check(driver)
    await driver.press("c")
    check(driver)
    await driver.press("escape")


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=str)
async def test_hostile_names_are_only_text(size: tuple[int, int]) -> None:
    """On every tab and dialog: no control character in any segment, no action in any meta, no link."""
    async with driving(Recorder(answers={HOST: hostile()}), size=size) as driver:
        check(driver)
        await visit(driver)


async def test_a_click_on_hostile_text_runs_nothing() -> None:
    """A click on markup in a name is a click on text."""
    async with driving(Recorder(answers={HOST: hostile()})) as driver:
        tripwire = Tripwire(driver.app)
        for text in ("owned", "@click", "[B", "$error"):
            for row, line in enumerate(driver.lines):
                if text in line:
                    await driver.pilot.click(offset=(line.index(text), row))
        await driver.rest()
        assert tripwire.runs == 0
        assert not driver.app._exit


async def test_hostile_names_are_shown_as_escapes() -> None:
    """What was hidden is legible, and what is long is counted."""
    async with driving(Recorder(answers={HOST: hostile()})) as driver:
        view = driver.main.query_one(Detail).view
        assert "in full under Names" in view.page.text
        await driver.press("2")
        text = "".join(view.page.text.split())
        assert "\\x1b]52;c;aGk=\\x07" in text
        assert "\\u{202e}" in text
        assert "…+" in text


async def test_toasts_do_not_read_names_as_markup() -> None:
    """A toast that holds a hostile name shows it literally."""
    async with driving(Recorder(answers={HOST: hostile()})) as driver:
        driver.main.consented = driver.main.current.inspection.source
        await driver.press("c")
        assert "[ @click=app.exit]x" in driver.toasts[-1]
        check(driver)


async def test_a_hostile_target_is_shown_literally() -> None:
    """What was typed as a host is text too, in the field and on the page of its failure; a fault tells none of it."""
    typed = "\x1b[31m[@click=app.exit]x\u202e"
    with pytest.raises(TargetError) as caught:
        parse_target(typed)
    async with driving(Recorder(answers={typed: caught.value}), text=typed) as driver:
        check(driver)
        assert "[@click=app.exit]x" in driver.text
        assert caught.value.reason in driver.text
    async with driving(Recorder(answers={"x.test": ValueError(typed)}), text="x.test") as driver:
        check(driver)
        assert "a fault of Pinspector itself: ValueError" in driver.text
        assert "@click" not in driver.text


async def test_the_corpus_of_hostile_certificates() -> None:
    """Every certificate of the shared corpus is shown without effect, or refused with a sentence."""
    folder = shared("testdata", "hostile")
    store = from_anchors("mozilla", "no roots", [])
    shown, refusals = 0, list[str]()
    async with driving() as driver:
        for path in sorted(folder.glob("*.der*")):
            raw = path.read_bytes()
            der = gzip.decompress(raw) if path.suffix == ".gz" else raw
            try:
                judged = judge((der,), Settings(store=store), now=NOW, source=path.name, host=HOST)
            except FileError as error:
                refusals.append(error.reason)
                continue
            session, _ = open_session(judged, None)
            for tab in ("overview", "names", "extensions", "bytes", "pem"):
                for width in (50, 76):
                    page = tab_page(subject_of(session, 0), tab, width)
                    assert not _CONTROL.search(page.text.replace("\n", ""))
            if path.name.startswith(("cn_", "dn_")):
                show_inspection(driver.main, judged)
                await driver.pilot.pause()
                check(driver)
            shown += 1
    assert shown > 100
    assert not [reason for reason in refusals if _CONTROL.search(reason)]
