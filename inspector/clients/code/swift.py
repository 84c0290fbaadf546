"""Values in Swift: literals, and constants of the same file."""

import re
from typing import TYPE_CHECKING

from inspector.clients.code.nodes import DEPTH, STEPS, every, inner, joined, line_of, text_of, unknown
from inspector.clients.literal import Entry, Kind, Literal

if TYPE_CHECKING:
    from tree_sitter import Node

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", '"': '"', "'": "'", "\\": "\\"}
_CHANGE = re.compile(r"\b(\w+)\.(?:append|insert|updateValue|merge|remove)")
_NAME = re.compile(r"\w+")


class SwiftValues:
    """Follows values in one file."""

    def __init__(self, root: "Node") -> None:
        self._steps = 0
        self._changed = {match[1] for match in _CHANGE.finditer(text_of(root))}
        for node in every(root, "assignment"):
            self._changed.update(_NAME.findall(text_of(node.child_by_field_name("target") or inner(node)[0])))
        self._constants: dict[str, list[Node]] = {}
        for node in every(root, "property_declaration"):
            name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
            if name is not None and value is not None:
                self._constants.setdefault(text_of(name), []).append(value)

    def value(self, node: "Node", depth: int = 0) -> Literal:
        """Return what `node` comes to; of the kind `UNKNOWN` where that is computed or stands in another file."""
        self._steps += 1
        if depth > DEPTH or self._steps > STEPS:
            return unknown(node)
        match node.type:
            case "line_string_literal" | "multi_line_string_literal":
                return self._string(node, depth)
            case "raw_string_literal":
                body = text_of(node).strip("#")
                return Literal(Kind.TEXT, line_of(node), body[1:-1]) if "\n" not in body else unknown(node)
            case "boolean_literal":
                return Literal(Kind.BOOLEAN, line_of(node), truth=text_of(node) == "true")
            case "integer_literal" | "real_literal":
                return Literal(Kind.NUMBER, line_of(node), text_of(node), text_of(node).strip("0._") != "")
            case "dictionary_literal":
                return self._dictionary(node, depth)
            case "array_literal":
                items = tuple(self.value(item, depth + 1) for item in inner(node))
                return Literal(Kind.ARRAY, line_of(node), items=items)
            case "as_expression" | "tuple_expression" if inner(node):
                return self.value(inner(node)[0], depth + 1)
            case "additive_expression" if len(inner(node)) == 2 and b"+" in [child.text for child in node.children]:
                return joined(node, [self.value(part, depth + 1) for part in inner(node)])
            case "simple_identifier" | "navigation_expression":
                return self.constant(text_of(node).rpartition(".")[2], depth) or unknown(node)
            case _:
                return unknown(node)

    def constant(self, name: str, depth: int = 0) -> Literal | None:
        """Return the value of a constant that is declared once in the file and never changed; None without one."""
        found = self._constants.get(name, [])
        if len(found) != 1 or name in self._changed:
            return None
        return self.value(found[0], depth + 1)

    def _string(self, node: "Node", depth: int) -> Literal:
        parts = []
        for child in inner(node):
            match child.type:
                case "line_str_text" | "multi_line_str_text":
                    parts.append(Literal(Kind.TEXT, None, text_of(child)))
                case "str_escaped_char":
                    parts.append(Literal(Kind.TEXT, None, _unescaped(text_of(child))))
                case "interpolated_expression" if len(inner(child)) == 1:
                    parts.append(self.value(inner(child)[0], depth + 1))
                case _:
                    return unknown(node)
        return joined(node, parts)

    def _dictionary(self, node: "Node", depth: int) -> Literal:
        from inspector.clients.trustkit.keys import key_of_constant

        nodes = inner(node)
        if len(nodes) % 2 or any(child.type == "ERROR" for child in nodes):
            return unknown(node)
        entries = []
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            constant = (
                key_of_constant(text_of(key)) if key.type in ("simple_identifier", "navigation_expression") else None
            )
            name = Literal(Kind.TEXT, None, constant) if constant else self.value(key, depth + 1)
            is_known = name.kind is Kind.TEXT
            shown = name.text if is_known else text_of(key)
            entries.append(Entry(shown, line_of(key), self.value(value, depth + 1), is_known))
        return Literal(Kind.DICTIONARY, line_of(node), entries=tuple(entries))


def _unescaped(code: str) -> str:
    if code.startswith("\\u{"):
        try:
            return chr(int(code[3:-1], 16))
        except (ValueError, OverflowError):
            return code
    return _ESCAPES.get(code[1:], code)
