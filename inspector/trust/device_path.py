"""The path that one release of a system builds, some layers of which may be known by facts alone."""

from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.certificate import Certificate
from inspector.chain.path import Origin, Role
from inspector.chain.pin import Pin
from inspector.trust.data.roots import Root


class Trust(StrEnum):
    """What the release makes of the path."""

    TRUSTED = "trusted"
    BY_NAME = "by name, signature not checked"
    """An anchor has the issuer's name, but its key is not at hand: nobody looked at the signature."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DeviceLayer:
    """One layer of such a path."""

    name: str
    """What people call it, visible text."""

    pin: Pin
    """The pin of its key."""

    role: Role
    """Leaf, intermediate or root."""

    origin: Origin
    """Served by the server, or added from the release's store."""

    served_index: int | None
    """Place in the served list; None where the server did not send it."""

    certificate: Certificate | None
    """The certificate; None where the release's table names the root and no certificate of it is at hand."""

    root: Root | None = None
    """What the table says of a layer that is an anchor; None for any other."""


@dataclass(frozen=True, slots=True)
class DevicePath:
    """What a release builds from a served list."""

    layers: tuple[DeviceLayer, ...]
    """Leaf first, anchor last. Where nothing leads to an anchor: empty."""

    trust: Trust
    """Whether the release takes it."""

    reason: str
    """Why it does not, one visible sentence; empty where it does, or where nobody looked at a signature."""

    cut: bool = False
    """Whether the search ended at one of its limits."""

    @property
    def trusted(self) -> bool:
        """Whether every signature was checked and the release takes the path."""
        return self.trust is Trust.TRUSTED

    @property
    def pins(self) -> tuple[Pin, ...]:
        """The pins from leaf to anchor, those that a client compares with."""
        return tuple(layer.pin for layer in self.layers)

    @property
    def anchor(self) -> DeviceLayer | None:
        """The last layer; None where there is no path."""
        return self.layers[-1] if self.layers else None
