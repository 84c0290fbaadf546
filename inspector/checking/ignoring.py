"""The patterns of .gitignore files: which paths of a project its people do not count as theirs (gitignore(5))."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

LONGEST = 1_000
"""Longest line that is taken as a pattern, in characters."""

MOST = 5_000
"""Most patterns that are taken of one file."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a .gitignore."""

    matcher: re.Pattern[str]
    """Matches a path relative to the folder of the file."""

    negated: bool
    """Whether it takes a path back in."""

    folders_only: bool
    """Whether it is about folders only."""


@dataclass(frozen=True, slots=True)
class IgnoreFile:
    """The patterns of one .gitignore."""

    folder: PurePosixPath
    """The folder that the patterns are relative to, in the terms of the paths that are asked for."""

    patterns: tuple[Pattern, ...]
    """In their order: the last that matches decides."""

    def verdict(self, path: PurePosixPath, *, is_folder: bool) -> bool | None:
        """Return whether `path` is ignored, and None where no pattern says anything of it."""
        try:
            relative = str(path.relative_to(self.folder))
        except ValueError:
            return None
        for pattern in reversed(self.patterns):
            if (is_folder or not pattern.folders_only) and pattern.matcher.fullmatch(relative):
                return not pattern.negated
        return None


def read_patterns(text: str, folder: PurePosixPath) -> IgnoreFile:
    """Return the patterns in the text of a .gitignore that stands in `folder`; lines that are none are left out."""
    lines = text.removeprefix("\ufeff").split("\n")[:MOST]
    found = (_pattern(line.removesuffix("\r")) for line in lines if len(line) <= LONGEST)
    return IgnoreFile(folder, tuple(item for item in found if item is not None))


def is_ignored(path: PurePosixPath, files: tuple[IgnoreFile, ...], *, is_folder: bool) -> bool:
    """Return whether `path` is ignored by `files`, the outermost first; a deeper file outdoes an outer one."""
    for file in reversed(files):
        verdict = file.verdict(path, is_folder=is_folder)
        if verdict is not None:
            return verdict
    return False


def _pattern(line: str) -> Pattern | None:
    line = _without_trailing_blanks(line)
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    line = line[negated:]
    folders_only = line.endswith("/")
    body = line.rstrip("/") if folders_only else line
    if not body or (body.endswith("\\") and not body.endswith("\\\\")):
        return None
    anchored = "/" in body
    try:
        matcher = re.compile(("" if anchored else "(?:.*/)?") + _translated(body.removeprefix("/")), re.DOTALL)
    except re.error:
        return None
    return Pattern(matcher, negated, folders_only)


def _without_trailing_blanks(line: str) -> str:
    stripped = line.rstrip(" ")
    escaped = (len(stripped) - len(stripped.rstrip("\\"))) % 2
    return stripped + " " if escaped and len(line) > len(stripped) else stripped


def _translated(glob: str) -> str:
    parts = glob.split("/")
    found: list[str] = []
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        if part == "**":
            found.append(".+" if last else "(?:.*/)?" if place == 0 or parts[place - 1] != "**" else "")
        else:
            found.append(_segment(part) + ("" if last else "/"))
    return "".join(found)


def _segment(part: str) -> str:
    found, place = "", 0
    while place < len(part):
        char = part[place]
        place += 1
        if char == "*":
            if not found.endswith("[^/]*"):
                found += "[^/]*"
        elif char == "?":
            found += "[^/]"
        elif char == "[":
            end = part.find("]", place + (2 if part[place : place + 1] in ("!", "^") else 1))
            if end < 0:
                return r"(?!)"
            found += _class(part[place:end])
            place = end + 1
        elif char == "\\" and place < len(part):
            found += re.escape(part[place])
            place += 1
        else:
            found += re.escape(char)
    return found


def _class(inner: str) -> str:
    negated = inner[:1] in ("!", "^")
    body = inner[negated:].replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("^", "\\^")
    body = body.replace("&&", "&\\&").replace("||", "|\\|").replace("~~", "~\\~")
    return f"(?!/)[{'^' if negated else ''}{body}]"
