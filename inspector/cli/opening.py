"""From a command's arguments to what its target is; a file's password is asked for where there is a terminal."""

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from inspector.cli.errors import UsageError
from inspector.cli.options import settings_from
from inspector.reading import STANDARD_INPUT, FileError, PasswordNeededError, read_file, shown_name

if TYPE_CHECKING:
    from inspector.inspection import Inspection, Settings
    from inspector.pinning.key_report import KeyReport

ATTEMPTS = 3
"""How often a password is asked for."""


def open_target(arguments: Namespace, *, now: datetime) -> "Inspection | KeyReport":
    """Return what the target of the command line is; see `inspector.inspection.look_at`, whose errors are raised.

    A password comes from `--password-file`, else from the terminal, in `ATTEMPTS` attempts.
    """
    from inspector.inspection import look_at

    settings = file_settings(arguments)
    for attempt in range(ATTEMPTS + 1):
        try:
            return look_at(arguments.target, settings, now=now)
        except PasswordNeededError as error:
            if arguments.password_file is not None or attempt == ATTEMPTS or not _has_terminal():
                raise FileError(error.reason, _hint(error, arguments)) from None
            settings = replace(settings, password=_ask(arguments.target, again=error.wrong))
    raise AssertionError("the last attempt either returns or raises")


def file_settings(arguments: Namespace) -> "Settings":
    """Return the settings of the options, with the password file and standard input read where they are asked for.

    Raises `FileError`, `TargetError`, and `UsageError` where standard input would have to be both.
    """
    settings = settings_from(arguments)
    if arguments.password_file is not None:
        if arguments.password_file == arguments.target == STANDARD_INPUT:
            raise UsageError("Standard input cannot be both the target and the password.", "Name a file for one.")
        settings = replace(settings, password=_read_password(arguments.password_file))
    if arguments.target == STANDARD_INPUT:
        settings = replace(settings, standard_input=read_file(STANDARD_INPUT))
    return settings


def _read_password(name: str) -> str:
    """Return the first line of a file, without its end."""
    try:
        return read_file(name).partition(b"\n")[0].removesuffix(b"\r").decode()
    except UnicodeDecodeError:
        raise FileError(f"{shown_name(name)}: the password in it is no UTF-8.", "Save it as UTF-8.") from None


def _hint(error: PasswordNeededError, arguments: Namespace) -> str:
    if arguments.password_file is None and not error.wrong:
        return "There is no terminal to ask on: --password-file FILE, whose first line is the password."
    return error.hint


def _has_terminal() -> bool:
    import os

    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _ask(name: str, *, again: bool) -> str:
    import getpass

    wrong = "Wrong. " if again else ""
    return getpass.getpass(f"{wrong}Password of {shown_name(name)}: ")
