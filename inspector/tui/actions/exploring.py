"""Exploring: what devices make of the chain, all paths, and the minimum SDK that picks are held to."""

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from inspector.tui.screens.main import MainScreen, State
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.devices import Devices

IDLE = 0.5
"""Seconds after a chain has come from which on the app counts as idle."""


async def devices_of(screen: MainScreen) -> "Devices":
    """Return what devices make of the shown chain; computed beside the event loop, and once for each inspection."""
    session = screen.current
    if session.devices is not None:
        return session.devices
    inspection = session.inspection

    def compute() -> "Devices":
        from inspector.devices import look_at_devices

        return look_at_devices(inspection)

    devices = await in_thread(compute)
    now = screen.session
    if now is not None and now.inspection is inspection:
        screen.session = replace(now, devices=devices)
        if now.min_sdk is not None:
            screen.show_session(screen.session)
    return devices


def get_ready(screen: MainScreen) -> None:
    """Load the model and the tables of devices once nobody waits for anything, so that their page stands at once."""
    screen.set_timer(IDLE, partial(_load, screen), name="devices")


def _load(screen: MainScreen) -> None:
    if "inspector.devices" not in sys.modules and screen.state is State.CHAIN:
        threading.Thread(target=_load_now, name="devices", daemon=True).start()


def _load_now() -> None:
    from inspector.devices import load_tables

    load_tables()


def hold_to_minimum(screen: MainScreen) -> None:
    """Begin to compute the devices where a minimum SDK is set, so that picks below it can be marked."""
    session = screen.session
    if session is not None and session.min_sdk is not None and session.devices is None:
        screen.run_worker(devices_of(screen), name="devices", group="devices", exclusive=True)


def _devices(screen: MainScreen) -> None:
    from inspector.tui.screens.devices import DevicesScreen

    session = screen.current

    def set_minimum(level: int | None) -> None:
        screen.show_session(replace(screen.current, min_sdk=level))
        hold_to_minimum(screen)

    screen.app.push_screen(
        DevicesScreen(
            partial(devices_of, screen),
            screen.deliver,
            minimum=session.min_sdk,
            set_minimum=set_minimum,
            picked=session.draft.picked,
        ),
        partial(_go_on, screen),
    )


def _paths(screen: MainScreen) -> None:
    from inspector.tui.screens.paths import PathsScreen

    page = PathsScreen(screen.current.inspection, partial(devices_of, screen), screen.deliver)
    screen.app.push_screen(page, partial(_go_on, screen))


def _go_on(screen: MainScreen, where: str | None) -> None:
    if where is not None:
        HANDLERS[where](screen)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"devices": _devices, "paths": _paths}
"""The commands of this file."""
