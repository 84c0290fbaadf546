"""The function of each command."""

from collections.abc import Callable

from inspector.tui.actions import asking, completing, copying, exploring, moving, picking, viewing
from inspector.tui.screens.main import MainScreen

HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    **moving.HANDLERS,
    **picking.HANDLERS,
    **copying.HANDLERS,
    **asking.HANDLERS,
    **completing.HANDLERS,
    **viewing.HANDLERS,
    **exploring.HANDLERS,
}
"""The functions by the ids of the table of commands."""
