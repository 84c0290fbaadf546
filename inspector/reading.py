"""Reading files that the user named: bounded, and with a clear word where it fails."""

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.chain.explained import Explained
from inspector.chain.sizes import FILE_BYTES
from inspector.chain.text import sentence, visible

if TYPE_CHECKING:
    from inspector.chain.certificate import Certificate
    from inspector.chain.container import Contents
    from inspector.pinning.key_report import KeyReport

TIMEOUT = 10.0
"""Seconds that a pipe is read at most where nothing else is asked for."""

STANDARD_INPUT = "-"


class FileError(Explained):
    """A file that cannot be read or understood."""


class PasswordNeededError(FileError):
    """A file that only its password opens: ask for it and try again."""

    def __init__(self, reason: str, hint: str, *, wrong: bool) -> None:
        super().__init__(reason, hint)
        self.wrong = wrong
        """Whether a password was given and did not open it."""


def names_file(text: str) -> bool:
    """Return whether `text` means a file: `-`, a path that begins with `.`, `/` or `~`, or a bare word that is one.

    A URL never does.
    """
    if text == STANDARD_INPUT:
        return True
    if "://" in text:
        return False
    if text.startswith(("./", "../", "/", "~/")):
        return True
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def read_file(
    name: str, limit: int = FILE_BYTES, *, timeout: float = TIMEOUT, absent: str = "Check the name."
) -> bytes:
    """Return the bytes of the file called `name` (`-`: standard input); a pipe is read for `timeout` seconds at most.

    Raises `FileError` where it is absent, with the hint `absent`, a folder, not readable, or larger than `limit` bytes.
    """
    shown = shown_name(name)
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            path = Path(name).expanduser()
            if path.exists() and not path.is_file() and not path.is_fifo():
                raise FileError(f"{shown} is a folder or a device, not a file.", "Name a PEM or DER file.")
            if path.is_fifo():
                from inspector.pipes import read_pipe

                data = read_pipe(path, limit + 1, timeout)
            else:
                with path.open("rb") as stream:
                    data = stream.read(limit + 1)
    except FileNotFoundError:
        raise FileError(f"There is no file {shown}.", absent) from None
    except TimeoutError:
        from inspector.pipes import silence

        why, hint = silence(timeout)
        raise FileError(f"{shown} cannot be read: {why}.", hint) from None
    except (OSError, ValueError, RuntimeError) as error:
        cause, hint = _why_unreadable(error)
        raise FileError(f"{shown} cannot be read: {cause}.", hint) from None
    if len(data) > limit:
        raise FileError(f"{shown} is larger than {limit // 1024 // 1024} MiB.", "Cut out the certificates.")
    return data


def _why_unreadable(error: Exception) -> tuple[str, str]:
    """Return the cause as a visible clause, and what to try."""
    match error:
        case OSError(errno=errno.EBADF):
            return "it is closed", "Give it something to read, or name a file."
        case OSError(strerror=str(cause)) if cause:
            return visible(cause), "Check its permissions."
        case _:
            return "it cannot be opened", "Check its permissions."


def shown_name(name: str) -> str:
    """Return what the file called `name` is called in sentences, visible text."""
    return "standard input" if name == STANDARD_INPUT else visible(name, 200)


def read_contents_of(name: str, data: bytes, password: str | None = None) -> "Contents | KeyReport":
    """Return the certificates in the content `data` of the file called `name`; where it has none, its key alone.

    Raises `PasswordNeededError` where `password` is missing or wrong, and `FileError` where there is neither.
    """
    from inspector.chain.container import LockedContainer, NoCertificate, read_contents
    from inspector.chain.container_kind import KEYS, kind_of

    source = shown_name(name)
    try:
        return read_contents(data, password)
    except LockedContainer as error:
        raise PasswordNeededError(f"{source}: {error.reason}.", sentence(error.hint), wrong=error.wrong) from None
    except NoCertificate as error:
        if kind_of(data) not in KEYS:
            raise FileError(f"{source}: {error.reason}.", sentence(error.hint)) from None
    return _read_key(source, data, password)


def _read_key(source: str, data: bytes, password: str | None) -> "KeyReport":
    from inspector.pinning.errors import BackupError, PassphraseNeeded
    from inspector.pinning.key_report import report_key

    try:
        return report_key(data, source, password)
    except PassphraseNeeded as error:
        raise PasswordNeededError(f"{source}: {error.reason}.", sentence(error.hint), wrong=error.wrong) from None
    except BackupError as error:
        raise FileError(f"{source}: {error.reason}.", sentence(error.hint)) from None


def parse_all(ders: tuple[bytes, ...]) -> "tuple[tuple[Certificate, ...], tuple[str, ...]]":
    """Return the certificates that can be read, in their order, and a visible sentence for each other item.

    Raises `FileError` where there is none.
    """
    from inspector.chain.certificate import NotACertificate, parse_certificate

    certificates, unreadable = [], []
    for place, der in enumerate(ders, 1):
        try:
            certificates.append(parse_certificate(der))
        except NotACertificate as error:
            unreadable.append(f"Item {place} of {len(ders)} is no readable certificate: {visible(str(error))}.")
    if not certificates:
        raise FileError("There is no certificate that can be read.", " ".join(unreadable))
    return tuple(certificates), tuple(unreadable)
