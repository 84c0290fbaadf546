"""Draws `screenshots/*.svg` from the app itself, on fixed certificates and a fixed clock.

Run it in `tests/`: ``python -m tui.draw_screenshots``. A test fails while the files differ from what it draws.
"""

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tui import shop
from tui.driving import NARROW, WIDE
from tui.samples import HOST, REFUSED, Recorder, Round, app, inspection

from inspector.inspection import Inspection

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
_CELL = 12.2
"""Width of a cell in the units of Textual's SVG."""


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    """Name of the file, without its ending."""

    keys: tuple[str, ...] = ()
    """Keys pressed before it is drawn."""

    size: tuple[int, int] = WIDE
    """Columns and rows."""

    fails: bool = False
    """Whether the fetch fails."""

    text: str = HOST
    """What is asked."""


SHOTS = (
    Shot("chain", ("space", "k", "space")),
    Shot("snippet", ("space", "k", "space", "6", "left_square_bracket")),
    Shot("error", fails=True),
    Shot("80x24", ("space", "k", "space"), NARROW),
    Shot("faces", ("a",), text=shop.HOST),
    Shot("lesson", ("l", *["down"] * 4, "enter", "enter")),
    Shot("rehearsal", ("space", "R")),
    Shot("light", ("space", "k", "space", "3", "t")),
)


async def draw(shot: Shot) -> str:
    """Return the SVG of `shot`."""
    answers: dict[str, Inspection | Exception] = {HOST: REFUSED if shot.fails else inspection(), shop.HOST: shop.shop()}
    recorder = Recorder(answers=answers, rounds=[Round(shop.whole())])
    with _plain_environment():
        made = app(recorder, shot.text)
        async with made.run_test(size=shot.size) as pilot:
            await pilot.pause()
            await made.workers.wait_for_complete()
            await pilot.press(*shot.keys)
            await pilot.pause()
            await made.workers.wait_for_complete()
            await pilot.pause()
            return tidy(made.export_screenshot(title="Pinspector"), shot.name)


def tidy(svg: str, name: str) -> str:
    """Return the SVG with names that do not change, and with leading blanks as places: some viewers drop them."""
    named = re.sub(r"terminal-\d+", f"pinspector-{name}", svg)

    def moved(match: re.Match[str]) -> str:
        before, x, middle, length, after, blanks = match.groups()
        room = _CELL * (len(blanks) // len("&#160;"))
        return f'{before}x="{float(x) + room:g}"{middle}textLength="{float(length) - room:g}"{after}>'

    return re.sub(r'(<text [^>]*?)x="([\d.]+)"([^>]*)textLength="([\d.]+)"([^>]*)>((?:&#160;)+)(?!<)', moved, named)


@contextmanager
def _plain_environment() -> Iterator[None]:
    """Hide what would change colours."""
    kept = {name: os.environ.pop(name, None) for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM")}
    try:
        yield
    finally:
        os.environ.update({name: value for name, value in kept.items() if value is not None})


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for shot in SHOTS:
        (FOLDER / f"{shot.name}.svg").write_text(asyncio.run(draw(shot)), encoding="utf-8")


if __name__ == "__main__":
    main()
