"""Exploring: what devices make of the chain, all paths, and the minimum SDK that picks are held to."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from inspector.chain.pin import Pin
from inspector.tui.screens.main import MainScreen, State
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.devices.looking import DeviceKey, Devices

IDLE = 0.5
"""Seconds after a chain has come from which on the app counts as idle."""


async def devices_of(screen: MainScreen) -> "Devices":
    """Return what devices make of the shown chain; computed beside the event loop, and once for each inspection."""
    session = screen.current
    if session.devices is not None:
        return session.devices
    inspection = session.inspection

    def compute() -> "Devices":
        from inspector.devices.looking import look_at_devices

        return look_at_devices(inspection)

    devices = await in_thread(compute)
    now = screen.session
    if now is not None and now.inspection is inspection:
        screen.show_session(replace(now, devices=devices))
    return devices


def get_ready(screen: MainScreen) -> None:
    """Ask what devices make of the chain once nobody waits for anything: what they refuse is told, and marked."""
    if screen.inspector.looks_ahead:
        screen.set_timer(IDLE, partial(_look_ahead, screen), name="devices")


def _look_ahead(screen: MainScreen) -> None:
    session = screen.session
    if session is not None and session.devices is None and screen.state is State.CHAIN:
        screen.run_worker(devices_of(screen), name="devices", group="devices", exclusive=True)


def hold_to_minimum(screen: MainScreen) -> None:
    """Begin to compute the devices where a minimum SDK is set, so that picks below it can be marked."""
    session = screen.session
    if session is not None and session.min_sdk is not None and session.devices is None:
        screen.run_worker(devices_of(screen), name="devices", group="devices", exclusive=True)


def _devices(screen: MainScreen) -> None:
    from inspector.tui.screens.devices import DevicesScreen

    session = screen.current
    screen.app.push_screen(
        DevicesScreen(
            partial(devices_of, screen),
            screen.deliver,
            minimum=session.min_sdk,
            set_minimum=partial(_set_minimum, screen),
            picked=partial(_picked, screen),
            pick=partial(_pick_beyond, screen),
        ),
        partial(_go_on, screen),
    )


def _picked(screen: MainScreen) -> frozenset[Pin]:
    draft = screen.current.draft
    return draft.picked | {item.pin for item in (*draft.leaves, *draft.beyond)}


def _pick_beyond(screen: MainScreen, key: "DeviceKey") -> None:
    """Put a key that only devices' paths have into the pin set, or take it out where it is in it."""
    from inspector.devices.keys import choose_beyond
    from inspector.pinning.draft import toggle_beyond

    session = screen.current
    if session.devices is None:
        return
    item = choose_beyond(session.devices, key)
    draft = toggle_beyond(session.draft, item)
    screen.show_session(session.with_draft(draft))
    said = "out of the pin set again."
    if item in draft.beyond:
        said = f"in the pin set: in the path on {item.devices} alone."
    screen.notify(f"{item.label} is {said}", timeout=5, markup=False)


def _set_minimum(screen: MainScreen, level: int | None) -> None:
    screen.show_session(replace(screen.current, min_sdk=level))
    hold_to_minimum(screen)


def _minimum(screen: MainScreen) -> None:
    from inspector.tui.screens.minimum import MinimumDialog

    def answered(level: int | None) -> None:
        if level is not None:
            _set_minimum(screen, level or None)
            words = f"Minimum SDK {level}: picks that do not reach it are marked." if level else "Every release counts."
            screen.notify(words, timeout=5, markup=False)

    screen.app.push_screen(MinimumDialog(screen.current.min_sdk), answered)


def _paths(screen: MainScreen) -> None:
    from inspector.tui.screens.paths import PathsScreen

    page = PathsScreen(
        screen.current.inspection,
        partial(devices_of, screen),
        screen.deliver,
        picked=partial(_picked, screen),
        pick=partial(_pick_beyond, screen),
    )
    screen.app.push_screen(page, partial(_go_on, screen))


def _faces(screen: MainScreen) -> None:
    from inspector.leaf_keys import other_leaves
    from inspector.pinning.draft import add_leaves, pick, remove_leaves
    from inspector.tui.facing import Facing
    from inspector.tui.screens.faces import FacesScreen

    seen = screen.current.inspection
    if seen.target is None:
        return
    facing, shown = screen.fetching.facing, seen.layers[0].pin
    if facing is None or facing.inspection is not seen:
        lookup = screen.fetching.lookup_for(seen.target)
        facing = Facing(screen.inspector, seen, seen.target, screen.shown_as.options, lookup)
        screen.fetching.facing = facing

    def needed() -> frozenset[Pin]:
        return frozenset({shown, *(item.pin for item in other_leaves(facing.view.keys))})

    def toggle() -> None:
        if not facing.view.keys:
            screen.notify("No leaf key is known yet.", severity="warning", timeout=4, markup=False)
            return
        others, pins = other_leaves(facing.view.keys), needed()
        draft = screen.current.draft
        if pins <= _picked(screen):
            draft = replace(remove_leaves(draft, pins), picked=draft.picked - {shown})
            said = "out of the pin set again."
        else:
            draft = add_leaves(pick(draft, shown), others)
            said = "in the pin set."
        screen.show_session(screen.current.with_draft(draft))
        count = f"{len(pins)} leaf keys are" if len(pins) > 1 else "One leaf key is"
        screen.notify(f"{count} {said}", timeout=4, markup=False)

    page = FacesScreen(facing, screen.deliver, picked=partial(_picked, screen), needed=needed, pick=toggle)

    def left(where: str | None) -> None:
        if facing.view.keys and screen.current.inspection is seen:
            screen.show_session(replace(screen.current, leaf_keys=facing.view.keys))
        _go_on(screen, where)

    screen.app.push_screen(page, left)


def _go_on(screen: MainScreen, where: str | None) -> None:
    if where is not None:
        screen.run_command(where)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "devices": _devices,
    "minimum": _minimum,
    "paths": _paths,
    "faces": _faces,
}
"""The commands of this file."""
