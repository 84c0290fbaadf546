"""From a syntax tree to expressions and an outline: what Kotlin and Java share."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from inspector.clients.okhttp.expression import Argument, Call, Expression, Name, Opaque, Sum
from inspector.clients.okhttp.islands import islands
from inspector.clients.okhttp.mask import Masked
from inspector.clients.okhttp.outline import Declaration, Outline, Range
from inspector.clients.okhttp.shown import CODE

if TYPE_CHECKING:
    from tree_sitter import Node

_DEPTH = 40
_BLANK = re.compile(r"\s+")

Scope = tuple[Range, tuple[str, ...]]
"""Where bare names that are declared here hold, and the classes around."""


class TreeReader(ABC):
    """Walks a tree once, without recursion, and fills an outline."""

    def __init__(self, text: str, masked: Masked) -> None:
        self.masked = masked
        pins = {at: item.body for at, item in masked.literals.items() if item.body.startswith(("sha256/", "sha1/"))}
        self.outline = Outline(text, pins=pins)
        self._known: dict[int, Expression] = {}
        self._depth = 0

    def read(self, root: "Node", parse: "Callable[[str], Node]") -> Outline:
        """Return the outline of the whole file; `parse` is for the pieces of one that is broken."""
        self._walk(root)
        if self.outline.broken_at is not None:
            known = [call.at for call in self.outline.calls if call.name == "Builder"]
            for piece in islands(self.masked.text, known):
                self._known.clear()
                self._walk(parse(" " * piece.start + self.masked.text[piece.start : piece.end] + ";"))
        self.outline.calls = list({call.at: call for call in self.outline.calls}.values())
        self.outline.calls.sort(key=lambda call: call.at)
        return self.outline

    def _walk(self, root: "Node") -> None:
        stack: list[tuple[Node, Scope]] = [(root, (Range(0, len(self.outline.text) + 1), ()))]
        while stack:
            node, scope = stack.pop()
            if node.is_error or node.is_missing:
                at = node.start_byte
                self.outline.broken_at = min(at, self.outline.broken_at or at)
            inner = self.visit(node, scope)
            stack.extend((child, inner) for child in reversed(node.named_children))

    @abstractmethod
    def visit(self, node: "Node", scope: Scope) -> Scope:
        """Note what the node declares or calls; returns the scope of its children."""

    @abstractmethod
    def receiver(self, node: "Node") -> "Node | None":
        """Return what a call or an access stands behind, None for any other node."""

    @abstractmethod
    def wrap(self, node: "Node", target: Expression) -> Expression:
        """Return a call or an access on `target`."""

    @abstractmethod
    def leaf(self, node: "Node") -> Expression:
        """Return an expression that stands behind none."""

    @abstractmethod
    def unwrap(self, node: "Node") -> "Node":
        """Return the node inside parentheses, casts and the like."""

    def expression(self, node: "Node") -> Expression:
        """Return a node as an expression; chains of any length, arguments to a depth."""
        pending = []
        current = self.unwrap(node)
        while current.id not in self._known:
            behind = self.receiver(current)
            if behind is None:
                break
            pending.append(current)
            current = self.unwrap(behind)
        if current.id not in self._known:
            self._known[current.id] = self._bounded(current)
        value = self._known[current.id]
        for item in reversed(pending):
            value = self._known[item.id] = self.wrap(item, value)
        return value

    def _bounded(self, node: "Node") -> Expression:
        if self._depth >= _DEPTH:
            return self.opaque(node)
        self._depth += 1
        try:
            return self.leaf(node)
        finally:
            self._depth -= 1

    def bounded_arguments(self, nodes: "Sequence[tuple[str, Node]]") -> tuple[Argument, ...]:
        """Return the arguments of a call by name and node."""
        if self._depth >= _DEPTH:
            return tuple(Argument(self.opaque(node), name) for name, node in nodes)
        self._depth += 1
        try:
            return tuple(Argument(self.expression(node), name) for name, node in nodes)
        finally:
            self._depth -= 1

    def opaque(self, node: "Node") -> Opaque:
        """Return a node as what is not followed, its beginning as written."""
        written = self.outline.text[node.start_byte : min(node.end_byte, node.start_byte + CODE)]
        return Opaque(_BLANK.sub(" ", written), node.start_byte)

    def sum_of(self, node: "Node") -> Expression:
        """Return a binary expression, a sum where all its operators are plus signs."""
        terms: list[Node] = []
        current = node
        while current.type == "binary_expression" and len(current.children) == 3:
            left, operator, right = current.children
            if operator.type != "+":
                return self.opaque(node)
            terms.append(right)
            current = self.unwrap(left)
        terms.append(current)
        return Sum(tuple(self.expression(term) for term in reversed(terms)), node.start_byte)

    def text_of(self, node: "Node | None") -> str:
        """Return the masked text of a node; empty where there is none."""
        return self.masked.text[node.start_byte : node.end_byte] if node is not None else ""

    def declare(
        self,
        node: "Node",
        scope: Scope,
        value: Expression | None,
        *,
        each: bool = False,
        part: int | None = None,
        mutable: bool = False,
        kind: tuple[str, ...] = (),
    ) -> None:
        """Note that the node is the name of a declaration."""
        name = self.text_of(node).strip("`")
        self.outline.declare(Declaration(name, *scope, value, node.start_byte, each, part, mutable, kind))

    def assign(self, target: Expression, value: Expression | None) -> None:
        """Note that a name is set outside its declaration."""
        if isinstance(target, Name):
            self.outline.assigned.setdefault(target.path[-1], []).append(value)


def range_of(node: "Node") -> Range:
    """Return the piece of the source that a node covers."""
    return Range(node.start_byte, node.end_byte)


def access(target: Expression, name: str, at: int) -> Expression:
    """Return `target.name`."""
    if isinstance(target, Name):
        return Name((*target.path, name), target.at)
    return Call(target, name, (), at)


def names_in(node: "Node | None", kinds: Sequence[str]) -> Iterator[str]:
    """Give the texts of the nodes of some kinds in a small tree, such as a type."""
    stack = [node] if node is not None else []
    while stack:
        current = stack.pop()
        if current.type in kinds and current.text is not None:
            yield current.text.decode("ascii")
        elif current.type != "type_arguments":
            stack.extend(reversed(current.named_children))
