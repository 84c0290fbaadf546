"""Where the style sheets lie: inside the installed package, or beside it in a checkout."""

from pathlib import Path

SHEETS = ("tokens.tcss", "main.tcss", "modals.tcss")
"""The style sheets in the order in which they are read; later ones win."""


def style_sheets() -> list[Path]:
    """Return the paths of the style sheets, in order."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "styles"
    folder = inside if inside.is_dir() else package.parent / "styles"
    return [folder / sheet for sheet in SHEETS]
