"""The row of buttons at the foot of a page: each names its key, and those that have no room leave as a whole."""

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

_ROOMY, _TIGHT = 3, 0
"""Cells between two buttons, besides the one on each side of a label."""


class KeyButton(Button):
    """A button that shows the key that does the same."""

    BINDINGS = [
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]

    def __init__(self, key: str, label: str, action: str, *, id: str | None = None) -> None:
        """Make the button for `action` of the dialog, which `key` (as people write it) also runs."""
        self.key = key
        """The key, as people write it."""
        self.words = label
        """What it does."""
        self.does = action
        """The action of the dialog."""
        self.offered = True
        """Whether the button is wanted now, as far as there is room."""
        super().__init__(self._worded(label), id=id, action=f"screen.{action}", compact=True)

    def _worded(self, label: str) -> Content:
        return Content.assemble((self.key, "b"), " ", Content(label))

    @property
    def cells(self) -> int:
        """The width with one blank on each side."""
        return self._worded(self.words).cell_length + 2

    def say(self, label: str) -> None:
        """Name what the button does by other words."""
        self.words = label
        self.label = self._worded(label)
        self.refresh(layout=True)
        self._fit()

    def offer(self, wanted: bool) -> None:
        """Take part in the row, or leave it."""
        if wanted != self.offered:
            self.offered = wanted
            self._fit()

    def _fit(self) -> None:
        if isinstance(self.parent, KeyRow):
            self.parent.fit()


class KeyRow(Horizontal):
    """Buttons in one line; where room lacks they move together, and then the last ones leave, but never the way out."""

    def on_mount(self) -> None:
        """Begin with what fits."""
        self.fit()

    def on_resize(self) -> None:
        """Show what fits now."""
        self.fit()

    def fit(self) -> None:
        """Show the buttons that fit into the row as a whole; the last one, which closes, always stays."""
        buttons = list(self.query_children(KeyButton))
        width = self.content_size.width
        wanted = [button for button in buttons if button.offered]
        if not wanted or width <= 0:
            return
        tight = _cells(wanted, _ROOMY) > width
        while len(wanted) > 1 and _cells(wanted, _TIGHT if tight else _ROOMY) > width:
            del wanted[-2]
        self.set_class(tight, "-tight")
        for button in buttons:
            button.display = button in wanted


def _cells(buttons: list[KeyButton], gap: int) -> int:
    return sum(button.cells for button in buttons) + gap * (len(buttons) - 1)
