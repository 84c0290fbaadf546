"""Command lines in shell scripts, Dockerfiles and CI files, taken apart as a shell would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_VARIABLE = re.compile(r"\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?")
_ASSIGNED = re.compile(
    r"^[ \t-]*(?:(?:export|readonly|local|declare|ENV|ARG|set)[ \t]+)*([A-Za-z_][A-Za-z0-9_]*)(?:=|:[ \t]+)"
    r"(?:'([^'\n]*)'|\"([^\"\n]*)\"|([^\s'\"#;]*(?:;sha256//[^\s'\"#;]*)*))[ \t]*(?:#.*)?$",
    re.MULTILINE,
)
_ENDS = (";", "&", "|", "(", ")", "`", "\n", "{", "}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a command."""

    text: str
    """With quotes taken off and variables put in."""

    line: int
    """Where it begins, from 1."""

    is_known: bool
    """Whether every variable in it could be followed."""


@dataclass(frozen=True, slots=True)
class Command:
    """Words up to the mark that ends the command."""

    words: tuple[Word, ...]
    """At least one."""

    ended_by: str
    """The mark behind it, empty at the end of a line."""


def variables_of(text: str) -> dict[str, str]:
    """Return the variables that are set once to a text without variables: shell, Dockerfile and YAML."""
    found: dict[str, list[str]] = {}
    for match in _ASSIGNED.finditer(text):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1], []).append(value)
    return {name: values[0] for name, values in found.items() if len(set(values)) == 1 and "$" not in values[0]}


def commands_with(text: str, word: str) -> Iterator[Command]:
    """Give the commands on those lines, continued ones as one, that have `word` in them, and the next on the line."""
    variables = variables_of(text)
    for line, logical in _logical_lines(text):
        if word in logical:
            yield from _commands(logical, line, variables)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give lines with those that a backslash continues, and their first line; comments are left out."""
    parts: list[str] = []
    begin = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not parts:
            begin = number
        bare = line.rstrip("\r")
        if bare.lstrip().startswith(("#", "//", "REM ")) and not parts:
            continue
        if bare.rstrip().endswith(("\\", "`")) and not bare.rstrip().endswith("\\\\"):
            parts.append(bare.rstrip()[:-1] + " \n")
            continue
        yield begin, "".join((*parts, bare))
        parts = []
    if parts:
        yield begin, "".join(parts)


def _commands(logical: str, line: int, variables: dict[str, str]) -> Iterator[Command]:
    words: list[Word] = []
    at = 0
    while at < len(logical):
        char = logical[at]
        if char in " \t\n":
            line += char == "\n"
            at += 1
        elif char == "#" and (at == 0 or logical[at - 1] in " \t"):
            break
        elif char in _ENDS:
            if words:
                yield Command(tuple(words), char)
                words = []
            at += 1
        else:
            word, at, lines = _word(logical, at, line, variables)
            words.append(word)
            line += lines
    if words:
        yield Command(tuple(words), "")


def _word(logical: str, at: int, line: int, variables: dict[str, str]) -> tuple[Word, int, int]:
    """Return the word at `at`, the place behind it, and how many lines it holds."""
    parts: list[str] = []
    is_known, begin = True, at
    while at < len(logical) and (char := logical[at]) not in (" ", "\t", "\n", *_ENDS[:-2]):
        if char == "'":
            end = logical.find("'", at + 1)
            end = len(logical) if end < 0 else end
            parts.append(logical[at + 1 : end])
            at = end + 1
        elif char == '"':
            body, at = _double(logical, at + 1)
            text, known = _filled(body, variables)
            parts.append(text)
            is_known = is_known and known
        elif char == "\\" and at + 1 < len(logical):
            parts.append(logical[at + 1])
            at += 2
        elif char == "$" and (match := _VARIABLE.match(logical, at)):
            text, known = _filled(match[0], variables)
            parts.append(text)
            is_known = is_known and known
            at = match.end()
        else:
            parts.append(char)
            is_known = is_known and char != "$"
            at += 1
    return Word("".join(parts), line, is_known), at, logical.count("\n", begin, min(at, len(logical)))


def _double(logical: str, at: int) -> tuple[str, int]:
    parts: list[str] = []
    while at < len(logical) and logical[at] != '"':
        if logical[at] == "\\" and at + 1 < len(logical) and logical[at + 1] in '"\\`':
            at += 1
        parts.append(logical[at])
        at += 1
    return "".join(parts), at + 1


def _filled(text: str, variables: dict[str, str]) -> tuple[str, bool]:
    """Return `text` with its variables put in, and whether all of them are known."""
    names = _VARIABLE.findall(text)
    filled = _VARIABLE.sub(lambda match: variables.get(match[1], match[0]), text)
    return filled, all(name in variables for name in names) and "$(" not in text and "`" not in text
