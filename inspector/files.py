"""Writing files that the user asked for: whole or not at all, and never over another file without being told to."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from inspector.chain.text import visible
from inspector.reading import FileError

_NO_HARD_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


class WriteError(FileError):
    """A file that could not be written; nothing was left behind and nothing was changed."""


class AlreadyThereError(WriteError):
    """A file of that name exists, and overwriting was not asked for."""


def write_new(path: Path, data: bytes, mode: int = 0o644, *, overwrite: bool = False) -> Path:
    """Write `data` to `path` at once, and return the absolute path.

    The bytes go to a temporary file beside it first, so that no reader ever sees half of them. A new file gets
    `mode` less the umask; a replaced one keeps the permissions it had. With `overwrite` a regular file is replaced;
    a symbolic link is never followed. Raises `AlreadyThereError` where the name is taken, and `WriteError` for
    everything else (full disk, read-only or absent folder, …).
    """
    shown = visible(str(path), 200)
    try:
        target = path.absolute()
        existing = _look(target)
        _check(existing, shown, overwrite)
        _write(target, data, mode if existing is None else stat.S_IMODE(existing.st_mode), existing is not None)
    except FileExistsError:
        raise _taken(shown) from None
    except (OSError, ValueError) as error:
        raise WriteError(f"{shown} cannot be written: {_cause(error)}.", _hint(error)) from None
    return target


def _look(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _check(existing: os.stat_result | None, shown: str, overwrite: bool) -> None:
    if existing is None:
        return
    if stat.S_ISDIR(existing.st_mode):
        raise WriteError(f"{shown} is a folder.", "Add a file name.")
    if not overwrite:
        raise _taken(shown)
    if stat.S_ISLNK(existing.st_mode):
        raise WriteError(f"{shown} is a symbolic link, and links are not followed.", "Name the file that it points to.")
    if not stat.S_ISREG(existing.st_mode):
        raise WriteError(f"{shown} is a device or a pipe, not a file.", "Choose another name.")


def _taken(shown: str) -> AlreadyThereError:
    return AlreadyThereError(f"{shown} exists already and was left as it is.", "Choose another name.")


def _write(target: Path, data: bytes, mode: int, replace: bool) -> None:
    temporary = target.parent / f".pinspector-{os.urandom(8).hex()}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(handle)
            if replace:
                os.fchmod(handle, mode)
        if replace:
            temporary.replace(target)
        else:
            _publish(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _publish(temporary: Path, target: Path) -> None:
    """Give the finished file its name, failing where the name was taken meanwhile."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        with target.open("xb"):
            temporary.replace(target)


def _cause(error: OSError | ValueError) -> str:
    match error:
        case OSError(errno=errno.ENOENT):
            return "its folder does not exist"
        case OSError(errno=errno.ENOTDIR):
            return "what stands in front of its last / is no folder"
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return "the disk is full"
        case OSError(errno=errno.EROFS):
            return "the file system is read-only"
        case OSError(errno=errno.EACCES | errno.EPERM):
            return "its folder does not let you write"
        case OSError(errno=errno.ENAMETOOLONG):
            return "the name is too long"
        case OSError():
            return visible((error.strerror or type(error).__name__)[:1].lower() + (error.strerror or "")[1:])
        case _:
            return "this cannot be the name of a file"


def _hint(error: OSError | ValueError) -> str:
    match error:
        case OSError(errno=errno.ENOENT | errno.ENOTDIR):
            return "Create the folder first, or choose another."
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return "Make room, or choose another disk. Nothing was written."
        case _:
            return "Choose another place or name."
