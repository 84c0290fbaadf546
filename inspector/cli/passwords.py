"""Passwords of files: from the first line of another file, else from the terminal."""

from argparse import Namespace

from inspector.reading import FileError, PasswordNeededError, read_file, shown_name

ATTEMPTS = 3
"""How often a password is asked for."""


def read_password(name: str) -> str:
    """Return the first line of a file, without its end. Raises `FileError`."""
    try:
        return read_file(name).partition(b"\n")[0].removesuffix(b"\r").decode()
    except UnicodeDecodeError:
        raise FileError(f"{shown_name(name)}: the password in it is no UTF-8.", "Save it as UTF-8.") from None


def password_of(arguments: Namespace) -> str:
    """Return the password in `--password-file`, which is read once: it may be a pipe. Raises `FileError`."""
    if getattr(arguments, "password", None) is None:
        arguments.password = read_password(arguments.password_file)
    password: str = arguments.password
    return password


def ask_again(error: PasswordNeededError, name: str, arguments: Namespace, attempt: int) -> str:
    """Return the password of the file called `name` from the terminal, without echo, after `attempt` attempts.

    Raises `FileError` where a file was to give it, where there is no terminal, and after `ATTEMPTS` attempts.
    """
    if arguments.password_file is not None or attempt >= ATTEMPTS or not _has_terminal():
        raise FileError(error.reason, _hint(error, arguments)) from None
    import getpass

    wrong = "Wrong. " if error.wrong else ""
    try:
        return getpass.getpass(f"{wrong}Password of {shown_name(name)}: ")
    except EOFError:
        raise FileError(error.reason, error.hint) from None


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
