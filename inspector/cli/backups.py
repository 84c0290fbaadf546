"""The values of `--backup`: a pin in any spelling, or a file that holds a key."""

import re
from argparse import Namespace

from inspector.chain.pin import Pin
from inspector.chain.text import visible
from inspector.cli.errors import RefusedError, UsageError
from inspector.inspection import Inspection
from inspector.pinning.backup import BackupError, PassphraseNeeded, backup_from_file, backup_from_text, backup_problem
from inspector.pinning.pin_set import BackupPin
from inspector.reading import FileError, PasswordNeededError, names_file, read_file

_ENDINGS = (
    *(".pem", ".crt", ".cer", ".der", ".csr", ".req", ".key", ".pub", ".p7b", ".p7c", ".p8", ".pk8"),
    *(".p12", ".pfx", ".txt"),
)
_PIN_LIKE = re.compile(r"(?i)sha-?(?:1|256)[/:]|pin-sha256|[A-Za-z0-9+/_-]{40,48}=?=?$")


def read_backups(texts: list[str], arguments: Namespace) -> tuple[BackupPin, ...]:
    """Return the backup pins that `texts` write or name as files, each pin once.

    The passphrase of an encrypted private key comes from `--password-file`, else from the terminal.
    Raises `UsageError` for a text that is neither, and `FileError` for a file without a key.
    """
    found: dict[Pin, BackupPin] = {}
    for text in texts:
        backup = _from_file(text, arguments) if names_file(text) else _from_text(text)
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
        if _looks_like_file(text):
            raise FileError(f"--backup {visible(text, 80)}: there is no such file.", "Check the name.") from None
        raise UsageError(
            f"--backup {visible(text, 80)}: no such file, and as a pin: {error.reason}", error.hint
        ) from None


def _looks_like_file(text: str) -> bool:
    """Return whether a text that is no pin is meant as the name of a file."""
    return text.lower().endswith(_ENDINGS) or ("/" in text and not _PIN_LIKE.match(text))


def _from_file(name: str, arguments: Namespace) -> BackupPin:
    from inspector.cli.passwords import ask_again, password_of

    data, password, attempt = read_file(name), None, 0
    while True:
        try:
            return backup_from_file(data, name, password)
        except PassphraseNeeded as error:
            told = f"--backup {visible(name, 80)}: {error.reason}"
            if attempt == 0 and arguments.password_file is not None:
                password = password_of(arguments)
            else:
                needed = PasswordNeededError(told, error.hint, wrong=error.wrong)
                password = ask_again(needed, name, arguments, attempt)
            attempt += 1
        except BackupError as error:
            raise FileError(f"--backup {visible(name, 80)}: {error.reason}", error.hint) from None
