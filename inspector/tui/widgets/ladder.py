"""The ladder of layers: the root on top, the leaf at the bottom, each joined to the one that it signed."""

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from inspector.tui.widgets.terms import tell_drawn_term

if TYPE_CHECKING:
    from inspector.tui.present.ladder import Row

TALL_WIDTH = 60
"""Rows are two lines tall where the ladder is narrower: beside the details, not above them."""


class Ladder(OptionList):
    """The layers, with a cursor and a mark on what is picked."""

    class CursorMoved(Message):
        """The cursor stands on another layer."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number
            """The row, from 0 at the top."""

    class PickToggled(Message):
        """The mark of a layer was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number
            """The row, from 0 at the top."""

    class Entered(Message):
        """The layer under the cursor was chosen with enter or a double click."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._rows: tuple[Row, ...] = ()
        self._now = datetime.fromtimestamp(0, UTC)
        self._drawn_for = (0, False)
        self._cursor = -1

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the tooltip explain the term under the mouse."""
        tell_drawn_term(self, event)

    @property
    def number(self) -> int | None:
        """The row under the cursor, from 0 at the top; None without rows."""
        option = self.highlighted_option
        if option is not None and option.id is not None:
            return int(option.id[1:])
        return self._cursor if self._rows else None

    def show(self, rows: "tuple[Row, ...]", now: datetime, *, cursor: int | None = None) -> None:
        """Show `rows`, top first, as of `now`; the cursor goes to row `cursor`, or stays on its row.

        Without room, as while a page covers the ladder, the rows are drawn when there is some.
        """
        same = [row.layer for row in rows] == [row.layer for row in self._rows] and cursor is None
        place = self.number if cursor is None else cursor
        self._rows, self._now = rows, now
        if same and self.option_count:
            self._refresh_rows()
            return
        self._build(place if place is not None else 0)

    def _shape(self) -> tuple[int, bool]:
        width = self.scrollable_content_region.width
        return width, width < TALL_WIDTH and self._fits_tall()

    def _fits_tall(self) -> bool:
        return self.screen.size.width >= 120

    def _row(self, number: int, cursor: int) -> Content:
        from inspector.tui.present.ladder import ladder_row

        width, tall = self._drawn_for
        return ladder_row(self._rows[number], number, width=width, now=self._now, cursor=number == cursor, tall=tall)

    def _build(self, cursor: int) -> None:
        from inspector.tui.present.ladder import Section, heading_row, joint_row

        self._drawn_for = self._shape()
        width, tall = self._drawn_for
        if width <= 0:
            self._cursor = cursor
            with self.prevent(OptionList.OptionHighlighted):
                self.clear_options()
            return
        options: list[Option] = []
        counts = Counter(row.section for row in self._rows)
        before = Section.PATH
        for number, row in enumerate(self._rows):
            if tall and 0 < number < counts[Section.PATH]:
                options.append(Option(joint_row(number == 1), disabled=True))
            if row.section is not before:
                before = row.section
                if tall:
                    options.append(Option("", disabled=True))
                heading = heading_row(before, counts[before], width, in_file=row.in_file)
                options.append(Option(heading, disabled=True))
            options.append(Option(self._row(number, cursor), id=f"r{number}"))
        self._cursor = cursor
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            if self._rows:
                self.highlighted = self.get_option_index(f"r{min(cursor, len(self._rows) - 1)}")
        self.scroll_to_highlight()

    def _refresh_rows(self) -> None:
        for number in range(len(self._rows)):
            self.replace_option_prompt(f"r{number}", self._row(number, self._cursor))

    def on_resize(self) -> None:
        """Build the rows for the new width; the cursor stays on its layer."""
        if self._shape() != self._drawn_for and self._rows:
            self._build(self._cursor)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Draw the cursor's sign at its new place, and tell the screen."""
        event.stop()
        number = self.number
        if number is None or number == self._cursor:
            return
        before, self._cursor = self._cursor, number
        for changed in (before, number):
            if 0 <= changed < len(self._rows):
                self.replace_option_prompt(f"r{changed}", self._row(changed, number))
        self.post_message(self.CursorMoved(number))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell the screen that the layer was entered."""
        event.stop()
        self.post_message(self.Entered())

    def move(self, by: int) -> None:
        """Move the cursor `by` rows, stopping at the ends."""
        if self.number is not None:
            self.move_to(self.number + by)

    def move_to(self, number: int) -> None:
        """Move the cursor to row `number`, or to the nearest end."""
        if self.option_count:
            self.highlighted = self.get_option_index(f"r{max(0, min(number, len(self._rows) - 1))}")

    def action_cursor_up(self) -> None:
        """Move up, stopping at the top."""
        self.move(-1)

    def action_cursor_down(self) -> None:
        """Move down, stopping at the bottom."""
        self.move(1)

    async def _on_click(self, event: events.Click) -> None:
        """Pick on the mark, move the cursor elsewhere, enter on a double click."""
        from inspector.tui.present.ladder import PICK_META

        event.prevent_default()
        index = event.style.meta.get("option")
        if not isinstance(index, int) or self.options[index].disabled:
            return
        self.highlighted = index
        number = event.style.meta.get(PICK_META)
        if isinstance(number, int):
            self.post_message(self.PickToggled(number))
        elif event.chain == 2:
            self.post_message(self.Entered())
