"""Choosing pins: layers, backups, subdomains, host and expiry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from inspector.chain.host import ip_literal
from inspector.pinning.draft import Expires, remove_backup, toggle
from inspector.pinning.pin_set import BackupPin
from inspector.tui.screens.main import MainScreen
from inspector.tui.widgets.ladder import Ladder


def toggle_row(screen: MainScreen, number: int) -> None:
    """Pick or drop the layer of the ladder's row `number`; marks, pin bar and snippet follow in the same frame."""
    session = screen.session
    if session is None:
        return
    row = session.rows[number]
    if not row.pickable:
        _say(screen, "This certificate is in no path: no client would match a pin of it.")
        return
    screen.show_session(session.with_draft(toggle(session.draft, row.layer.pin)))


def _say(screen: MainScreen, sentence: str) -> None:
    screen.notify(sentence, severity="warning", timeout=5, markup=False)


def _pick(screen: MainScreen) -> None:
    number = screen.query_one(Ladder).number
    if number is not None:
        toggle_row(screen, number)


def _subdomains(screen: MainScreen) -> None:
    session = screen.current
    if ip_literal(session.draft.host) is not None:
        _say(screen, "An IP address has no subdomains.")
        return
    screen.show_session(session.with_draft(replace(session.draft, subdomains=not session.draft.subdomains)))


def _backup(screen: MainScreen) -> None:
    from inspector.pinning.draft import add_backup
    from inspector.tui.screens.backup import BackupDialog

    def add(backup: BackupPin | None) -> None:
        if backup is not None and screen.session is not None:
            screen.show_session(screen.session.with_draft(add_backup(screen.session.draft, backup)))

    session = screen.current
    screen.app.push_screen(BackupDialog(session.inspection.layers, session.draft.backups), add)


def _pattern(screen: MainScreen) -> None:
    from inspector.pinning.draft import with_host
    from inspector.tui.screens.pattern import PatternDialog

    def change(host: str | None) -> None:
        if host is not None and screen.session is not None:
            screen.show_session(screen.session.with_draft(with_host(screen.session.draft, host)))

    screen.app.push_screen(PatternDialog(screen.current.draft.host), change)


def _expiry(screen: MainScreen) -> None:
    from inspector.pinning.expiry import propose_expiry
    from inspector.tui.screens.expiry import ExpiryDialog

    def change(expires: date | Expires | None) -> None:
        if expires is not None and screen.session is not None:
            screen.show_session(screen.session.with_draft(replace(screen.session.draft, expires=expires)))

    session = screen.current
    picked = [layer for layer in session.inspection.layers if layer.pin in session.draft.picked]
    proposal = propose_expiry([layer.certificate.not_after for layer in picked], session.inspection.at)
    screen.app.push_screen(ExpiryDialog(session.draft.expires, proposal, session.inspection.at.date()), change)


def _drop_backup(screen: MainScreen) -> None:
    session = screen.current
    last = session.draft.backups[-1]
    screen.show_session(session.with_draft(remove_backup(session.draft, last.pin)))


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "pick": _pick,
    "subdomains": _subdomains,
    "backup": _backup,
    "pattern": _pattern,
    "expiry": _expiry,
    "drop-backup": _drop_backup,
}
"""The commands of this file."""
