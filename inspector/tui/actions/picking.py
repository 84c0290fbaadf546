"""Choosing pins: layers, backups, subdomains, host and expiry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from inspector.chain.host import ip_literal
from inspector.pinning.draft import Draft, Expires, add_backup, remove_backup, toggle, with_host
from inspector.pinning.expiry import propose_expiry
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
    _change(screen, toggle(session.draft, row.layer.pin))


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
    _change(screen, replace(session.draft, subdomains=not session.draft.subdomains))


def _backup(screen: MainScreen) -> None:
    from inspector.tui.screens.backup import BackupDialog

    def add(backup: BackupPin | None) -> None:
        if backup is not None:
            _change(screen, add_backup(screen.current.draft, backup))

    session = screen.current
    screen.app.push_screen(
        BackupDialog(session.inspection.layers, session.draft.backups, session.inspection.unused), add
    )


def _change(screen: MainScreen, draft: Draft) -> None:
    screen.show_session(screen.current.with_draft(draft))


def _pattern(screen: MainScreen) -> None:
    from inspector.tui.screens.pattern import PatternDialog

    def change(host: str | None) -> None:
        if host is not None:
            draft = with_host(screen.current.draft, host)
            _change(screen, replace(draft, subdomains=draft.subdomains and ip_literal(host) is None))

    screen.app.push_screen(PatternDialog(screen.current.draft.host), change)


def _expiry(screen: MainScreen) -> None:
    from inspector.tui.screens.expiry import ExpiryDialog

    def change(expires: date | Expires | None) -> None:
        if expires is not None:
            _change(screen, replace(screen.current.draft, expires=expires))

    session = screen.current
    ends = [layer.certificate.not_after for layer in session.inspection.layers if layer.pin in session.draft.picked]
    ends += [item.not_after for item in session.draft.leaves]
    proposal = propose_expiry(ends, session.inspection.at)
    dialog = ExpiryDialog(session.draft.expires, proposal, session.inspection.at.date())
    screen.app.push_screen(dialog, change)


def _drop_backup(screen: MainScreen) -> None:
    draft = screen.current.draft
    _change(screen, remove_backup(draft, draft.backups[-1].pin))


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "pick": _pick,
    "subdomains": _subdomains,
    "backup": _backup,
    "pattern": _pattern,
    "expiry": _expiry,
    "drop-backup": _drop_backup,
}
"""The commands of this file."""
