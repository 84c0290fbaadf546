"""Reading files that the user named: bounded, and with a clear word where it fails."""

import sys
from pathlib import Path

from inspector.chain.text import visible

LIMIT = 16 * 1024 * 1024
"""Largest file that is read, in bytes."""

STANDARD_INPUT = "-"


class FileError(Exception):
    """A file that cannot be read or understood."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence."""
        self.hint = hint
        """What to try."""


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


def read_file(name: str, limit: int = LIMIT) -> bytes:
    """Return the bytes of the file called `name` (`-`: standard input).

    Raises `FileError` where it is absent, a folder, not readable, or larger than `limit` bytes.
    """
    shown = "standard input" if name == STANDARD_INPUT else visible(name, 200)
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            path = Path(name).expanduser()
            if path.exists() and not path.is_file() and not path.is_fifo():
                raise FileError(f"{shown} is a folder or a device, not a file.", "Name a PEM or DER file.")
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
    except FileNotFoundError:
        raise FileError(f"There is no file {shown}.", "Check the name; a host is written without ./ or /.") from None
    except (OSError, ValueError, RuntimeError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be opened"
        raise FileError(f"{shown} cannot be read: {visible(cause)}.", "Check its permissions.") from None
    if len(data) > limit:
        raise FileError(f"{shown} is larger than {limit // 1024 // 1024} MiB.", "Cut out the certificates.")
    return data
