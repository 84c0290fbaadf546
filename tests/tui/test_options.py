"""Advice in the app names no option that only the command line takes, unless as one to start again with."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.command import CommandPalette
from tui.driving import driving
from tui.samples import HOST, REFUSED, Recorder

from inspector.net.target import TargetError
from inspector.tui.failure import failure_of
from inspector.tui.present.options import in_app

PACKAGE = Path(__file__).resolve().parents[2] / "inspector"
OPTION = re.compile(r"(?<![\w/])--[a-z][a-z-]+")
WAYS_ON = re.compile(
    r"[sS]tart again with(?:out)? --[a-z-]+[^.;]*(?:or --[a-z-]+)?|v tells what each release makes of it"
)


def advice() -> Iterator[str]:
    """Yield every text of the rooms below that is no docstring and names an option of the command line."""
    for room in ("net", "chain", "trust"):
        for file in sorted((PACKAGE / room).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.JoinedStr):
                    text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                    text = node.value
                else:
                    continue
                if OPTION.search(text) and not text.startswith((" or", "; --ipv")):
                    yield text


ADVICE = sorted(set(advice()))


def test_there_is_advice_that_names_options() -> None:
    """The texts are found at all."""
    assert len(ADVICE) > 15


@pytest.mark.parametrize("text", ADVICE)
def test_options_are_ones_to_start_again_with(text: str) -> None:
    """Each text of the rooms below tells an app user what to start again with, or the app's own key."""
    told = in_app(text)
    assert not OPTION.search(WAYS_ON.sub("", told)), told


def test_phrases_are_whole() -> None:
    """A verb of the option becomes what it is for, and a sentence begins with a capital."""
    assert in_app("--timeout gives it longer.") == "Start again with --timeout SECONDS to give it longer."
    assert in_app("Own it? Then name it with --roots FILE.") == "Own it? Then start again with --roots FILE."
    assert in_app("ask, or go without --proxy.") == "ask, or start again without --proxy."
    assert in_app("Nothing of the kind.") == "Nothing of the kind."


async def test_a_target_that_can_never_be_one_is_not_tried_again() -> None:
    """The page offers no second try where it cannot help, and says so where r is pressed all the same."""
    wrong = TargetError("This is no host name", "Write host or host:port.")
    async with driving(Recorder(answers={"foo bar": wrong}), text="foo bar") as driver:
        assert failure_of(wrong).final
        assert "try again" not in driver.text
        await driver.press("r")
        assert "This can never be a target" in driver.toasts[-1]
        assert len(driver.recorder.asked) == 1
    async with driving(Recorder(answers={HOST: REFUSED})) as driver:
        assert "r try again" in driver.text


async def test_on_the_page_of_a_failure_c_is_said_to_copy_the_details() -> None:
    """Help, palette and tooltip name what c does there, and never a pin."""
    async with driving(Recorder(answers={HOST: REFUSED})) as driver:
        await driver.pilot.hover(offset=driver.where("Copy details"))
        await driver.pilot.pause()
        assert str(driver.main.query_one("#keys").tooltip) == "Copy the details of the failure."
        await driver.press("question_mark")
        rows = [str(row.render()).strip() for row in driver.app.screen.query(".help-words")]
        assert "Copy the details of the failure" in rows
        assert not [row for row in rows if row.startswith("Copy this layer's pin")]
        await driver.press("escape", "ctrl+p", *"failure")
        assert "Copy the details of the failure  c" in driver.text
        await driver.press("enter")
        assert driver.recorder.copied[-1][1] == "the details of the failure"


async def test_the_minimum_sdk_is_in_the_palette() -> None:
    """It can be set without the page of devices, and picks that a release does not reach are marked."""
    async with driving() as driver:
        await driver.press("ctrl+p", *"minimum")
        assert isinstance(driver.app.screen, CommandPalette)
        await driver.press("enter", *"24", "enter")
        assert driver.main.current.min_sdk == 24
        assert driver.main.current.devices is not None
        await driver.press("question_mark")
        rows = [str(item.render()) for item in driver.app.screen.query(".help-key")]
        assert rows.count("palette") == 4
