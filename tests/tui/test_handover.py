"""The hand-over sheet from the main view: copied, or saved as Markdown, picture and JSON."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tui.driving import NARROW, SMALL, WIDE, driving
from tui.samples import HOST, PINS, Recorder, hostile, inspection

from inspector.tui.screens.handover import HandoverDialog
from inspector.tui.screens.save import SaveDialog


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_c_copies_the_sheet_as_markdown() -> None:
    """The whole sheet goes to the clipboard in two keys."""
    async with driving() as driver:
        await driver.press("space", "E", "c")
        text, what = driver.recorder.copied[-1]
        assert what == "the hand-over sheet as Markdown"
        assert text.startswith("# Pins for `www.example.org`\n")
        assert f"- pin `{PINS['leaf']}`" in text
        assert "one pin" in text.lower()


@pytest.mark.parametrize(("key", "ending"), [("m", "md"), ("s", "svg"), ("j", "json")])
async def test_each_form_is_saved_under_a_fitting_name(key: str, ending: str, folder: Path) -> None:
    """The save dialog suggests a name; enter writes the file, and the toast names it."""
    async with driving() as driver:
        await driver.press("space", "k", "space", "E", key)
        assert isinstance(driver.app.screen, SaveDialog)
        assert "Save the hand-over sheet" in driver.text
        await driver.press("enter")
        file = folder / f"pins-www.example.org.{ending}"
        assert str(file) in driver.toasts[-1]
        text = file.read_text(encoding="utf-8")
    match ending:
        case "md":
            assert text.count("**pinned**") == 2
        case "svg":
            assert ET.fromstring(text).tag.endswith("svg")
            assert "Hand-over" not in text
            assert "[x]" in text.replace("&#160;", " ")
        case _:
            value = json.loads(text)
            assert [entry["pin"] for entry in value["chain"]] == [PINS[name] for name in ("leaf", "inter", "root")]
            assert [item["pin"] for item in value["pins"]["chosen"]] == [PINS["leaf"], PINS["inter"]]
            assert value["pins"]["last_protected_day"] == "2026-11-13"
            assert value["reproduce"][0] == "pinspector show www.example.org:443"


async def test_no_message_is_in_the_picture(folder: Path) -> None:
    """What was said a moment before would cover the chain."""
    async with driving() as driver:
        await driver.press("space", "o")
        assert driver.toasts
        await driver.press("E", "s", "enter")
    assert "Copied" not in (folder / "pins-www.example.org.svg").read_text().replace("&#160;", " ")


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=str)
async def test_the_mouse_does_the_same(size: tuple[int, int]) -> None:
    """Every form is a button."""
    async with driving(size=size) as driver:
        await driver.press("E")
        assert isinstance(driver.app.screen, HandoverDialog)
        await driver.click("j JSON")
        assert isinstance(driver.app.screen, SaveDialog)


async def test_a_private_chain_asks_once() -> None:
    """Pins of no public root are handed over only after the question that copying asks."""
    private = inspection(store=("system", "the system's roots"), public=False)
    async with driving(Recorder(answers={HOST: private})) as driver:
        await driver.press("space", "E", "c")
        assert "Copy pins of a private chain?" in driver.text
        assert driver.recorder.copied == []


async def test_a_hostile_chain_gives_a_sound_picture(folder: Path) -> None:
    """The SVG of a chain whose names hold markup is well-formed, and holds no script and no link."""
    async with driving(Recorder(answers={HOST: hostile()})) as driver:
        await driver.press("E", "s", "y", "enter")
        (file,) = folder.iterdir()
        tree = ET.fromstring(file.read_text(encoding="utf-8"))
    kinds = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not kinds & {"script", "a", "image", "foreignObject"}


async def test_without_a_chain_there_is_nothing_to_hand_over() -> None:
    """The key says why it cannot work."""
    async with driving(text=None) as driver:
        driver.main.run_command("export")
        await driver.rest()
        assert driver.toasts == ["There is no chain yet: type a host with /."]
