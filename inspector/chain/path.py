"""Layers and the path they form: leaf first, anchor last, as one client builds it."""

from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.certificate import Certificate
from inspector.chain.pin import Pin


class Role(StrEnum):
    """What a certificate does in a path, from the chain's logic and never from its position in the handshake."""

    LEAF = "leaf"
    INTERMEDIATE = "intermediate"
    ROOT = "root"


class Origin(StrEnum):
    """Where a layer came from."""

    SERVED = "served"
    STORE = "store"
    FETCHED = "fetched"


@dataclass(frozen=True, slots=True)
class Layer:
    """One certificate of a path."""

    certificate: Certificate
    """The certificate itself."""

    role: Role
    """Leaf, intermediate or root."""

    origin: Origin
    """Served by the server, added from the store, or fetched from an AIA address."""

    served_index: int | None = None
    """Place in the served list, from 0; None where the server did not send it."""

    @property
    def pin(self) -> Pin:
        """The pin of its key."""
        return self.certificate.pin


@dataclass(frozen=True, slots=True)
class Path:
    """Certificates from the leaf to an anchor, each signed by the next."""

    layers: tuple[Layer, ...]
    """Leaf first, anchor last; never empty."""

    @property
    def leaf(self) -> Layer:
        """The first layer."""
        return self.layers[0]

    @property
    def anchor(self) -> Layer:
        """The last layer: a certificate of the store."""
        return self.layers[-1]

    @property
    def pins(self) -> tuple[Pin, ...]:
        """The pins from leaf to anchor."""
        return tuple(layer.pin for layer in self.layers)
