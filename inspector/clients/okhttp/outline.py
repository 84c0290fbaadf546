"""What one source file declares and calls, in the words that Kotlin and Java share."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inspector.clients.okhttp.expression import Call, Expression


@dataclass(frozen=True, slots=True)
class Range:
    """A piece of the source."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset behind its last one."""

    def holds(self, at: int) -> bool:
        """Return whether the offset lies in it."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Import:
    """One import."""

    path: tuple[str, ...]
    """Its parts, without a star."""

    alias: str
    """The name that it gets in the file; `*` where it imports all below."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A constant, variable, parameter, loop variable or lambda parameter."""

    name: str
    """Its name."""

    scope: Range
    """Where the bare name means it."""

    owner: tuple[str, ...]
    """The classes around it, outermost first; empty for what belongs to none."""

    value: Expression | None
    """What it is set to; None where it is handed in."""

    at: int
    """Offset of the name."""

    each: bool = False
    """Whether it stands for each item of its value: a loop."""

    part: int | None = None
    """0 for the key and 1 for the value of each pair of its value; None where it stands for the whole item."""

    mutable: bool = False
    """Whether it can be set again."""

    type: tuple[str, ...] = ()
    """The declared type's parts; empty where it is inferred."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """A lambda that works on a value: `apply`, `with`, `also`."""

    body: Range
    """The lambda."""

    name: str
    """What the value is called in it; empty where it stands unnamed in front of calls."""

    value: Expression
    """The value."""


@dataclass(slots=True)
class Outline:
    """All of it."""

    text: str
    """The source as it came."""

    imports: list[Import] = field(default_factory=list)
    """In their order."""

    declarations: dict[str, list[Declaration]] = field(default_factory=dict)
    """By name."""

    assigned: dict[str, list[Expression | None]] = field(default_factory=dict)
    """By name, what it is set to outside its declaration; None for what is added to it."""

    receivers: list[Receiver] = field(default_factory=list)
    """In their order."""

    conditions: list[Range] = field(default_factory=list)
    """Bodies that run only sometimes."""

    calls: list[Call] = field(default_factory=list)
    """Every call in its order."""

    pins: dict[int, str] = field(default_factory=dict)
    """Literals that begin as a pin does, by their offset."""

    broken_at: int | None = None
    """Offset of the first thing that does not parse; None where all does."""

    steps: int = 0
    """How many expressions were looked at for the present question."""

    _lines: list[int] = field(default_factory=list)
    _loops: list[Declaration] = field(default_factory=list)

    def declare(self, declaration: Declaration) -> None:
        """Keep a declaration."""
        if declaration.each:
            self._loops.append(declaration)
        self.declarations.setdefault(declaration.name, []).append(declaration)

    def declare_it(
        self, scope: tuple[Range, tuple[str, ...]], value: Expression | None, at: int, *, each: bool
    ) -> None:
        """Keep what `it` stands for in a lambda."""
        self.declare(Declaration("it", *scope, value, at, each))

    def line(self, at: int) -> int:
        """Return the line of an offset, from 1."""
        if not self._lines:
            self._lines.extend(found.start() for found in re.finditer("\n", self.text))
        return bisect.bisect_left(self._lines, at) + 1

    def find(self, path: tuple[str, ...], at: int) -> Declaration | None:
        """Return what the name `path` means at an offset: the innermost scope for a bare name, else its class."""
        parts = tuple(part for part in path if part not in ("this", "Companion"))
        if not parts:
            return None
        known = self.declarations.get(parts[-1], ())
        if len(parts) > 1:
            return next((item for item in known if item.owner[-1:] == parts[-2:-1]), None)
        around = [item for item in known if item.scope.holds(at)]
        if around:
            return min(around, key=lambda item: (item.scope.end - item.scope.start, -item.at))
        owners = {item.path[-2:-1] for item in self.imports if item.alias == parts[0]}
        owners |= {item.path[-1:] for item in self.imports if item.alias == "*"}
        return next((item for item in known if item.owner and item.owner[-1:] in owners), None)

    def loops(self, at: int) -> list[Declaration]:
        """Return the loop variables that an offset stands under."""
        return [item for item in self._loops if item.scope.holds(at)]

    def around(self, at: int) -> Iterator[Receiver]:
        """Give the lambdas around an offset, innermost first."""
        found = [item for item in self.receivers if item.body.holds(at)]
        yield from sorted(found, key=lambda item: item.body.end - item.body.start)
