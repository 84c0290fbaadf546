"""Expressions of Kotlin and Java, as far as pins are written with them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Name:
    """A name with what stands in front of it: `HOST`, `Config.HOST`."""

    path: tuple[str, ...]
    """Its parts."""

    at: int
    """Offset in the source."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string, perhaps with templates."""

    parts: "tuple[str | Expression, ...]"
    """Decoded text, and the expressions between it."""

    at: int
    """Offset in the source."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with plus signs between them."""

    terms: "tuple[Expression, ...]"
    """In their order."""

    at: int
    """Offset in the source."""


@dataclass(frozen=True, slots=True)
class Many:
    """An array written out."""

    items: "tuple[Expression, ...]"
    """In their order."""

    at: int
    """Offset in the source."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two expressions that belong together: `host to pins`."""

    key: "Expression"
    """The first."""

    value: "Expression"
    """The second."""

    at: int
    """Offset in the source."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call."""

    value: "Expression"
    """What is handed over."""

    name: str = ""
    """Its name in Kotlin; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call or a construction."""

    target: "Expression | None"
    """What it is called on; None where nothing stands in front."""

    name: str
    """The function's name, or the last part of the constructed type."""

    arguments: tuple[Argument, ...]
    """In their order, without a lambda behind them."""

    at: int
    """Offset of the name in the source, unlike that of any other call."""

    depth: int = field(default=0, compare=False)
    """How many calls stand in front of it in its chain."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """Anything else."""

    shown: str
    """The beginning of it, as written."""

    at: int
    """Offset in the source."""


Expression = Name | Text | Sum | Many | Pair | Call | Opaque
