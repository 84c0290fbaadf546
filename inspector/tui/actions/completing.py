"""Fetching the issuer that a chain lacks: asked for each time, and shown as what no device would do."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from inspector.chain.path import Origin
from inspector.tui.actions.asking import go_back, show_failure, show_inspection, show_loading
from inspector.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from inspector.inspection import Inspection

_WHY_NOT = "Android builds the path of this chain: it fetches no issuer, so that nothing would change."


def _fetch_issuer(screen: MainScreen) -> None:
    from inspector.missing import find_missing
    from inspector.net.aia import MAX_BYTES, SECONDS
    from inspector.tui.screens.confirm import ConfirmDialog

    seen = screen.current.inspection
    gap = find_missing(seen.presented, screen.shown_as.options)
    if screen.shown_as.android is not None:
        _say(screen, _WHY_NOT)
    elif gap is None or gap.problem:
        problem = gap.problem if gap is not None else "whoever has the issuer's name did not sign it"
        _say(screen, f"The missing issuer cannot be fetched: {problem}.")
    else:
        lines = (
            "The certificate names this address for its issuer:",
            gap.url,
            f"It is asked once over http, on a public address only: {MAX_BYTES // 1024} KiB and {SECONDS:g} s at most.",
            "Devices do not do this: Android and OkHttp go on to refuse the chain as it is sent.",
        )
        dialog = ConfirmDialog("Fetch the missing issuer?", lines, "Fetch", "Leave it")
        screen.app.push_screen(dialog, partial(_answered, screen, seen, gap.url))


def _answered(screen: MainScreen, seen: "Inspection", url: str, yes: bool | None) -> None:
    if yes:
        show_loading(screen, f"Fetching {url}")
        screen.run_worker(_complete(screen, seen), name="issuer", group="inspect", exclusive=True)


async def _complete(screen: MainScreen, seen: "Inspection") -> None:
    number, found = await screen.fetching.complete(seen, screen.shown_as)
    if number != screen.fetching.number or not screen.is_attached:
        return
    if isinstance(found, Exception):
        _tell(screen, found)
        return
    show_inspection(screen, found)
    fetched = found.fetched
    if fetched is None or fetched.problem:
        _say(screen, f"The missing issuer was not fetched: {fetched.problem if fetched else 'nothing is missing'}.")
    elif any(layer.origin is Origin.FETCHED for layer in found.layers):
        _say(screen, "The path holds with the fetched issuer. Devices fetch nothing: have the server send it.")
    else:
        _say(screen, "The issuer came, and still no path leads to a root.")


def _tell(screen: MainScreen, error: Exception) -> None:
    """Say why nothing was fetched, with the chain as it was; a fault of our own has its page."""
    from inspector.tui.failure import failure_of

    failure = failure_of(error)
    if failure.places:
        show_failure(screen, failure)
    else:
        go_back(screen)
        _say(screen, f"The missing issuer was not fetched: {failure.reason}")


def _say(screen: MainScreen, sentence: str) -> None:
    screen.notify(sentence, severity="warning", timeout=8, markup=False)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"fetch-issuer": _fetch_issuer}
"""The commands of this file."""
