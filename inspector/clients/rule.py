"""Pin rules as they stand in shipped code: which hosts, which pins, what is wrong with them, and what comes of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspector.chain.finding import Severity
from inspector.chain.path import Role
from inspector.chain.pin import Pin


class Layers(StrEnum):
    """Which layers of the path a list of pins is compared with."""

    ANY = "any"
    """Every layer of the path."""

    LEAF = "leaf"
    """The first certificate only: curl, Apple's NSPinnedLeafIdentities."""

    ABOVE_LEAF = "above-leaf"
    """Every certificate but the first: Apple's NSPinnedCAIdentities."""


class Trust(StrEnum):
    """What a client does about the chain before it asks for pins."""

    CHECKED = "checked"
    """It refuses a chain that it does not trust."""

    UNCHECKED = "unchecked"
    """It takes any chain, and the pins alone decide (`curl -k`, `wget --no-check-certificate`)."""

    NO_TLS = "no-tls"
    """It asks without TLS: there is no chain and no pin (`curl http://`)."""


class Outcome(StrEnum):
    """What a client does with a connection."""

    CONNECTS = "connects"
    REFUSED = "refused"
    NOT_PINNED = "not-pinned"


RAW_LIMIT = 200
"""Longest text of a pin that is kept, in characters."""


@dataclass(frozen=True, slots=True)
class PinProblem:
    """Something wrong with a rule, or worth knowing about it."""

    code: str
    """Stable name: Android lint's id where lint has it (`MissingBackupPin`), else kebab case (`hex-pin`)."""

    severity: Severity
    """Error: it does not pin, never connects, or crashes. Warning: it will hurt. Info: worth knowing."""

    title: str
    """One visible sentence."""

    hint: str = ""
    """What to do about it, visible text; empty where there is nothing to do."""

    line: int | None = None
    """Line in the file, from 1; None where it is about no single line."""

    crash: bool = False
    """Whether the app does not start, or throws while it configures its client, because of it."""


@dataclass(frozen=True, slots=True)
class WrittenPin:
    """One pin as it stands in the code."""

    raw: str
    """As written, visible text of at most `RAW_LIMIT` characters."""

    pin: Pin | None
    """What the client decodes it to where that is 32 bytes; None where it can match nothing in this client."""

    problem: str = ""
    """Why it can match nothing, one visible clause; empty where `pin` is one."""

    line: int | None = None
    """Line in the file, from 1; None where unknown."""


@dataclass(frozen=True, slots=True)
class PinList:
    """Pins of which any one is enough. An empty list matches nothing."""

    pins: tuple[WrittenPin, ...]
    """In their order."""

    layers: Layers = Layers.ANY
    """What they are compared with."""


@dataclass(frozen=True, slots=True)
class PinRule:
    """What one client is told about one pattern; inheritance is resolved already."""

    client: str
    """`okhttp`, `nsc`, `apple`, `trustkit`, `ktor-darwin`, `react-native`, `curl`, …"""

    pattern: str
    """The host pattern as the client gets it, visible text: `**.example.com`, `example.com`."""

    lists: tuple[PinList, ...]
    """Every list must be met. Empty: the rule covers the host and does not pin it (NSC, Apple)."""

    subdomains: bool = False
    """The client's own flag for names below, however deep it reaches there; False for clients that use wildcards."""

    expires: date | None = None
    """The day that the client reads as its expiry; None: never."""

    enforced: bool = True
    """False where the client only reports a mismatch (TrustKit)."""

    bypass: str = ""
    """Why the client passes over the pins whatever they are, one visible clause (NSC's overridePins); else empty."""

    excluded: bool = False
    """Whether the rule takes its host out of a parent's rule (TrustKit)."""

    trust: Trust = Trust.CHECKED
    """What the client does about the chain before."""

    problems: tuple[PinProblem, ...] = ()
    """What is wrong with this rule."""

    line: int | None = None
    """Line of the pattern in its file, from 1; None where unknown."""

    @property
    def pins(self) -> tuple[WrittenPin, ...]:
        """The pins of all lists in their order."""
        return tuple(pin for group in self.lists for pin in group.pins)


_GOES_ON = frozenset({"react-native"})
"""Clients whose native parts turn what their libraries throw into a rejected promise."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that one client has at the same time: one builder, one file, one command line."""

    client: str
    """As in `PinRule`."""

    rules: tuple[PinRule, ...]
    """In their order; empty where the file configures the client and pins nothing."""

    version: str = ""
    """The client's version that it is judged for, such as `4.2`; empty for the newest one known."""

    variant: str = ""
    """Which build it holds for, visible text (`debug build`); empty for what is shipped."""

    problems: tuple[PinProblem, ...] = ()
    """What is wrong with the whole."""

    line: int | None = None
    """Where it begins, from 1; None where unknown."""

    platform: str = ""
    """The system that it holds for where the client has another library on each (`iOS`, `Android`); else empty."""

    @property
    def crash(self) -> PinProblem | None:
        """The first problem that keeps the app from starting, of the whole or of a rule; None where there is none."""
        every = (*self.problems, *(problem for rule in self.rules for problem in rule.problems))
        return next((problem for problem in every if problem.crash), None)

    @property
    def fatal(self) -> PinProblem | None:
        """`crash`, where the app ends with it; None where it goes on without pins (React Native)."""
        return None if self.client in _GOES_ON else self.crash


@dataclass(frozen=True, slots=True)
class MatchedPin:
    """A pin that the path satisfied."""

    pin: Pin
    """The value."""

    role: Role
    """The role of the lowest layer that has it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the client would do with one host."""

    outcome: Outcome
    """Connects, refused, or not pinned at all."""

    reason: str
    """Why, one visible sentence."""

    matched: tuple[MatchedPin, ...] = ()
    """Every pin of the applying rules that stands in the path where the client looks; empty unless it connects."""

    rules: tuple[PinRule, ...] = ()
    """The rules that apply to the host; empty where none does."""
