"""The one use case that every face calls: a target or a file in, an inspection out."""

from dataclasses import dataclass, field
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.finding import Finding, Severity
from inspector.chain.path import Layer
from inspector.net.fetch import Cancel, FetchOptions, Progress
from inspector.net.handshake import Handshake
from inspector.net.target import Target
from inspector.trust.assessment import Assessment
from inspector.trust.store import Store


class FileError(Exception):
    """A file that cannot be read or understood."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence."""
        self.hint = hint
        """What to try."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to inspect, the same for every target of a session."""

    options: FetchOptions = field(default_factory=FetchOptions)
    """Timeout, address family, proxy."""

    roots: str = "mozilla"
    """`mozilla`, `system`, or the name of a PEM file."""

    store: Store | None = None
    """A store to use in place of `roots`, such as the lab's; None to use `roots`."""

    server_name: str | None = None
    """Name to check and to send as SNI, or None for the target's host."""

    connect_to: str | None = None
    """`HOST:PORT` to connect to instead of the target, or None."""

    at: datetime | None = None
    """Judge as of this moment, UTC; None for the present."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything known about one chain."""

    target: Target | None
    """What was asked; None for a file."""

    host: str | None
    """The name that the chain was checked for; None for a file without a given name."""

    source: str
    """What the screen calls it, visible text: `host:port`, or a file's name."""

    handshake: Handshake | None
    """Facts of the handshake; None for a file."""

    served: tuple[Certificate, ...]
    """The certificates that could be read, in the order of the server; never empty."""

    unreadable: tuple[str, ...]
    """One visible sentence for each served item that is no certificate."""

    assessment: Assessment
    """The path and its trust."""

    layers: tuple[Layer, ...]
    """What the main view shows, leaf first: the layers of the path, or the served certificates where there is none."""

    unused: tuple[Layer, ...]
    """Served certificates that are in no path, in their order."""

    findings: tuple[Finding, ...]
    """What was noticed, worst first."""

    at: datetime
    """The moment of the judgement, UTC."""

    @property
    def trusted(self) -> bool:
        """Whether the chosen store trusts the chain for the name at the time."""
        return self.assessment.trusted

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding, or None without findings."""
        return self.findings[0].severity if self.findings else None


def inspect(
    text: str,
    settings: Settings,
    *,
    now: datetime,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> Inspection:
    """Return the inspection of the target or file that `text` names (`-`: standard input).

    Raises `TargetError`, `FetchError`, `StoreError` or `FileError`, each with a reason and a hint.
    """
    raise NotImplementedError
