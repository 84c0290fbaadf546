"""A terminal whose encoding has no other signs gets borders, bars and text in ASCII, in as many cells."""

import pytest
from rich.cells import cell_len
from tui.driving import NARROW, SMALL, WIDE, driving

from inspector.tui.plain import in_ascii
from inspector.tui.present import signs


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=str)
async def test_every_screen_is_ascii(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Main screen, pages, dialogs, help and palette hold no other sign, and every line keeps its width."""
    monkeypatch.setattr(signs, "SIGNS", signs.ASCII)
    async with driving(size=size) as driver:
        for keys in (
            (),
            ("space", "4"),
            ("6",),
            ("v",),
            ("p",),
            ("N",),
            ("b",),
            ("m",),
            ("question_mark",),
            ("ctrl+p",),
        ):
            await driver.press(*keys)
            assert driver.text.isascii(), [sign for sign in driver.text if not sign.isascii()]
            assert {len(line) for line in driver.lines} == {size[0]}
            if driver.app.screen is not driver.main:
                await driver.press("escape")
                assert driver.app.screen is driver.main


async def test_a_terminal_that_can_keeps_its_borders() -> None:
    """Nothing is taken away where the signs can be shown."""
    async with driving() as driver:
        assert "╭─ Chain" in driver.text


def test_stand_ins_take_as_many_cells() -> None:
    """Each sign has one cell for one, and a wide letter becomes two question marks."""
    assert in_ascii("╭─┃╯ ✓ é 漢") == "+-|+ + ? ??"
    for text in ("╭──╮", "漢字", "━━─", "plain"):
        assert cell_len(in_ascii(text)) == cell_len(text)
