"""Copying and saving, with the truth about what became of it."""

from collections.abc import Callable
from functools import partial

from textual.notifications import SeverityLevel

from inspector.chain.text import sentence
from inspector.clients.client import Client, Snippet
from inspector.clipboard import CopyResult
from inspector.tui.screens.main import MainScreen, State
from inspector.tui.session import Session
from inspector.tui.snippets import Offer, Refusal, Written, counted, write
from inspector.tui.thread import in_thread
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.snippet import NSC, SnippetPane

_WAY_OUT = "w saves to a file"


def deliver(screen: MainScreen, text: str, what: str, *, saves: bool = True) -> None:
    """Copy `text`, which the user knows as `what`, beside the event loop, and tell what became of it.

    `saves` says whether `w` would save the very text, so that it is another way out.
    """
    work: Callable[[], object] = partial(_deliver, screen, text, what, saves)
    screen.run_worker(work, name="copy", group="copy")


async def _deliver(screen: MainScreen, text: str, what: str, saves: bool) -> None:
    app = screen.inspector

    def osc52(given: str) -> None:
        app.call_later(app.send_osc52, given)

    result = await in_thread(partial(app.copy, text, what, osc52=osc52))
    _tell(screen, result, saves)


def _tell(screen: MainScreen, result: CopyResult, saves: bool) -> None:
    severity: SeverityLevel = "information" if result.confirmed else "error" if result.failed else "warning"
    sentence = f"{result.sentence}; {_WAY_OUT}" if saves and not result.here else result.sentence
    screen.notify(sentence, severity=severity, timeout=4 if result.confirmed else 8, markup=False)


def with_consent(screen: MainScreen, proceed: Callable[[], None]) -> None:
    """Run `proceed`, after one question where the chain ends in no public root or is not trusted."""
    session = screen.session
    if session is None:
        return
    completed = session.inspection.assessment.public and session.is_completed
    distrusted = session.inspection.assessment.public and not session.inspection.trusted
    source = f"{session.inspection.source}{' fetched' if completed else ' distrusted' if distrusted else ''}"
    if not session.needs_consent or screen.consented == source:
        proceed()
        return
    from inspector.tui.screens.confirm import ConfirmDialog

    def answered(yes: bool | None) -> None:
        if yes:
            screen.consented = source
            proceed()

    title = "Copy pins of a private chain?"
    why: tuple[str, ...] = (
        "A proxy or an antivirus on this network may stand between you and the server.",
        "Pins of its keys lock out every user elsewhere.",
    )
    if completed:
        title, why = (
            "Copy pins of a chain that was completed?",
            (
                "Devices fetch no issuer: with these pins and without them they refuse the server as it is.",
                "Have the server send the issuer first.",
            ),
        )
    elif distrusted:
        title, why = "Copy pins of a chain that is not trusted?", ("Clients refuse it before any pin is asked.",)
    reason = session.inspection.assessment.reason if session.in_lab else ""
    reason = reason or session.stamp or session.inspection.assessment.reason
    lines = (sentence(reason), *why)
    screen.app.push_screen(ConfirmDialog(title, lines, "Copy", "Leave it"), answered)


def _copy_pin(screen: MainScreen) -> None:
    if screen.state is State.FAILED and screen.failure is not None:
        deliver(screen, screen.failure.text, "the details of the failure", saves=False)
        return
    number, session = screen.query_one(Ladder).number, screen.session
    if number is None or session is None:
        return
    layer = session.rows[number].layer
    what = f"pin of the {layer.role.value} {layer.certificate.subject.readable}"
    with_consent(screen, partial(deliver, screen, str(layer.pin), what, saves=False))


def _copy_check(screen: MainScreen) -> None:
    from inspector.chain.working import check_command

    number = screen.query_one(Ladder).number
    if number is not None:
        layer = screen.current.rows[number].layer
        what = f"command that checks the pin of the {layer.role.value}"
        deliver(screen, check_command(layer.certificate), what, saves=False)


def _copy_server_check(screen: MainScreen) -> None:
    from inspector.net.by_hand import ask_again

    number, seen = screen.query_one(Ladder).number, screen.current.inspection
    if number is None:
        return
    layer, command = screen.current.rows[number].layer, None
    if seen.target is None or seen.handshake is None or layer.served_index is None or seen.unreadable:
        reason = "No server sent this certificate"
    else:
        reason = "openssl alone does not reach this server in the same way"
        command = ask_again(seen.target, seen.handshake, layer.served_index)
    if command is None:
        screen.notify(f"{reason}: x copies a command that holds the certificate.", timeout=5, markup=False)
    else:
        what = f"command that asks the server for the pin of the {layer.role.value}"
        deliver(screen, f"{command}\n", what, saves=False)


def _copy_offer(screen: MainScreen, offer: Offer) -> None:
    snippet = _written(screen, offer)
    if snippet is not None:
        what = f"{offer.what}, {counted(snippet.pins)}"
        with_consent(screen, partial(deliver, screen, snippet.text, what))


def _written(screen: MainScreen, offer: Offer) -> Snippet | None:
    match write(offer, screen.current):
        case Snippet() as snippet:
            return snippet
        case Refusal(reason, hint):
            screen.notify(f"{reason} {hint}", title=offer.client.title, severity="error", timeout=8, markup=False)
            return None


def _copy_okhttp(screen: MainScreen) -> None:
    pane = screen.query_one(SnippetPane)
    _copy_as(screen, pane.okhttp)


def _copy_nsc(screen: MainScreen) -> None:
    _copy_as(screen, NSC)


def _copy_shown(screen: MainScreen) -> None:
    _copy_as(screen, screen.query_one(SnippetPane).client)


def _copy_as(screen: MainScreen, client: str) -> None:
    """Copy the code for a client, and show it, so that what is saved or copied next is the same."""
    pane = screen.query_one(SnippetPane)
    pane.client = client
    _copy_offer(screen, pane.offer)


def _whole_file(screen: MainScreen) -> None:
    from inspector.tui.actions.moving import show_snippet

    pane = screen.query_one(SnippetPane)
    if not pane.toggle_whole_file():
        screen.notify(f"{pane.offer.client.title} has no whole file.", severity="warning", timeout=4, markup=False)
        return
    show_snippet(screen)


def _clients(screen: MainScreen) -> None:
    from inspector.clients.registry import clients
    from inspector.tui.actions.moving import show_snippet
    from inspector.tui.screens.clients import ClientsDialog

    pane = screen.query_one(SnippetPane)

    def chosen(name: str | None) -> None:
        if name is not None:
            pane.open_client(name)
            show_snippet(screen)

    session = screen.session
    asked = partial(_write_as, session) if session is not None and session.pins else None
    known = tuple(clients().values())
    screen.app.push_screen(ClientsDialog(known, pane.client, asked), chosen)


def _write_as(session: Session, client: Client) -> Written:
    return write(Offer(client), session)


def _save(screen: MainScreen) -> None:
    from inspector.tui.screens.save import SaveDialog

    offer = screen.query_one(SnippetPane).offer
    snippet = _written(screen, offer)
    if snippet is None:
        return
    part = offer.client.has_whole_file and not offer.whole_file
    remark = "This is the part to paste; F gives the whole file." if part else ""

    def saved(path: str | None) -> None:
        if path is not None:
            screen.notify(f"Saved {counted(snippet.pins)} to {path}", timeout=6, markup=False)

    def ask() -> None:
        title = f"Save the {offer.what}"
        screen.app.push_screen(SaveDialog(snippet.file_name, snippet.text, title=title, remark=remark), saved)

    with_consent(screen, ask)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "copy-pin": _copy_pin,
    "copy-check": _copy_check,
    "copy-server-check": _copy_server_check,
    "copy-okhttp": _copy_okhttp,
    "copy-nsc": _copy_nsc,
    "copy-shown": _copy_shown,
    "whole-file": _whole_file,
    "clients": _clients,
    "save": _save,
}
"""The commands of this file."""
