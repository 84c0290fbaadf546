"""One calm line over everything where the terminal is too small."""

from textual.content import Content
from textual.widget import Widget

from inspector.tui.shape import MIN_HEIGHT, MIN_WIDTH


class TooSmall(Widget, can_focus=False):
    """Covers the screen that it stands in, says how many cells are needed, and which keys still do something."""

    def render(self) -> Content:
        """Return the line that there is room for."""
        size = self.app.size
        lines = [f"Needs {MIN_WIDTH}x{MIN_HEIGHT} cells, has {size.width}x{size.height}."]
        if size.height > 1:
            lines.append("q quits, esc goes back.")
        return Content("\n").join(lines)
