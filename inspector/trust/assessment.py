"""The paths that a store gives a served list, and whether the chosen one is trusted."""

from dataclasses import dataclass

from inspector.chain.path import Path
from inspector.trust.store import Store


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one store makes of a served list at one moment."""

    store: Store
    """The store that was asked."""

    path: Path | None
    """The path that a client with this store builds: the first valid one, else the first by signatures, or None."""

    paths: tuple[Path, ...]
    """All paths by signatures from the leaf to an anchor in the order they are tried, those valid at the time first."""

    valid: int
    """How many of `paths` are valid at the time."""

    trusted: bool
    """Whether the path holds for the name at the time. Comes from one function, `trust.verify`."""

    reason: str
    """Why it is not trusted, one visible sentence; empty where it is."""

    public: bool
    """Whether the path ends in a root of Mozilla's set, whatever store was asked. False where there is no path."""

    unused: tuple[int, ...]
    """Served indices that stand in no path."""

    cut: bool
    """Whether the search stopped at its budget, so that more paths may exist."""

    allowed: str = ""
    """What strict verifiers refuse and Android takes in this path, one visible clause; empty for an ordinary path."""

    by_name: str = ""
    """Name of the root in which the path of a device ends where nothing but its name and pin is known; else empty."""

    stand_in: Store | None = None
    """The store that stood in for the packaged tables of devices' roots; None where they were asked, or none was."""

    @property
    def roots(self) -> tuple[str, ...]:
        """Names of the different roots in which the valid paths end, that of the first path first."""
        valid = (path.anchor for path in self.paths[: self.valid])
        return tuple({anchor.pin: anchor.certificate.subject.readable for anchor in valid}.values())
