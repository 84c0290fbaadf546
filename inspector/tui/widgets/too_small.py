"""One calm line where the terminal is too small."""

from textual.content import Content
from textual.widget import Widget

from inspector.tui.shape import MIN_HEIGHT, MIN_WIDTH


class TooSmall(Widget, can_focus=False):
    """Says how many cells are needed and how many there are."""

    def render(self) -> Content:
        """Return the line."""
        size = self.app.size
        return Content(f"Needs {MIN_WIDTH}x{MIN_HEIGHT} cells, has {size.width}x{size.height}.")
