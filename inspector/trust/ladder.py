"""All paths as one ladder: shared rungs once, and a fork where they part."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.chain.path import Layer, Path
from inspector.chain.pin import Pin


@dataclass(frozen=True, slots=True)
class Rung:
    """One certificate of the ladder."""

    layer: Layer
    """The certificate, with its role and origin."""

    depth: int
    """Steps above the leaf."""

    below: int | None
    """Place of the rung that this one's certificate signed; None for the leaf."""

    paths: tuple[int, ...]
    """The paths through this rung, by place; the first is the one that is tried first."""

    ends: tuple[int, ...]
    """The paths that end here, at an anchor."""


@dataclass(frozen=True, slots=True)
class Standing:
    """In how many paths a pin stands."""

    pin: Pin
    """The pin."""

    inside: int
    """Paths that have it."""

    total: int
    """All paths that were asked."""

    @property
    def everywhere(self) -> bool:
        """Whether it is in every path, and there is one."""
        return 0 < self.inside == self.total

    @property
    def sentence(self) -> str:
        """Return that in words: `in all 3 paths`, `in 1 of 3 paths: fragile`."""
        if self.total == 1:
            return "in the only path" if self.inside else "in no path"
        if not self.inside:
            return "in no path"
        return f"in all {self.total} paths" if self.everywhere else f"in {self.inside} of {self.total} paths: fragile"


@dataclass(slots=True)
class _Node:
    layer: Layer
    depth: int
    paths: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    above: "dict[bytes, _Node]" = field(default_factory=dict)


def ladder(paths: Sequence[Path]) -> tuple[Rung, ...]:
    """Return the rungs, each below those that signed it, the path that is tried first leading at every fork.

    Paths share a rung as long as they have the same certificates from the leaf on. The same certificate can stand on
    two rungs, after a fork.
    """
    roots: dict[bytes, _Node] = {}
    for place, path in enumerate(paths):
        nodes = roots
        for depth, layer in enumerate(path.layers):
            node = nodes.setdefault(layer.certificate.der, _Node(layer, depth))
            node.paths.append(place)
            nodes = node.above
        node.ends.append(place)
    rungs: list[Rung] = []
    waiting: list[tuple[_Node, int | None]] = [(node, None) for node in reversed(roots.values())]
    while waiting:
        node, below = waiting.pop()
        place = len(rungs)
        rungs.append(Rung(node.layer, node.depth, below, tuple(node.paths), tuple(node.ends)))
        waiting.extend((above, place) for above in reversed(node.above.values()))
    return tuple(rungs)


def standing(pin: Pin, paths: Sequence[Path]) -> Standing:
    """Return in how many of `paths` the pin stands."""
    return Standing(pin, sum(pin in path.pins for path in paths), len(paths))
