"""What readers of syntax trees share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inspector.clients.literal import Kind, Literal

if TYPE_CHECKING:
    from tree_sitter import Node

DEPTH = 40
"""How far values are followed into each other and through constants."""

STEPS = 50_000
"""How many values are followed in one file, so that constants cannot unfold into more than that."""


def line_of(node: "Node") -> int:
    """Return the line of a node, from 1."""
    return node.start_point[0] + 1


def text_of(node: "Node | None") -> str:
    """Return the code of a node, empty for None."""
    return "" if node is None or node.text is None else node.text.decode("utf-8", "replace")


def every(root: "Node", *types: str) -> "Iterator[Node]":
    """Give every node of these types below `root`, in the order of the text."""
    todo = [root]
    while todo:
        node = todo.pop()
        if node.type in types:
            yield node
        todo += reversed(node.children)


def inner(node: "Node") -> "list[Node]":
    """Return the named children of a node without comments."""
    return [child for child in node.named_children if "comment" not in child.type]


def unknown(node: "Node") -> Literal:
    """Return the value of a node that cannot be followed."""
    return Literal(Kind.UNKNOWN, line_of(node), text_of(node))


def joined(node: "Node", parts: "list[Literal]") -> Literal:
    """Return the text that `parts` make one after the other, unknown where one of them is no text."""
    if any(part.kind is not Kind.TEXT for part in parts):
        return unknown(node)
    return Literal(Kind.TEXT, line_of(node), "".join(part.text for part in parts))
