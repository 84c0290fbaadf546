"""What a lesson is made of: paragraphs, blocks that stand beside them, and an experiment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.lessons.bench import Bench


class Tone(StrEnum):
    """What a step says about the world."""

    PLAIN = "plain"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is shown: a sentence, and lines below it."""

    title: str
    """One sentence or a few words, visible text."""

    lines: tuple[str, ...] = ()
    """What stands below, visible text."""

    tone: Tone = Tone.PLAIN
    """How it is marked."""

    verbatim: bool = False
    """Whether the lines are bytes, pins or commands: told apart from words, and never reflowed where they fit."""


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison."""

    head: tuple[str, ...]
    """Titles of the columns; the first is that of the row's own name."""

    rows: tuple[tuple[str, ...], ...]
    """The rows, as many cells as titles."""


Block = Step | Table


@dataclass(frozen=True, slots=True)
class Experiment:
    """Something that the reader runs: real TLS on loopback, some seconds at most."""

    label: str
    """What it does, a few words."""

    run: "Callable[[Bench], tuple[Block, ...]]" = field(repr=False)
    """Does it and gives what came of it; raises `FetchError` or `OSError` where it could not, or was cancelled."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson."""

    id: str
    """Stable name in kebab case: what is remembered."""

    title: str
    """What it is called."""

    words: tuple[str, ...]
    """Its paragraphs, our own words."""

    beside: "Callable[[Inspection], tuple[Block, ...]]" = field(repr=False)
    """Gives what stands beside the words, from the chain that is open."""

    experiment: Experiment | None = None
    """What the reader can run; None where there is nothing to run."""

    sources: tuple[str, ...] = ()
    """Where the facts come from."""

    interview: bool = False
    """Whether it asks the reader questions in place of an experiment."""
