"""Asking for a chain: fetch, fetch again, cancel, the lab."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Input

from inspector.tui.screens.main import MainScreen, State
from inspector.tui.widgets.error_page import ErrorPage
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.loading import Loading

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.pinning.key_report import KeyReport
    from inspector.tui.failure import Failure
    from inspector.tui.fetching import Ask

PATIENCE = 0.15
"""Seconds before anything says that something is loading."""


def ask(screen: MainScreen, text: str) -> None:
    """Begin to inspect `text`; what was under way is cancelled. Standard input is the keyboard unless it was read."""
    what = screen.fetching.ask_for(text)
    if text == "-" and what.settings.standard_input is None:
        from inspector.reading import FileError

        screen.fetching.cancel()
        _show_error(screen, FileError("Standard input is the keyboard here.", "Pipe it in at the start: pinspector -"))
        return
    begin(screen, what)


def begin(screen: MainScreen, what: "Ask") -> None:
    """Begin to inspect `what`."""
    show_loading(screen, "Connecting")
    screen.query_one("#host", Input).value = what.text
    work: Callable[[], object] = partial(_inspect, screen, what)
    screen.run_worker(work, name="inspect", group="inspect", exclusive=True)


def open_lab(screen: MainScreen, name: str) -> None:
    """Start the lab's scenario `name` and inspect it."""
    show_loading(screen, "Starting the lab on this machine")
    work: Callable[[], object] = partial(_start_lab, screen, name)
    screen.run_worker(work, name="lab", group="inspect", exclusive=True)


async def _start_lab(screen: MainScreen, name: str) -> None:
    try:
        what = await screen.fetching.start_lab(name)
    except Exception as error:  # noqa: BLE001 - every failure becomes a page
        _show_error(screen, error)
        return
    screen.query_one("#host", Input).value = what.text
    await _inspect(screen, what)


async def _inspect(screen: MainScreen, what: "Ask") -> None:
    def progress(number: int, sentence: str) -> None:
        screen.app.call_later(_progressed, screen, number, sentence)

    number, result = await screen.fetching.inspect(what, progress)
    if number != screen.fetching.number or not screen.is_attached:
        return
    _show_result(screen, what, result)


def _show_result(screen: MainScreen, what: "Ask", result: "Inspection | KeyReport | Exception") -> None:
    from inspector.inspection import Inspection
    from inspector.reading import PasswordNeededError
    from inspector.tui.actions import opening

    match result:
        case PasswordNeededError():
            opening.ask_password(screen, what, result)
        case Exception():
            _show_error(screen, result)
        case Inspection():
            screen.shown_as, screen.shown_text = what.settings, what.text
            show_inspection(screen, result)
            if what.settings.store is None:
                screen.inspector.remember_host(what.text)
        case _:
            opening.show_key(screen, result)


def _show_error(screen: MainScreen, error: Exception) -> None:
    from inspector.tui.failure import failure_of

    show_failure(screen, failure_of(error))


def _progressed(screen: MainScreen, number: int, sentence: str) -> None:
    if number == screen.fetching.number and screen.state is State.LOADING:
        screen.query_one(Loading).doing = sentence


def show_loading(screen: MainScreen, doing: str) -> None:
    """Say in the chain pane what is done now, after a moment of patience."""
    screen.query_one(Loading).begin(doing, PATIENCE)
    screen.enter_state(State.LOADING)
    screen.set_focus(None)


def show_inspection(screen: MainScreen, inspection: "Inspection") -> None:
    """Show a chain that has come, with the cursor on its leaf."""
    from inspector.tui.actions.exploring import get_ready, hold_to_minimum
    from inspector.tui.session import open_session

    screen.query_one(Loading).end()
    session, lost = open_session(inspection, screen.session)
    if session.in_lab:
        session = replace(session, lab_hint=screen.fetching.lab_hint)
    screen.state = State.CHAIN
    leaf = len(inspection.layers) - 1
    screen.show_session(session, cursor=leaf)
    screen.show_layer(leaf)
    screen.enter_state(State.CHAIN)
    screen.query_one(Ladder).focus()
    hold_to_minimum(screen)
    get_ready(screen)
    if screen.kept_backup is not None:
        from inspector.tui.actions.opening import take_kept

        take_kept(screen)
    if lost:
        count = "One picked key is" if len(lost) == 1 else f"{len(lost)} picked keys are"
        screen.notify(f"{count} no longer in the chain, and kept as gone.", severity="warning", timeout=8, markup=False)


def show_failure(screen: MainScreen, failure: "Failure") -> None:
    """Show why there is no chain; the last good one stays reachable."""
    screen.query_one(Loading).end()
    screen.failure = failure
    source = screen.session.inspection.source if screen.session else ""
    page = screen.query_one(ErrorPage)
    page.show(failure, back_to=source)
    screen.enter_state(State.FAILED)
    page.focus()


def go_back(screen: MainScreen) -> None:
    """Show the last good chain again, or the empty page."""
    screen.query_one(Loading).end()
    field = screen.query_one("#host", Input)
    if screen.session is None:
        screen.enter_state(State.EMPTY)
        field.focus()
        return
    field.value = screen.shown_text
    screen.enter_state(State.CHAIN)
    screen.query_one(Ladder).focus()


def _refetch(screen: MainScreen) -> None:
    asked = screen.fetching.asked
    if asked is not None:
        begin(screen, asked)


def _back(screen: MainScreen) -> None:
    field = screen.query_one("#host", Input)
    if screen.state is State.LOADING:
        screen.fetching.cancel()
        screen.workers.cancel_group(screen, "inspect")
        go_back(screen)
    elif screen.maximized is not None:
        screen.minimize()
    elif screen.state is State.FAILED and screen.focused is field:
        screen.query_one(ErrorPage).focus()
    elif screen.state is State.FAILED and screen.session is not None:
        go_back(screen)
    elif screen.state is State.EMPTY and screen.focused is field:
        screen.set_focus(None)
    elif screen.state is State.CHAIN and screen.focused is not screen.query_one(Ladder):
        go_back(screen)
    elif screen.leaving:
        screen.app.exit()
    else:
        screen.leaving = True
        screen.notify("esc once more quits.", timeout=3, markup=False)


def _lab(screen: MainScreen) -> None:
    from inspector.lab.scenarios import DEFAULT

    open_lab(screen, DEFAULT)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"refetch": _refetch, "back": _back, "lab": _lab}
"""The commands of this file."""
