"""Rehearsing the pins that are chosen, beside the event loop."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from inspector.chain.text import capital
from inspector.tui.screens.main import MainScreen
from inspector.tui.session import Session
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.checking.gathering import Gathered
    from inspector.rehearsing.report import Report


def _rehearse(screen: MainScreen) -> None:
    _show(screen, play)


def show_files(screen: MainScreen, gathered: "Gathered") -> None:
    """Open the rehearsal of the rules in `gathered` at the chain that is open."""
    _show(screen, partial(play_files, gathered))


def _show(screen: MainScreen, made: Callable[[Session], "Report | str"]) -> None:
    from inspector.clients.limits import file_stem
    from inspector.tui.screens.rehearse import RehearseScreen

    session = screen.current

    async def load() -> "Report | str":
        return await in_thread(partial(made, session))

    name = f"rehearsal-{file_stem(session.draft.host) or 'pins'}.md"
    screen.app.push_screen(RehearseScreen(load, screen.deliver, name))


def play(session: Session) -> "Report | str":
    """Return the rehearsal of the session's pins, or why there can be none, one sentence."""
    from inspector.chain.host import HostError
    from inspector.clients.client import CannotExpress
    from inspector.clients.registry import clients
    from inspector.devices.rows import with_devices
    from inspector.rehearsing.plan import REHEARSED, rehearse_set, suggest
    from inspector.rehearsing.report import Report
    from inspector.rehearsing.timeline import make_timeline

    inspection = session.inspection
    refusal = _refusal(session)
    if refusal:
        return refusal
    known = clients()
    chosen = [known[name] for name in REHEARSED]
    try:
        pin_set = session.pin_set()
        host = inspection.host or pin_set.host
        rehearsal = rehearse_set(pin_set, inspection.layers, chosen, host)
    except (HostError, CannotExpress) as error:
        return f"{capital(error.reason)}: {error.hint}."
    suggestion = suggest(pin_set, inspection.layers, chosen, host, rehearsal)
    rehearsal = with_devices(rehearsal, inspection, session.devices)
    return Report(rehearsal, suggestion, make_timeline(inspection.layers, pin_set.expires, inspection.at))


def play_files(gathered: "Gathered", session: Session) -> "Report | str":
    """Return the rehearsal of the rules in `gathered` at the session's chain, or why there can be none."""
    from inspector.checking.recognising import read_files
    from inspector.checking.rehearsing import NothingToRehearse, rehearse_files
    from inspector.clients.readers import readers

    inspection = session.inspection
    refusal = _refusal(session)
    if refusal:
        return refusal
    host = inspection.host or session.draft.host
    files, _ = read_files(gathered, readers(inspection.at.date()))
    try:
        return rehearse_files(gathered.name, files, inspection, host)
    except NothingToRehearse as error:
        return error.reason


def _refusal(session: Session) -> str:
    """Return why the chain of the session cannot be played, one sentence; empty where it can."""
    inspection = session.inspection
    if not session.has_path or not inspection.trusted:
        return f"Clients refuse this chain before they look at a pin: {inspection.assessment.reason}"
    if inspection.needs_fetched:
        return "Android and OkHttp refuse this chain: an issuer is missing, which was fetched here."
    return ""


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"rehearse": _rehearse}
"""The commands of this file."""
