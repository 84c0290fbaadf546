"""A root store: a named set of anchors."""

from dataclasses import dataclass, field

from inspector.chain.explained import Explained


class StoreError(Explained):
    """A store that could not be read."""


@dataclass(frozen=True, slots=True)
class Store:
    """Anchors that a client trusts."""

    name: str
    """Short name for JSON and options: `mozilla`, `system`, `file`, `lab`, …"""

    label: str
    """What people read: `Mozilla's roots`, `the system's roots`, `the roots in ca.pem`, `the lab's roots`."""

    anchors: tuple[bytes, ...] = field(repr=False)
    """DER certificates."""

    by_subject: dict[bytes, tuple[bytes, ...]] = field(repr=False, compare=False)
    """The anchors by the DER bytes of their subject name."""

    since: tuple[tuple[int, int | None], ...] = field(default=(), repr=False, compare=False)
    """For each anchor the first and the last API level of Android that has it, where the store stands in for devices'
    own roots, as the lab's does; a last level of None: all later ones. Empty: devices have the packaged tables' roots.
    """
