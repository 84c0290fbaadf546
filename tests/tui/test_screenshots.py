"""The pictures of the README are what the app draws today."""

import pytest
from tui.draw_screenshots import FOLDER, SHOTS, Shot, draw


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_a_picture_is_fresh(shot: Shot) -> None:
    """The stored picture equals the one that is drawn now (else run `python -m tui.draw_screenshots` in tests/)."""
    assert (FOLDER / f"{shot.name}.svg").read_text(encoding="utf-8") == await draw(shot)


def test_no_picture_is_left_over() -> None:
    """Every stored picture is one that is drawn."""
    assert {path.name for path in FOLDER.iterdir()} == {f"{shot.name}.svg" for shot in SHOTS}
