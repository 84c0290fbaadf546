"""What readers of pins take and give: a file's text in, the rules in it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from inspector.chain.explained import Explained
from inspector.clients.rule import PinProblem, RuleSet


def nothing_beside(_name: str) -> str | None:
    """Stand for a text that lies beside no files."""
    return None


@dataclass(frozen=True, slots=True)
class Stated:
    """A version that a build file states."""

    version: str
    """Such as `4.12.0`: digits, dots and what may follow them."""

    where: str
    """File and line, visible text: `app/build.gradle:12`."""


@dataclass(frozen=True, slots=True)
class Project:
    """What the other files of a project tell about one of them."""

    configs: frozenset[str] = frozenset()
    """Network security configs that some manifest names, without folder and ending."""

    okhttp: tuple[Stated, ...] = ()
    """The versions of OkHttp that build files state, in their order; empty where none does."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text that may hold pins."""

    name: str
    """The file's name with the folders that matter (`res/xml/network_security_config.xml`); empty for pasted text."""

    text: str
    """The whole text, untrusted."""

    beside: Callable[[str], str | None] = nothing_beside
    """Gives the text of another file by its path relative to this one, None where it is not there or too large."""

    project: Project = Project()
    """What the project around it tells; nothing for a text by itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text."""

    sets: tuple[RuleSet, ...] = ()
    """The rule sets in their order; empty where it pins nothing."""

    problems: tuple[PinProblem, ...] = ()
    """What is wrong with the file as a whole, or could not be followed."""


class CannotRead(Explained, ValueError):  # noqa: N818
    """A text that its reader cannot make sense of at all."""

    def __init__(self, reason: str, hint: str, line: int | None = None) -> None:
        super().__init__(reason, hint)
        self.line = line
        """Line in the text, from 1; None where it is about no single line."""


class ParserMissing(CannotRead):
    """A text whose parser is not installed: nothing is wrong with it, and nothing was read of it."""


class Reader(Protocol):
    """Reads one kind of file."""

    name: str
    """A word for the kind: `nsc`, `kotlin`, `plist`, …"""

    title: str
    """What people call such a file: `Network Security Config`, `Kotlin source`."""

    def recognises(self, source: Source) -> bool:
        """Return whether this may be such a file and worth reading. Cheap; never raises."""

    def read(self, source: Source) -> Reading:
        """Return the rules in it. Raises `CannotRead` where nothing can be read."""
