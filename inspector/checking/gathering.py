"""The texts to check: of one file, of standard input, or of a whole project."""

import errno
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from inspector.chain.explained import Explained
from inspector.chain.text import visible
from inspector.checking.decoding import SNIFFED, NotText, decode, looks_binary
from inspector.checking.unread import Unread
from inspector.checking.walking import Walk
from inspector.clients.project import tells_of_others
from inspector.clients.source import Source
from inspector.pipes import read_pipe, silence
from inspector.reading import TIMEOUT

STANDARD_INPUT = "-"
LIMIT = 4 * 1024 * 1024
"""Largest file that is read, in bytes."""

LONGEST_NAME = 4_096
"""Characters of a path that are kept: all that a system allows, since its end tells what the file is."""

_TOO_LARGE = f"it is larger than {LIMIT // 1024 // 1024} MiB"
_SOURCES = frozenset(
    (
        *(".kt", ".kts", ".java", ".xml", ".plist", ".swift", ".m", ".mm", ".js", ".jsx", ".mjs", ".ts", ".tsx"),
        *(".sh", ".bash", ".cs", ".go", ".py", ".dart"),
    )
)
"""Endings of files that are worth a line where they cannot be read; in a project all others are passed over."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to check."""

    name: str
    """What the whole is called, visible text."""

    is_folder: bool
    """Whether it is a project, and no single text."""

    sources: tuple[Source, ...]
    """The texts that are kept, in the order of the walk."""

    unread: tuple[Unread, ...]
    """What could not be read."""

    texts: int = 1
    """How many texts were looked at, those that were not kept among them."""

    left_out: tuple[str, ...] = ()
    """Folders of a project that were not entered although .gitignore does not name them, visible text."""


def gather(name: str, wanted: Callable[[Source], bool] = lambda _: True, *, timeout: float = TIMEOUT) -> Gathered:
    """Return the text of the file `name`, of standard input (`-`), or the texts below the folder `name`. Never raises.

    A pipe is read for `timeout` seconds at most, and what it gives has no name to be known by.

    In a project .gitignore is respected, whatever is binary is passed over without a word, and only the texts are kept
    that are `wanted` or tell of others; a text that was named itself always is.
    """
    if name == STANDARD_INPUT:
        return _gather_input()
    shown = visible(name, LONGEST_NAME)
    path = Path(name).expanduser() if name.startswith("~") else Path(name)
    try:
        if path.is_dir():
            return _gather_folder(path, shown, wanted)
    except (OSError, ValueError):
        pass
    try:
        known_as = "" if path.is_fifo() else shown
        source = Source(known_as, decode(read_bytes(path, timeout)), _Beside(path.parent, None))
    except _CannotOpen as error:
        return Gathered(shown, False, (), (Unread(shown, error.reason, error.hint),))
    except NotText as error:
        return Gathered(shown, False, (), (Unread(shown, error.reason, error.hint),))
    return Gathered(shown, False, (source,), ())


def is_source(name: str) -> bool:
    """Return whether a file of this name is code or configuration by its ending."""
    return PurePosixPath(name).suffix.lower() in _SOURCES


class _CannotOpen(Explained):
    pass


def read_bytes(path: Path, timeout: float = TIMEOUT) -> bytes:
    """Return the bytes of a file; of one that is too large nothing is read, and a pipe for `timeout` seconds."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
            raise _CannotOpen("it is a device, not a file", "Name a source file or a folder of them.")
        if stat.S_ISFIFO(status.st_mode):
            data = read_pipe(path, LIMIT + 1, timeout)
        elif status.st_size > LIMIT:
            data = b""
        else:
            with path.open("rb") as stream:
                data = stream.read(LIMIT + 1)
    except FileNotFoundError:
        raise _CannotOpen("there is no such file or folder", "Check the name.") from None
    except TimeoutError:
        raise _CannotOpen(*silence(timeout)) from None
    except (OSError, ValueError, RuntimeError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be opened"
        hint = "Check its permissions." if getattr(error, "errno", None) in (errno.EACCES, errno.EPERM) else ""
        raise _CannotOpen(f"it cannot be read: {visible(cause, 80)}", hint) from None
    if status.st_size > LIMIT or len(data) > LIMIT:
        raise _CannotOpen(_TOO_LARGE, "Name the file that holds the pins.")
    return data


def _gather_input() -> Gathered:
    shown = "standard input"
    try:
        data = sys.stdin.buffer.read(LIMIT + 1)
    except OSError as error:
        cause = "it is closed" if error.errno == errno.EBADF else visible(error.strerror or "it breaks off", 80)
        hint = "Give it something to read, or name a file."
        return Gathered(shown, False, (), (Unread(shown, f"it cannot be read: {cause}", hint),))
    if len(data) > LIMIT:
        return Gathered(shown, False, (), (Unread(shown, _TOO_LARGE, "Cut out what matters."),))
    try:
        return Gathered(shown, False, (Source("", decode(data)),), ())
    except NotText as error:
        return Gathered(shown, False, (), (Unread(shown, error.reason, error.hint),))


def _gather_folder(root: Path, shown: str, wanted: Callable[[Source], bool]) -> Gathered:
    walk, unread, kept, texts = Walk(root), list[Unread](), list[Source](), 0
    for source in _sources(walk, unread):
        texts += 1
        if wanted(source) or tells_of_others(source):
            kept.append(source)
    return Gathered(shown, True, tuple(kept), (*walk.unread, *unread), texts, tuple(walk.left_out))


def _sources(walk: Walk, unread: list[Unread]) -> Iterator[Source]:
    for path in walk.files():
        wanted = is_source(path.name)
        name = visible(str(path), LONGEST_NAME)
        try:
            if not wanted and _is_nothing(walk.root / path):
                continue
            text = decode(read_bytes(walk.root / path))
        except (_CannotOpen, NotText) as error:
            if wanted or "cannot be read" in error.reason:
                unread.append(Unread(name, error.reason, error.hint))
            continue
        yield Source(name, text, _Beside((walk.root / path).parent, walk.root))


def _is_nothing(path: Path) -> bool:
    """Return whether a file need not be read: too large, or binary from its beginning."""
    try:
        if path.stat().st_size > LIMIT:
            return True
        with path.open("rb") as stream:
            return looks_binary(stream.read(SNIFFED))
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class _Beside:
    """Gives the text of a file by its path relative to `folder`, within `root` where there is one."""

    folder: Path
    root: Path | None

    def __call__(self, name: str) -> str | None:
        if PurePosixPath(name).is_absolute():
            return None
        try:
            path = (self.folder / name).resolve()
            if self.root is not None and not path.is_relative_to(self.root.resolve()):
                return None
            return decode(read_bytes(path)) if path.is_file() else None
        except (_CannotOpen, NotText, OSError, ValueError, RuntimeError):
            return None
