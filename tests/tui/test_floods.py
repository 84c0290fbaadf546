"""A million characters pasted into each field, keys held down, sizes that change under way: nothing piles up."""

import threading
import time

import pytest
from textual.events import Paste
from tui.driving import NARROW, SMALL, WIDE, Driver, driving
from tui.samples import HOST, Recorder, inspection

from inspector.chain.finding import Finding, Severity
from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.findings import MOST, findings_text

PASTED = {"one line": "x" * 1_000_000, "many lines": "sha256/x\n" * 110_000}
"""What is pasted."""

PATIENCE = 5.0
"""Seconds of processor time that taking it all may cost, on any machine."""


async def flood(driver: Driver, text: str) -> float:
    """Paste, and return the seconds of processor time until the app rests."""
    began = time.process_time()
    driver.app.post_message(Paste(text))
    await driver.rest()
    return time.process_time() - began


@pytest.mark.parametrize("key", ["down", "space", "right_square_bracket", "d", "2", "v", "t", "r"])
async def test_a_held_key_leaves_nothing_behind(key: str) -> None:
    """Sixty presses in a row are dealt with as they come: the app rests soon after the last."""
    async with driving(Recorder(answers={HOST: inspection()})) as driver:
        began = time.process_time()
        await driver.pilot.press(*[key] * 60)
        await driver.rest()
        assert time.process_time() - began < 60
        await driver.press("escape", "question_mark")
        assert "Moves towards the root" in driver.text


async def test_fifty_fetches_one_after_the_other_show_the_last_alone() -> None:
    """Every earlier one is cancelled, and its late answer, which is another chain, is dropped."""
    recorder = Recorder()
    gates = [recorder.gates.setdefault(f"slow{number}.example.org", threading.Event()) for number in range(50)]
    for number in range(50):
        recorder.answers[f"slow{number}.example.org"] = inspection(host=f"slow{number}.example.org")
    async with driving(recorder) as driver:
        for number in range(50):
            await driver.pilot.press("slash")
            driver.host_field.value = f"slow{number}.example.org"
            await driver.pilot.press("enter")
            await driver.pilot.pause()
        assert [cancel.is_set for cancel in recorder.cancels[-50:]] == [True] * 49 + [False]
        gates[-1].set()
        await driver.rest()
        assert driver.main.current.inspection.source == "slow49.example.org:443"
        for gate in gates:
            gate.set()
        await driver.rest()
        assert driver.main.current.inspection.source == "slow49.example.org:443"


@pytest.mark.parametrize(
    "keys", [("v",), ("p",), ("C",), ("R",), ("l", "enter"), ("a",), ("f2",), ("m",), ("E",)], ids=str
)
async def test_resizing_under_way(keys: tuple[str, ...]) -> None:
    """From wide to small and back while a page is being made: it is whole in the end."""
    async with driving() as driver:
        await driver.press("space")
        await driver.pilot.press(*keys)
        for size in (SMALL, NARROW, WIDE, (30, 8), SMALL, WIDE):
            await driver.pilot.resize_terminal(*size)
        await driver.rest()
        assert "too small" not in driver.text.lower()
        await driver.press("escape", "escape")
        assert driver.main.is_current


def test_more_findings_than_a_page_holds_are_counted() -> None:
    """The worst are told, the rest is a number."""
    findings = [Finding("unused", Severity.INFO, f"Title {number}.", "") for number in range(100)]
    text = findings_text([*findings, Finding("bad", Severity.ERROR, "The bad one.", "")]).plain
    assert text.startswith(SIGNS.of(Severity.ERROR))
    assert f"Title {MOST - 2}." in text
    assert f"Title {MOST - 1}." not in text
    assert f"and {101 - MOST} more" in text
