"""The function of each command."""

from collections.abc import Callable

from inspector.tui.actions import (
    asking,
    checking,
    completing,
    copying,
    exploring,
    handing,
    learning,
    moving,
    picking,
    rehearsing,
    viewing,
)
from inspector.tui.screens.main import MainScreen

HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    **moving.HANDLERS,
    **picking.HANDLERS,
    **copying.HANDLERS,
    **asking.HANDLERS,
    **completing.HANDLERS,
    **viewing.HANDLERS,
    **exploring.HANDLERS,
    **rehearsing.HANDLERS,
    **checking.HANDLERS,
    **learning.HANDLERS,
    **handing.HANDLERS,
}
"""The functions by the ids of the table of commands."""
