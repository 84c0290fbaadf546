"""The outline of a Java file."""

from typing import TYPE_CHECKING

from inspector.clients.okhttp.expression import Argument, Call, Expression, Many, Name
from inspector.clients.okhttp.grammar import parse_java
from inspector.clients.okhttp.mask import mask, with_line_feeds
from inspector.clients.okhttp.outline import Import, Outline
from inspector.clients.okhttp.strings import java_text
from inspector.clients.okhttp.tree import Scope, TreeReader, access, names_in, range_of

if TYPE_CHECKING:
    from tree_sitter import Node

_CLASSES = frozenset(("class_declaration", "interface_declaration", "enum_declaration", "record_declaration"))
_SCOPES = frozenset(
    (
        *("method_declaration", "constructor_declaration", "block", "lambda_expression"),
        *("enhanced_for_statement", "for_statement", "static_initializer"),
    )
)
_CONDITIONS = frozenset(
    ("if_statement", "switch_block_statement_group", "switch_rule", "catch_clause", "while_statement")
)
_VARIABLES = frozenset(("local_variable_declaration", "field_declaration", "constant_declaration"))
_TYPE_NAMES = ("type_identifier", "identifier")


def java_outline(text: str) -> Outline:
    """Return what a Java file declares and calls; raises `CannotRead` where the parser is not installed."""
    text = with_line_feeds(text)
    masked = mask(text, kotlin=False)
    return _JavaTree(text, masked).read(parse_java(masked.text), parse_java)


class _JavaTree(TreeReader):
    def visit(self, node: "Node", scope: Scope) -> Scope:
        kind = node.type
        inner = scope
        if kind in _CLASSES:
            inner = (range_of(node), (*scope[1], self.text_of(node.child_by_field_name("name"))))
        elif kind in _SCOPES:
            inner = (range_of(node), scope[1])
        if kind in _CONDITIONS:
            self.outline.conditions.append(range_of(node))
        if kind in _VARIABLES:
            self._variables(node, scope)
        match kind:
            case "import_declaration":
                self._import(node)
            case "formal_parameter":
                self._parameter(node, scope)
            case "enhanced_for_statement":
                name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
                if name and value:
                    self.declare(name, inner, self.expression(value), each=True)
            case "assignment_expression":
                self._assignment(node)
            case "method_invocation" | "object_creation_expression":
                call = self.expression(node)
                if isinstance(call, Call):
                    self.outline.calls.append(call)
            case "lambda_expression":
                self._lambda(node, inner)
        return inner

    def unwrap(self, node: "Node") -> "Node":
        while True:
            if node.type == "parenthesized_expression" and node.named_children:
                node = node.named_children[-1]
            elif node.type == "cast_expression" and (value := node.child_by_field_name("value")):
                node = value
            else:
                return node

    def receiver(self, node: "Node") -> "Node | None":
        return node.child_by_field_name("object") if node.type in ("method_invocation", "field_access") else None

    def wrap(self, node: "Node", target: Expression) -> Expression:
        if node.type == "field_access":
            last = node.child_by_field_name("field")
            return access(target, self.text_of(last), last.start_byte if last else node.start_byte)
        return self._called(node, target)

    def leaf(self, node: "Node") -> Expression:
        match node.type:
            case "string_literal" if node.start_byte in self.masked.literals:
                return java_text(self.masked.literals[node.start_byte], node.start_byte)
            case "identifier":
                return Name((self.text_of(node),), node.start_byte)
            case "this":
                return Name(("this",), node.start_byte)
            case "method_invocation":
                return self._called(node, None)
            case "object_creation_expression":
                return self._constructed(node)
            case "binary_expression":
                return self.sum_of(node)
            case "array_initializer":
                return Many(tuple(self.expression(item) for item in node.named_children), node.start_byte)
            case "array_creation_expression" if value := node.child_by_field_name("value"):
                return self.expression(value)
            case _:
                return self.opaque(node)

    def _called(self, node: "Node", target: Expression | None) -> Call:
        name = node.child_by_field_name("name")
        depth = target.depth + 1 if isinstance(target, Call) else 0
        at = name.start_byte if name else node.start_byte
        return Call(target, self.text_of(name), self._given(node), at, depth)

    def _constructed(self, node: "Node") -> Expression:
        kind = node.child_by_field_name("type")
        path = tuple(names_in(kind, _TYPE_NAMES))
        if kind is None or not path:
            return self.opaque(node)
        target = Name(path[:-1], kind.start_byte) if path[:-1] else None
        return Call(target, path[-1], self._given(node), kind.start_byte)

    def _given(self, node: "Node") -> tuple[Argument, ...]:
        arguments = node.child_by_field_name("arguments")
        return self.bounded_arguments([("", item) for item in arguments.named_children] if arguments else [])

    def _import(self, node: "Node") -> None:
        parts = tuple(names_in(node, ("identifier",)))
        star = any(child.type == "asterisk" for child in node.named_children)
        if parts:
            self.outline.imports.append(Import(parts, "*" if star else parts[-1]))

    def _variables(self, node: "Node", scope: Scope) -> None:
        modifiers = next((child for child in node.named_children if child.type == "modifiers"), None)
        mutable = "final" not in self.text_of(modifiers).split() and node.type != "constant_declaration"
        kind = tuple(names_in(node.child_by_field_name("type"), _TYPE_NAMES))
        for declarator in node.children_by_field_name("declarator"):
            name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
            if name:
                self.declare(name, scope, self.expression(value) if value else None, mutable=mutable, kind=kind)

    def _parameter(self, node: "Node", scope: Scope) -> None:
        name = node.child_by_field_name("name")
        if name:
            self.declare(name, scope, None, kind=tuple(names_in(node.child_by_field_name("type"), _TYPE_NAMES)))

    def _assignment(self, node: "Node") -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left and right:
            value = self.expression(right) if operator is not None and operator.type == "=" else None
            self.assign(self.expression(left), value)

    def _lambda(self, node: "Node", scope: Scope) -> None:
        parameters = node.child_by_field_name("parameters")
        if parameters is None:
            return
        names = [parameters] if parameters.type == "identifier" else parameters.named_children
        call = node.parent.parent if node.parent and node.parent.type == "argument_list" else None
        value = None
        if call and call.type == "method_invocation" and self.text_of(call.child_by_field_name("name")) == "forEach":
            target = call.child_by_field_name("object")
            value = self.expression(target) if target and len(names) == 1 else None
        for name in names:
            if name.type == "identifier":
                self.declare(name, scope, value, each=value is not None)
