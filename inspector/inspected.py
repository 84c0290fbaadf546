"""What is known of one chain after it was looked at."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.layers import served_layers
from inspector.chain.path import Layer, Origin
from inspector.net.handshake import Handshake
from inspector.net.target import Target
from inspector.pinning.service import HTTPS, Service
from inspector.trust.assessment import Assessment

if TYPE_CHECKING:
    from inspector.missing import Fetched
    from inspector.net.faces import Faces


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
    """The certificates that could be read, in the order of the server or the file; never empty."""

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

    skipped: tuple[str, ...] = ()
    """One visible sentence for each thing in a file that is no certificate and none that is broken."""

    fetched: "Fetched | None" = None
    """What came of fetching a missing issuer; None where nothing was missing, or fetching was not asked for."""

    android_root: str = ""
    """A clause about the root in which the chain ends where Android has it and Mozilla has not; else empty."""

    end: str = ""
    """Where there is no path: the name of the last certificate that signatures lead to, visible text. Else empty."""

    evidence: Evidence | None = field(default=None, repr=False, compare=False)
    """What the findings were drawn from."""

    faces: "Faces | None" = None
    """Every leaf key that the addresses of the target serve; None where they were not asked."""

    as_of: bool = False
    """Whether `at` is a moment that was chosen, and not the present one."""

    @property
    def presented(self) -> tuple[Certificate, ...]:
        """The certificates with the leaf first, as clients take them; the same as `served` but for some files."""
        leaf = self.layers[0].served_index or 0
        return (self.served[leaf], *self.served[:leaf], *self.served[leaf + 1 :])

    @property
    def service(self) -> Service:
        """Where the chain was served; HTTPS for a file."""
        starttls = self.handshake.starttls if self.handshake is not None else None
        return HTTPS if self.target is None else Service(self.target.port, starttls or "")

    @property
    def suspicion(self) -> str:
        """The sentence of the finding that a proxy made these certificates; empty where none suspects it."""
        return next((item.title for item in self.findings if item.code == "interception-suspected"), "")

    @property
    def elsewhere(self) -> tuple[Layer, ...]:
        """Served certificates that the shown path does without and another path has, in their order."""
        shown = {layer.served_index for layer in (*self.layers, *self.unused)}
        leaf = self.layers[0].served_index or 0
        return tuple(layer for layer in served_layers(self.served, leaf) if layer.served_index not in shown)

    @property
    def trusted(self) -> bool:
        """Whether the chosen store trusts the chain for the name at the time."""
        return self.assessment.trusted

    @property
    def needs_fetched(self) -> bool:
        """Whether the path holds only with a certificate that was fetched, which clients that fetch nothing lack."""
        path = self.assessment.path
        return path is not None and any(layer.origin is Origin.FETCHED for layer in path.layers)

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding, or None without findings."""
        return self.findings[0].severity if self.findings else None
