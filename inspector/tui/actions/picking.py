"""Choosing pins: layers, backups, subdomains, host and expiry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from inspector.chain.host import ip_literal
from inspector.pinning.draft import Draft, Expires, add_backup, choose, remove_backup, toggle, with_host
from inspector.pinning.expiry_advice import advise_expiry
from inspector.pinning.pin_set import BackupPin
from inspector.tui.present.ladder import Section
from inspector.tui.screens.main import MainScreen
from inspector.tui.widgets.ladder import Ladder


def toggle_row(screen: MainScreen, number: int) -> None:
    """Pick or drop the layer of the ladder's row `number`; marks, pin bar and snippet follow in the same frame."""
    session = screen.session
    if session is None:
        return
    row = session.rows[number]
    if not row.pickable:
        if row.section is Section.ELSEWHERE:
            _say(screen, "This certificate is not in the path that is shown, but in another: p draws all paths.")
        else:
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


def _new_key(screen: MainScreen) -> None:
    from inspector.chain.host import HostError, parse_host
    from inspector.clients.limits import file_stem
    from inspector.tui.screens.new_key import MadeKey, NewKeyDialog

    draft = screen.current.draft
    try:
        host = parse_host(draft.host)
    except HostError as error:
        _say(screen, f"A key is made for a host, and {error.reason}: h changes the host.")
        return

    def made(key: MadeKey | None) -> None:
        if key is not None:
            _change(screen, add_backup(screen.current.draft, key.backup))
            said = f"Backup key written to {key.path}, its request to {key.request}. Keep them off the server."
            screen.notify(said, timeout=10, markup=False)

    dialog = NewKeyDialog(host, f"{file_stem(host)}-backup.key", subdomains=draft.subdomains)
    screen.app.push_screen(dialog, made)


def _change(screen: MainScreen, draft: Draft) -> None:
    screen.show_session(screen.current.with_draft(draft))


def _pattern(screen: MainScreen) -> None:
    from inspector.tui.screens.pattern import PatternDialog

    def change(host: str | None) -> None:
        if host is not None:
            draft = with_host(screen.current.draft, host)
            _change(screen, replace(draft, subdomains=draft.subdomains and ip_literal(host) is None))

    screen.app.push_screen(PatternDialog(screen.current.draft.host), change)


def _hosts(screen: MainScreen) -> None:
    from inspector.chain.host import HostError
    from inspector.clients.coverage import Coverage, coverage, remarks, speaking
    from inspector.clients.registry import clients
    from inspector.tui.screens.hosts import HostsDialog

    session = screen.current
    pin_set = session.try_pin_set()
    if isinstance(pin_set, HostError):
        _say(screen, f"The host that is pinned is none: {pin_set.reason}.")
        return
    known = tuple(clients().values())
    asked = speaking(known)

    def covered(host: str) -> tuple[Coverage, ...]:
        return coverage(pin_set, asked, session.inspection.layers, host, session.inspection.at)

    screen.app.push_screen(HostsDialog(session.draft.host, covered, remarks(known)))


def _expiry(screen: MainScreen) -> None:
    from inspector.tui.screens.expiry import ExpiryDialog

    def change(expires: date | Expires | None) -> None:
        if expires is not None:
            _change(screen, replace(screen.current.draft, expires=expires))

    session = screen.current
    layers, at = session.inspection.layers, session.inspection.at
    picks = [choose(layer) for layer in layers if layer.pin in session.draft.picked]
    proposal = advise_expiry((*session.draft.leaves, *picks), layers, at)
    dialog = ExpiryDialog(session.draft.expires, proposal, session.inspection.at.date())
    screen.app.push_screen(dialog, change)


def _drop_backup(screen: MainScreen) -> None:
    draft = screen.current.draft
    _change(screen, remove_backup(draft, draft.backups[-1].pin))


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "pick": _pick,
    "subdomains": _subdomains,
    "backup": _backup,
    "new-key": _new_key,
    "pattern": _pattern,
    "expiry": _expiry,
    "hosts": _hosts,
    "drop-backup": _drop_backup,
}
"""The commands of this file."""
