"""What a check found: per file, per rule set, per host; and how it ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.finding import Severity
from inspector.checking.failure.explaining import Explained
from inspector.checking.looking import FILE_STAGE, Sight
from inspector.checking.naming import NamedPin
from inspector.checking.recognising import PinFile
from inspector.checking.unread import Unread
from inspector.clients.rule import MatchedPin, Outcome, PinProblem, PinRule, RuleSet
from inspector.devices.verdicts import DeviceVerdict


class Ending(StrEnum):
    """How a check ended, worst last."""

    FINE = "fine"
    """Every pin that is shipped connects."""

    BAD = "bad"
    """Something is refused, not pinned, or wrong in the code."""

    NO_CHAIN = "no-chain"
    """A host gave no chain, and nothing else is wrong."""

    NOTHING_READ = "nothing-read"
    """There was nothing that could be read and has to do with pins."""


@dataclass(frozen=True, slots=True)
class HostVerdict:
    """What one client does with one host."""

    host: str
    """The host."""

    outcome: Outcome | None
    """What the client does; None where no chain could be had, or nobody knows how to judge this client."""

    reason: str
    """Why, one visible sentence."""

    rules: tuple[PinRule, ...]
    """The rules that apply to the host; empty where none does."""

    matched: tuple[MatchedPin, ...] = ()
    """The pins that the path satisfied."""

    pins: tuple[NamedPin, ...] = ()
    """Every pin of the applying rules with what it is."""

    problems: tuple[PinProblem, ...] = ()
    """What the live chain brought to light about the applying rules."""

    sight: Sight | None = None
    """What was seen of the host; None where it was not looked at."""

    ranges: tuple[DeviceVerdict, ...] = ()
    """What the client does on each range of releases that takes the chain, oldest first; empty where none was asked."""

    by_device: str = ""
    """The same in one visible sentence where it is not the same on all of them; else empty."""

    @property
    def unreachable(self) -> bool:
        """Whether no chain could be had."""
        return self.outcome is None and self.sight is not None and self.sight.inspection is None


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A rule that applies to no host that was judged."""

    rule: PinRule
    """The rule."""

    pins: tuple[NamedPin, ...]
    """Its pins, with what they tell by themselves."""

    problems: tuple[PinProblem, ...]
    """What is wrong with their values."""


@dataclass(frozen=True, slots=True)
class CheckedSet:
    """One rule set and what comes of it."""

    rules: RuleSet
    """The rules as they were read."""

    verdicts: tuple[HostVerdict, ...]
    """One for each host that was judged, worst first."""

    unjudged: tuple[Unjudged, ...]
    """Rules that apply to no host of the verdicts."""

    @property
    def problems(self) -> Iterator[PinProblem]:
        """Every problem of the set, its rules and its verdicts, each once."""
        every = (
            *self.rules.problems,
            *(problem for rule in self.rules.rules for problem in rule.problems),
            *(problem for verdict in self.verdicts for problem in verdict.problems),
            *(problem for rule in self.unjudged for problem in rule.problems),
        )
        return iter(dict.fromkeys(every))

    @property
    def is_bad(self) -> bool:
        """Whether what is shipped is refused, not pinned, or wrong. A debug build is never bad."""
        if self.rules.variant:
            return False
        return any(problem.severity is Severity.ERROR for problem in self.problems) or any(
            verdict.outcome is not Outcome.CONNECTS and not verdict.unreachable for verdict in self.verdicts
        )


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file and what comes of its rules."""

    file: PinFile
    """The file."""

    sets: tuple[CheckedSet, ...]
    """Its rule sets, in their order."""

    explained: Explained | None = None
    """A failure text line by line; None for a file that configures."""

    @property
    def is_bad(self) -> bool:
        """Whether something is wrong with the file or one of its rule sets.

        A failure text is bad unless its pins are judged, and would connect today.
        """
        if self.file.failure is not None and not any(one.verdicts for one in self.sets):
            return True
        shipped = not self.sets or any(not one.rules.variant for one in self.sets)
        wrong = shipped and any(problem.severity is Severity.ERROR for problem in self.file.problems)
        return wrong or any(one.is_bad for one in self.sets)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a check found."""

    name: str
    """What was checked, visible text."""

    folder: str
    """The folder that the names of the files are relative to, as it was named; empty for a single text."""

    offline: bool
    """Whether no host was looked at, as was asked for."""

    sights: tuple[Sight, ...]
    """What was seen of the hosts that were looked at."""

    files: tuple[CheckedFile, ...]
    """The files that have to do with pins, those with something wrong first."""

    unread: tuple[Unread, ...]
    """What could not be read."""

    texts: int
    """How many texts were looked at."""

    unpinned: str
    """What is to be said where nothing is pinned, or nothing could be judged, one visible sentence; else empty."""

    @property
    def verdicts(self) -> Iterator[tuple[CheckedFile, CheckedSet, HostVerdict]]:
        """Every verdict with its set and file."""
        return ((file, one, verdict) for file in self.files for one in file.sets for verdict in one.verdicts)

    @property
    def file_unread(self) -> bool:
        """Whether a target that is a file could not be read or understood."""
        return any(sight.stage == FILE_STAGE for sight in self.sights)

    @property
    def ending(self) -> Ending:
        """How it ended: what is known to be bad outweighs a host without a chain.

        Pins that no installed parser reads are bad: they are there, and nobody looked at them.
        """
        if not self.files and (self.unread or not self.texts):
            return Ending.NOTHING_READ
        if self.unpinned or any(file.is_bad for file in self.files) or any(item.unchecked for item in self.unread):
            return Ending.BAD
        if any(sight.inspection is None for sight in self.sights):
            return Ending.NO_CHAIN
        return Ending.FINE
