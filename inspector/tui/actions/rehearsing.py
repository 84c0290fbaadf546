"""Rehearsing the pins that are chosen, beside the event loop."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from inspector.tui.screens.main import MainScreen
from inspector.tui.session import Session
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.rehearsing.report import Report


def _rehearse(screen: MainScreen) -> None:
    from inspector.clients.limits import file_stem
    from inspector.tui.screens.rehearse import RehearseScreen

    session = screen.current

    async def load() -> "Report | str":
        return await in_thread(lambda: play(session))

    screen.app.push_screen(
        RehearseScreen(load, screen.deliver, f"rehearsal-{file_stem(session.draft.host) or 'pins'}.md")
    )


def play(session: Session) -> "Report | str":
    """Return the rehearsal of the session's pins, or why there can be none, one sentence."""
    from inspector.chain.host import HostError
    from inspector.clients.client import CannotExpress
    from inspector.clients.registry import clients
    from inspector.rehearsing.plan import REHEARSED, rehearse_set, suggest
    from inspector.rehearsing.report import Report
    from inspector.rehearsing.timeline import make_timeline

    inspection = session.inspection
    if not session.has_path:
        return f"There is no path to rehearse: {inspection.assessment.reason}"
    if not inspection.trusted:
        return f"Nothing to rehearse with an untrusted chain: {inspection.assessment.reason}"
    known = clients()
    chosen = [known[name] for name in REHEARSED]
    try:
        pin_set = session.pin_set()
        host = inspection.host or pin_set.host
        rehearsal = rehearse_set(pin_set, inspection.layers, chosen, host)
    except (HostError, CannotExpress) as error:
        return f"{error.reason[:1].upper()}{error.reason[1:]}: {error.hint}."
    suggestion = suggest(pin_set, inspection.layers, chosen, host, rehearsal)
    return Report(rehearsal, suggestion, make_timeline(inspection.layers, pin_set.expires, inspection.at))


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"rehearse": _rehearse}
"""The commands of this file."""
