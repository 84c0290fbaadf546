"""From a command's arguments to what its target is; a file's password is asked for where there is a terminal."""

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from inspector.cli.errors import UsageError
from inspector.cli.options import settings_from
from inspector.reading import STANDARD_INPUT, PasswordNeededError, names_file, read_file

NAMED_STORES = ("mozilla", "system")
"""Values of `--roots` that are no file."""

if TYPE_CHECKING:
    from inspector.inspection import Inspection, Settings
    from inspector.net.client_certificate import ClientCertificate
    from inspector.pinning.key_report import KeyReport


def open_target(arguments: Namespace, *, now: datetime) -> "Inspection | KeyReport":
    """Return what the target of the command line is; see `inspector.inspection.look_at`, whose errors are raised.

    A password comes from `--password-file`, else from the terminal.
    """
    from inspector.inspection import look_at

    settings = with_store(file_settings(arguments))
    attempt = 0
    while True:
        try:
            return look_at(arguments.target, settings, now=now)
        except PasswordNeededError as error:
            from inspector.cli.passwords import ask_again

            settings = replace(settings, password=ask_again(error, arguments.target, arguments, attempt))
            attempt += 1


def file_settings(arguments: Namespace) -> "Settings":
    """Return the settings of the options, with the files and the standard input that they name read.

    Raises `FileError`, `TargetError`, and `UsageError` where options cannot go together.
    """
    settings = settings_from(arguments)
    _check_files(arguments)
    if arguments.password_file is not None:
        from inspector.cli.passwords import password_of

        settings = replace(settings, password=password_of(arguments))
    if arguments.client_cert is not None:
        own = _read_client_certificate(arguments, settings.password)
        settings = replace(settings, options=replace(settings.options, client_certificate=own))
    if arguments.target == STANDARD_INPUT:
        settings = replace(settings, standard_input=read_file(STANDARD_INPUT))
    return settings


def with_store(settings: "Settings") -> "Settings":
    """Return the settings with the file of roots that they name read, once and before any host is contacted.

    Raises `StoreError`.
    """
    if settings.android is not None or settings.roots in NAMED_STORES:
        return settings
    from inspector.trust.stores import open_store

    return replace(settings, store=open_store(settings.roots))


def _check_files(arguments: Namespace) -> None:
    """Raise `UsageError` where standard input would have to be two things, or a file is to be asked like a host."""
    named = {"the target": arguments.target, "the password": arguments.password_file}
    named["the client certificate"] = arguments.client_cert
    taken = [what for what, name in named.items() if name == STANDARD_INPUT]
    if len(taken) > 1:
        raise UsageError(f"Standard input cannot be both {' and '.join(taken[:2])}.", "Name a file for one.")
    asked = {
        "--all-addresses": arguments.all_addresses,
        "--starttls": arguments.starttls,
        "--client-cert": arguments.client_cert,
    }
    for option, value in asked.items():
        if value and arguments.target is not None and names_file(arguments.target):
            raise UsageError(f"{option} is for hosts, and the target is a file.", "A host is written without ./ or /.")


def _read_client_certificate(arguments: Namespace, passphrase: str | None) -> "ClientCertificate":
    from inspector.chain.sizes import KEY_FILE_BYTES
    from inspector.cli.passwords import ask_again
    from inspector.client_certificate import open_client_certificate

    name: str = arguments.client_cert
    data, attempt = read_file(name, KEY_FILE_BYTES), 0
    while True:
        try:
            return open_client_certificate(data, name, passphrase)
        except PasswordNeededError as error:
            passphrase = ask_again(error, name, arguments, attempt)
            attempt += 1
