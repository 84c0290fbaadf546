"""Values in TypeScript and JavaScript: literals, constants of the same file, and of files that it imports."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from inspector.clients.code.grammar import parse_typescript
from inspector.clients.code.nodes import DEPTH, STEPS, every, inner, joined, line_of, text_of, unknown
from inspector.clients.literal import Entry, Kind, Literal
from inspector.clients.source import CannotRead, Source

if TYPE_CHECKING:
    from tree_sitter import Node

_CHANGE = re.compile(r"\b(\w+)\.(?:push|unshift|splice|concat|set)\(|Object\.assign\((\w+)")
_NAME = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "f": "\f", "v": "\v", "\n": "", "\r\n": ""}
_ENDINGS = (".ts", ".tsx", ".js", ".jsx", "/index.ts", "/index.tsx", "/index.js")
_WRAPPED = ("as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression")
_IMPORTS = 3
"""How far imports are followed from file to file."""


def parse_script(source: Source) -> "Node":
    """Return the root of a script. Raises `CannotRead` where the parser is not installed."""
    return parse_typescript(source.text, jsx=not source.name.endswith((".ts", ".mts", ".cts")))


class ScriptValues:
    """Follows values in one file and what it imports by a relative path."""

    def __init__(self, root: "Node", beside: Callable[[str], str | None], imports: int = _IMPORTS) -> None:
        self._beside = beside
        self._imports = imports
        self._steps = 0
        self._modules: dict[str, ScriptValues | None] = {}
        self._constants: dict[str, list[Node]] = {}
        self._imported: dict[str, tuple[str, str]] = {}
        self._changed = {match[1] or match[2] for match in _CHANGE.finditer(text_of(root))}
        for node in every(root, "assignment_expression", "augmented_assignment_expression"):
            self._changed.update(_NAME.findall(text_of(node.child_by_field_name("left"))))
        for node in every(root, "variable_declarator"):
            name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
            if name is not None and name.type == "identifier" and value is not None:
                self._constants.setdefault(text_of(name), []).append(value)
        for node in every(root, "export_statement"):
            exported = node.child_by_field_name("value")
            if exported is not None:
                self._constants.setdefault("default", []).append(exported)
        for node in every(root, "import_statement"):
            self._import(node)

    def _import(self, node: "Node") -> None:
        path = text_of(node.child_by_field_name("source")).strip("'\"")
        if not path.startswith("."):
            return
        for clause in every(node, "import_specifier"):
            names = [text_of(name) for name in inner(clause)]
            self._imported[names[-1]] = (path, names[0])
        for clause in every(node, "import_clause"):
            for name in inner(clause):
                if name.type == "identifier":
                    self._imported[text_of(name)] = (path, "default")

    def value(self, node: "Node", depth: int = 0) -> Literal:
        """Return what `node` comes to; of the kind `UNKNOWN` where it is computed or stands out of reach."""
        self._steps += 1
        if depth > DEPTH or self._steps > STEPS:
            return unknown(node)
        match node.type:
            case "string" | "template_string":
                return self._string(node, depth)
            case "true" | "false":
                return Literal(Kind.BOOLEAN, line_of(node), truth=node.type == "true")
            case "number":
                return Literal(Kind.NUMBER, line_of(node), text_of(node), text_of(node).strip("0._") != "")
            case "object":
                return self._object(node, depth)
            case "array":
                items = tuple(self.value(item, depth + 1) for item in inner(node))
                return Literal(Kind.ARRAY, line_of(node), items=items)
            case "type_assertion" if inner(node):
                return self.value(inner(node)[-1], depth + 1)
            case wrapped if wrapped in _WRAPPED and inner(node):
                return self.value(inner(node)[0], depth + 1)
            case "binary_expression" if text_of(node.child_by_field_name("operator")) == "+":
                return joined(node, [self.value(part, depth + 1) for part in inner(node)])
            case "identifier" | "shorthand_property_identifier":
                return self.constant(text_of(node), depth) or unknown(node)
            case "member_expression":
                return self._member(node, depth)
            case _:
                return unknown(node)

    def constant(self, name: str, depth: int = 0) -> Literal | None:
        """Return the value of a constant that is declared once and never changed, or imported; None without one."""
        found = self._constants.get(name, [])
        if len(found) == 1 and name not in self._changed:
            return self.value(found[0], depth + 1)
        if found or name not in self._imported:
            return None
        path, original = self._imported[name]
        module = self._module(path)
        return None if module is None else module.constant(original, depth + 1)

    def _module(self, path: str) -> "ScriptValues | None":
        if path not in self._modules:
            self._modules[path] = None
            if self._imports > 0:
                text = next((text for end in ("", *_ENDINGS) if (text := self._beside(path + end)) is not None), None)
                if text is not None:
                    code = f"export default {text}" if path.endswith(".json") else text
                    self._modules[path] = self._read_module(code)
        return self._modules[path]

    def _read_module(self, text: str) -> "ScriptValues | None":
        try:
            return ScriptValues(parse_typescript(text, jsx=False), lambda _: None, self._imports - 1)
        except CannotRead:
            return None

    def _member(self, node: "Node", depth: int) -> Literal:
        """Return a property of a constant object, `PINS.main`."""
        whole = self.value(inner(node)[0], depth + 1)
        found = whole.get(text_of(node.child_by_field_name("property")))
        return found if found is not None else unknown(node)

    def _string(self, node: "Node", depth: int) -> Literal:
        parts = []
        for child in inner(node):
            match child.type:
                case "string_fragment":
                    parts.append(Literal(Kind.TEXT, None, text_of(child)))
                case "escape_sequence":
                    parts.append(Literal(Kind.TEXT, None, _unescaped(text_of(child))))
                case "template_substitution" if len(inner(child)) == 1:
                    parts.append(self.value(inner(child)[0], depth + 1))
                case _:
                    return unknown(node)
        return joined(node, parts)

    def _object(self, node: "Node", depth: int) -> Literal:
        entries = []
        for child in inner(node):
            match child.type:
                case "pair":
                    entries.append(self._pair(child, depth))
                case "shorthand_property_identifier":
                    entries.append(Entry(text_of(child), line_of(child), self.value(child, depth + 1)))
                case "spread_element" if inner(child):
                    spread = self.value(inner(child)[0], depth + 1)
                    if spread.kind is Kind.DICTIONARY:
                        entries += spread.entries
                    else:
                        entries.append(Entry(text_of(child), line_of(child), unknown(child), known=False))
                case _:
                    entries.append(Entry(text_of(child), line_of(child), unknown(child), known=False))
        return Literal(Kind.DICTIONARY, line_of(node), entries=tuple(entries))

    def _pair(self, node: "Node", depth: int) -> Entry:
        key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
        if key is None or value is None:
            return Entry(text_of(node), line_of(node), unknown(node), known=False)
        found = self.value(value, depth + 1)
        match key.type:
            case "property_identifier" | "number":
                return Entry(text_of(key), line_of(key), found)
            case "computed_property_name" if len(inner(key)) == 1:
                name = self.value(inner(key)[0], depth + 1)
            case _:
                name = self.value(key, depth + 1)
        is_known = name.kind is Kind.TEXT
        return Entry(name.text if is_known else text_of(key), line_of(key), found, is_known)


def _unescaped(code: str) -> str:
    def one(match: re.Match[str]) -> str:
        body = match[1]
        if len(body) > 1 and body[0] in "ux":
            number = int(body[1:].strip("{}"), 16)
            return chr(number) if number < 0x110000 else match[0]
        return _ESCAPES.get(body, body)

    return _ESCAPE.sub(one, code)
