"""The files of a project: what its people count as theirs, in a fixed order, each file once."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from inspector.chain.text import visible
from inspector.checking.ignoring import IgnoreFile, is_ignored, read_patterns
from inspector.checking.unread import Unread

IGNORE_FILE = ".gitignore"
SKIPPED = frozenset(
    (
        *(".git", ".hg", ".svn", "node_modules", ".gradle", ".idea", ".venv", "__pycache__", ".dart_tool"),
        *("Pods", "Carthage", "DerivedData", ".build", ".cxx"),
    )
)
"""Folders that hold nothing of the project itself, whatever .gitignore says."""

NEVER_TOLD = frozenset((".git", ".hg", ".svn", ".gradle", ".idea", ".venv", "__pycache__"))
"""Those of them that nobody looks for pins in."""

BUILT = "build"
SOURCES = "src"
"""Below a folder of this name, `build` is a package and no output."""

MOST_FILES = 100_000
"""Most files that are looked at."""

DEEPEST = 60
"""Deepest level of folders that is entered."""

_IGNORE_BYTES = 1024 * 1024


@dataclass(slots=True)
class Walk:
    """One walk through a folder; what could not be entered is in `unread` once the walk is over."""

    root: Path
    """The folder."""

    unread: list[Unread] = field(default_factory=list)
    """Folders that could not be entered."""

    left_out: list[str] = field(default_factory=list)
    """Folders of other people's code and of what a build made, which are not entered; visible text."""

    def files(self) -> Iterator[PurePosixPath]:
        """Yield the regular files, as paths relative to the root: files of a folder first, then its folders.

        Links are not followed, as git does not follow them; so no loop can arise.
        """
        for number, path in enumerate(self._folder(PurePosixPath(), outer_ignore_files(self.root))):
            if number == MOST_FILES:
                self.unread.append(
                    Unread("the rest", f"there are more than {MOST_FILES} files", "Name a folder further down.")
                )
                return
            yield path

    def _folder(self, folder: PurePosixPath, outer: tuple[IgnoreFile, ...]) -> Iterator[PurePosixPath]:
        try:
            with os.scandir(self.root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._tell(folder, error)
            return
        ignoring = outer
        if any(entry.name == IGNORE_FILE and entry.is_file(follow_symlinks=False) for entry in entries):
            ignoring = (*outer, *_ignore_file(self.root / folder / IGNORE_FILE, folder))
        folders = []
        for entry in entries:
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                if is_ignored(path, ignoring, is_folder=True):
                    continue
                if not _is_skipped(path):
                    folders.append(path)
                elif path.name not in NEVER_TOLD:
                    self.left_out.append(_shown(path))
            elif entry.is_file(follow_symlinks=False) and not is_ignored(path, ignoring, is_folder=False):
                yield path
        for path in folders:
            if len(path.parts) > DEEPEST:
                self.unread.append(Unread(_shown(path), f"it is more than {DEEPEST} folders deep"))
                continue
            yield from self._folder(path, ignoring)

    def _tell(self, folder: PurePosixPath, error: OSError) -> None:
        cause = visible(error.strerror or "it cannot be opened", 80)
        name = _shown(folder) if folder.parts else visible(str(self.root), 200)
        self.unread.append(Unread(f"{name}/", f"the folder cannot be entered: {cause}", "Check its permissions."))


def outer_ignore_files(root: Path) -> tuple[IgnoreFile, ...]:
    """Return the ignore files above `root` in its git work tree, the outermost first; none outside of one."""
    found: list[IgnoreFile] = []
    inner = root.resolve()
    for level, folder in enumerate((inner, *inner.parents)):
        below = PurePosixPath(*inner.parts[len(inner.parts) - level :]) if level else PurePosixPath()
        if level:
            found[:0] = _moved(_ignore_file(folder / IGNORE_FILE, PurePosixPath()), below)
        if _has_git(folder):
            found[:0] = _moved(_ignore_file(folder / ".git" / "info" / "exclude", PurePosixPath()), below)
            return tuple(found)
    return ()


@dataclass(frozen=True, slots=True)
class _Outer(IgnoreFile):
    """An ignore file above the root: its `folder` is the root as that file would call it."""

    def verdict(self, path: PurePosixPath, *, is_folder: bool) -> bool | None:
        whole = IgnoreFile(PurePosixPath(), self.patterns)
        return whole.verdict(self.folder / path, is_folder=is_folder)


def _moved(files: tuple[IgnoreFile, ...], below: PurePosixPath) -> list[IgnoreFile]:
    return [_Outer(below, file.patterns) for file in files]


def _ignore_file(path: Path, folder: PurePosixPath) -> tuple[IgnoreFile, ...]:
    try:
        with path.open("rb") as stream:
            text = stream.read(_IGNORE_BYTES).decode("utf-8", "replace")
    except OSError:
        return ()
    return (read_patterns(text, folder),)


def _has_git(folder: Path) -> bool:
    try:
        return (folder / ".git").exists()
    except OSError:
        return False


def _is_skipped(path: PurePosixPath) -> bool:
    return path.name in SKIPPED or (path.name == BUILT and SOURCES not in path.parts[:-1])


def _shown(path: PurePosixPath) -> str:
    return visible(str(path), 200)
