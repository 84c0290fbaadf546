"""The values of `--backup`: a pin in any spelling, or a file that holds a key."""

import sys

from inspector.chain.pin import Pin
from inspector.chain.text import visible
from inspector.cli.errors import RefusedError, UsageError
from inspector.inspection import Inspection
from inspector.pinning.backup import BackupError, PassphraseNeeded, backup_from_file, backup_from_text, backup_problem
from inspector.pinning.pin_set import BackupPin
from inspector.reading import FileError, names_file, read_file


def read_backups(texts: list[str]) -> tuple[BackupPin, ...]:
    """Return the backup pins that `texts` write or name as files, each pin once.

    Asks for the passphrase of an encrypted private key where there is a terminal to ask on.
    Raises `UsageError` for a text that is neither, and `FileError` for a file without a key.
    """
    found: dict[Pin, BackupPin] = {}
    for text in texts:
        backup = _from_file(text) if names_file(text) else _from_text(text)
        found.setdefault(backup.pin, backup)
    return tuple(found.values())


def check_backups(inspection: Inspection, backups: tuple[BackupPin, ...]) -> None:
    """Raise `RefusedError` where one of `backups` is no backup beside this chain."""
    for backup in backups:
        problem = backup_problem(backup.pin, inspection.layers, (), inspection.unused)
        if problem is not None:
            raise RefusedError(f"--backup {backup.pin}: {problem}")


def _from_text(text: str) -> BackupPin:
    try:
        return backup_from_text(text)
    except BackupError as error:
        raise UsageError(
            f"--backup {visible(text, 80)}: no such file, and as a pin: {error.reason}", error.hint
        ) from None


def _from_file(name: str) -> BackupPin:
    data = read_file(name)
    try:
        try:
            return backup_from_file(data, name)
        except PassphraseNeeded:
            if not sys.stdin.isatty():
                raise
            return backup_from_file(data, name, _ask_passphrase(name))
    except BackupError as error:
        raise FileError(f"--backup {visible(name, 80)}: {error.reason}", error.hint) from None


def _ask_passphrase(name: str) -> str:
    import getpass

    return getpass.getpass(f"Passphrase of {visible(name, 200)}: ", stream=sys.stderr)
