"""What a file needs besides: its password, and a page where it holds a key and no certificate."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Input

from inspector.pinning.backup import backup_problem
from inspector.pinning.draft import add_backup
from inspector.pinning.pin_set import BackupPin
from inspector.reading import PasswordNeededError
from inspector.tui.actions.copying import deliver
from inspector.tui.screens.main import MainScreen
from inspector.tui.widgets.loading import Loading

if TYPE_CHECKING:
    from inspector.pinning.key_report import KeyReport
    from inspector.tui.fetching import Ask


def ask_password(screen: MainScreen, what: "Ask", error: PasswordNeededError) -> None:
    """Ask for the password of the file `what`, and open it again; without an answer the failure is shown."""
    from inspector.tui.actions import asking
    from inspector.tui.failure import failure_of
    from inspector.tui.screens.password import PasswordDialog

    screen.query_one(Loading).end()

    def answered(password: str | None) -> None:
        if password is None:
            asking.show_failure(screen, failure_of(error))
        else:
            asking.begin(screen, replace(what, settings=replace(what.settings, password=password)))

    screen.app.push_screen(PasswordDialog(error.reason, error.hint, wrong=error.wrong), answered)


def show_key(screen: MainScreen, report: "KeyReport") -> None:
    """Show a key alone above the last good chain, or above the empty page."""
    from inspector.tui.actions import asking
    from inspector.tui.screens.key import KeyDialog

    asking.go_back(screen)
    if screen.session is None:
        screen.query_one("#host", Input).value = ""

    def answered(backup: BackupPin | None) -> None:
        if backup is not None:
            use_backup(screen, backup)

    screen.app.push_screen(KeyDialog(report, partial(deliver, screen, saves=False)), answered)


def use_backup(screen: MainScreen, backup: BackupPin) -> None:
    """Add `backup` to the pin set, or keep it for the next chain where there is none; say which of the two."""
    session = screen.session
    if session is None:
        screen.kept_backup = backup
        screen.notify("Kept: it becomes a backup pin of the next chain.", timeout=6, markup=False)
        return
    inspection = session.inspection
    problem = backup_problem(backup.pin, inspection.layers, session.draft.backups, inspection.unused)
    if problem is not None:
        screen.notify(problem, severity="warning", timeout=8, markup=False)
        return
    screen.show_session(session.with_draft(add_backup(session.draft, backup)))
    screen.notify(f"Added as a backup pin: {backup.label}.", timeout=4, markup=False)


def take_kept(screen: MainScreen) -> None:
    """Add the backup that was kept for the next chain, now that one is there."""
    backup, screen.kept_backup = screen.kept_backup, None
    if backup is not None:
        use_backup(screen, backup)
