"""Tooltips for the words of the field, wherever they stand."""

from textual import events
from textual.content import Content
from textual.widget import Widget


def tell_term(widget: Widget, line: str, column: int) -> None:
    """Let the tooltip of `widget` explain the term at `column` of `line`; without one it has none."""
    from inspector.tui.glossary import term_at

    term = term_at(line, column)
    words = f"{term.word}: {term.sentence}" if term is not None else ""
    present = widget.tooltip.plain if isinstance(widget.tooltip, Content) else ""
    if words != present:
        widget.tooltip = Content(words) if words else None


def tell_drawn_term(widget: Widget, event: events.MouseMove) -> None:
    """Let the tooltip of `widget` explain the term under the mouse, as it was drawn there."""
    place = event.get_content_offset(widget)
    if place is not None:
        tell_term(widget, widget.render_line(place.y).text, place.x)
