"""Checking shipped pins: against the chain that is open, or against the hosts that the code names."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from inspector.net.cancel import Cancel
from inspector.tui.screens.main import MainScreen
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.checking.gathering import Gathered
    from inspector.checking.report import Report
    from inspector.inspection import Inspection


def _check(screen: MainScreen) -> None:
    from inspector.tui.screens.check import CheckDialog

    def gathered(found: "Gathered | None") -> None:
        if found is not None:
            show_check(screen, found)

    screen.app.push_screen(CheckDialog(is_open=screen.session is not None), gathered)


def show_check(screen: MainScreen, gathered: "Gathered") -> None:
    """Open the page of what becomes of the pins in `gathered`."""
    from inspector.tui.screens.check import CheckScreen

    under_way = [Cancel()]

    def stop() -> None:
        under_way[0].set()

    async def load(asking: bool, tell: Callable[[str], None]) -> "Report":
        cancel = under_way[0] = Cancel()

        def progress(done: int, total: int, last: str) -> None:
            screen.app.call_later(tell, f"Asked {done} of {total} hosts, {last} last…")

        return await in_thread(lambda: _run(screen, gathered, asking, cancel, progress))

    def rehearse() -> None:
        from inspector.tui.actions.rehearsing import show_files

        show_files(screen, gathered)

    screen.app.push_screen(CheckScreen(load, stop, screen.deliver, rehearse if screen.session is not None else None))


def _run(
    screen: MainScreen,
    gathered: "Gathered",
    asking: bool,
    cancel: Cancel,
    progress: Callable[[int, int, str], None],
) -> "Report":
    from inspector.checking.checking import Means, Named, check
    from inspector.clients.judging import judge
    from inspector.clients.readers import readers
    from inspector.inspection import Inspection

    app, session = screen.inspector, screen.session
    now = app.now()
    other = app.start.settings.for_another_target()
    shown = None if session is None else session.inspection.target
    as_shown = None if shown is None else replace(screen.shown_as, fetch_missing=False)

    def ask(target: str, switch: Cancel) -> "Inspection":
        """Look at a host; the one that is open is asked as it was, at the same place and with the same roots."""
        settings = as_shown if as_shown is not None and target == str(shown) else other
        found = app.inspect(target, settings, now=now, cancel=switch, progress=None)
        if not isinstance(found, Inspection):
            raise TypeError(target)
        return found

    if asking:
        return check(gathered, (), Means(readers(now.date()), judge, ask, now, True, progress), cancel)
    if session is None:
        return check(gathered, (), Means(readers(now.date()), judge, None, now), cancel)
    seen = session.inspection
    named = (Named(seen.source, seen.host),)
    return check(
        gathered, named, Means(readers(seen.at.date()), judge, lambda _target, _switch: seen, seen.at, True), cancel
    )


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"check": _check}
"""The commands of this file."""
