"""The outline of a Kotlin file."""

from typing import TYPE_CHECKING

from inspector.clients.okhttp.expression import Call, Expression, Many, Name, Opaque, Pair
from inspector.clients.okhttp.grammar import parse_kotlin
from inspector.clients.okhttp.mask import Masked, mask, with_line_feeds, with_semicolons
from inspector.clients.okhttp.outline import Import, Outline, Receiver
from inspector.clients.okhttp.strings import kotlin_text
from inspector.clients.okhttp.tree import Scope, TreeReader, access, names_in, range_of

if TYPE_CHECKING:
    from tree_sitter import Node

_CLASSES = frozenset(("class_declaration", "object_declaration", "interface_declaration"))
_SCOPES = frozenset(("function_declaration", "lambda_literal", "block", "function_body", "getter", "for_statement"))
_CONDITIONS = frozenset(("if_expression", "when_entry", "catch_block", "while_statement"))
_TEXTS = frozenset(("string_literal", "multiline_string_literal"))
_EACH = frozenset(("forEach", "onEach"))
_UNNAMED = frozenset(("apply", "run"))
_NAMED = frozenset(("also", "let"))


def kotlin_outline(text: str) -> Outline:
    """Return what a Kotlin file declares and calls; raises `CannotRead` where the parser is not installed."""
    text = with_line_feeds(text)
    masked = mask(text, kotlin=True)
    root = parse_kotlin(masked.text)
    if root.has_error:
        other = parse_kotlin(with_semicolons(masked.text))
        if not other.has_error or other.descendant_count > root.descendant_count:
            root = other
    return _KotlinTree(text, masked).read(root, parse_kotlin)


class _KotlinTree(TreeReader):
    def __init__(self, text: str, masked: Masked) -> None:
        super().__init__(text, masked)
        self._lambdas: dict[int, Call] = {}

    def visit(self, node: "Node", scope: Scope) -> Scope:
        kind = node.type
        inner = scope
        if kind in _CLASSES:
            name = _child(node, "identifier")
            inner = (range_of(node), (*scope[1], self.text_of(name)) if name else scope[1])
        elif kind in _SCOPES:
            inner = (range_of(node), scope[1])
        elif kind == "ERROR" and (name := _broken_class(node)):
            inner = (range_of(node), (*scope[1], self.text_of(name)))
        if kind in _CONDITIONS:
            self.outline.conditions.append(range_of(node))
        match kind:
            case "import":
                self._import(node)
            case "property_declaration":
                self._property(node, scope)
            case "parameter" | "class_parameter":
                self._parameter(node, scope)
            case "function_declaration":
                self._extension(node)
            case "for_statement":
                self._loop(node, inner)
            case "assignment" if len(node.children) == 3:
                left, operator, right = node.children
                value = self.expression(right) if operator.type == "=" else None
                self.assign(self.expression(left), value)
            case "call_expression":
                self._call(node)
            case "lambda_literal":
                self._lambda(node, inner)
        return inner

    def unwrap(self, node: "Node") -> "Node":
        while True:
            named = node.named_children
            match node.type:
                case "parenthesized_expression" | "spread_expression" if named:
                    node = named[-1]
                case "as_expression" if named:
                    node = named[0]
                case "unary_expression" if named and node.children[-1].type == "!!":
                    node = named[0]
                case "call_expression" if not _child(node, "value_arguments") and named[0].type == "call_expression":
                    node = named[0]
                case _:
                    return node

    def receiver(self, node: "Node") -> "Node | None":
        if node.type == "call_expression" and node.named_children:
            callee = node.named_children[0]
            return callee.named_children[0] if callee.type == "navigation_expression" else None
        return node.named_children[0] if node.type == "navigation_expression" else None

    def wrap(self, node: "Node", target: Expression) -> Expression:
        if node.type == "navigation_expression":
            last = node.named_children[-1]
            return access(target, self.text_of(last).strip("`"), last.start_byte)
        last = node.named_children[0].named_children[-1]
        return self._called(node, target, last)

    def leaf(self, node: "Node") -> Expression:
        if node.type in _TEXTS and node.start_byte in self.masked.literals:
            return kotlin_text(self.masked.literals[node.start_byte], node.start_byte)
        match node.type:
            case "identifier":
                return Name((self.text_of(node).strip("`"),), node.start_byte)
            case "this_expression":
                return Name(("this",), node.start_byte)
            case "call_expression" if node.named_children and node.named_children[0].type == "identifier":
                return self._called(node, None, node.named_children[0])
            case "binary_expression":
                return self.sum_of(node)
            case "infix_expression" if len(node.named_children) == 3 and self.text_of(node.named_children[1]) == "to":
                key, _, value = node.named_children
                return Pair(self.expression(key), self.expression(value), node.start_byte)
            case "collection_literal":
                return Many(tuple(self.expression(item) for item in node.named_children), node.start_byte)
            case _:
                return self.opaque(node)

    def _called(self, node: "Node", target: Expression | None, name: "Node") -> Call:
        arguments = _child(node, "value_arguments")
        items = arguments.named_children if arguments else []
        given = []
        for item in items:
            inside = item.named_children
            if item.type == "value_argument" and inside:
                is_named = len(inside) > 1 and any(child.type == "=" for child in item.children)
                given.append((self.text_of(inside[0]) if is_named else "", inside[-1]))
        depth = target.depth + 1 if isinstance(target, Call) else 0
        return Call(target, self.text_of(name).strip("`"), self.bounded_arguments(given), name.start_byte, depth)

    def _call(self, node: "Node") -> None:
        value = self.expression(node)
        if not isinstance(value, Call):
            return
        if node.id == self.unwrap(node).id:
            self.outline.calls.append(value)
        for child in node.named_children:
            found = _child(child, "lambda_literal") if child.type == "annotated_lambda" else None
            if found:
                self._lambdas[found.id] = value

    def _lambda(self, node: "Node", scope: Scope) -> None:
        call = self._lambdas.get(node.id)
        parameters = _child(node, "lambda_parameters")
        single = parameters.named_children[0] if parameters and len(parameters.named_children) == 1 else None
        named = _child(single, "identifier") if single and single.type == "variable_declaration" else None
        if call and call.name in _UNNAMED and call.target:
            self.outline.receivers.append(Receiver(scope[0], "", call.target))
        elif call and call.name == "with" and call.target is None and call.arguments:
            self.outline.receivers.append(Receiver(scope[0], "", call.arguments[0].value))
        elif call and call.name in _NAMED and call.target and (named or not parameters):
            self.outline.receivers.append(Receiver(scope[0], self.text_of(named) or "it", call.target))
            return
        is_each = bool(call and call.name in _EACH and call.target)
        value = call.target if call and is_each else None
        self._items(parameters, scope, value)
        if not parameters and (is_each or not (call and call.name in _UNNAMED | {"with"})):
            self.outline.declare_it(scope, value, node.start_byte, each=is_each)

    def _import(self, node: "Node") -> None:
        path = _child(node, "qualified_identifier")
        parts = tuple(names_in(path, ("identifier",)))
        alias = _child(node, "identifier")
        star = self.text_of(node).rstrip().endswith("*")
        if parts:
            self.outline.imports.append(Import(parts, "*" if star else self.text_of(alias) or parts[-1]))

    def _property(self, node: "Node", scope: Scope) -> None:
        mutable = any(child.type == "var" for child in node.children)
        if _child(node, "multi_variable_declaration"):
            for each in _identifiers(_child(node, "multi_variable_declaration")):
                self.declare(each, scope, None)
            return
        variable = _child(node, "variable_declaration")
        name = _child(variable, "identifier") if variable else None
        if variable is None or name is None:
            return
        kinds = [child for child in variable.named_children if child.type != "identifier"]
        kind = tuple(names_in(kinds[-1], ("identifier",))) if kinds else ()
        self.declare(name, scope, self._initial(node), mutable=mutable, kind=kind)

    def _initial(self, node: "Node") -> Expression | None:
        children = node.children
        for index, child in enumerate(children):
            if child.type == "=" and index + 1 < len(children):
                return self.expression(children[index + 1])
        delegate = _child(node, "property_delegate")
        getter = _child(node, "getter")
        found = delegate or (_child(getter, "function_body") if getter else None)
        if found is None or not found.named_children:
            return None
        last = found.named_children[-1]
        if delegate and last.type == "call_expression" and self.text_of(last.named_children[0]) == "lazy":
            wrapped = _child(last, "annotated_lambda")
            body = _child(wrapped, "lambda_literal") if wrapped else None
            return self.expression(body.named_children[-1]) if body and body.named_children else None
        return Opaque("", last.start_byte) if last.type == "block" else self.expression(last)

    def _parameter(self, node: "Node", scope: Scope) -> None:
        name = _child(node, "identifier")
        kinds = [child for child in node.named_children if child.type.endswith("_type")]
        if name:
            self.declare(name, scope, None, kind=tuple(names_in(kinds[0], ("identifier",))) if kinds else ())

    def _extension(self, node: "Node") -> None:
        name = node.child_by_field_name("name")
        kinds = [
            child
            for child in node.named_children
            if child.type.endswith("_type") and name is not None and child.start_byte < name.start_byte
        ]
        kind = kinds[-1] if kinds else None
        path = tuple(names_in(kind, ("identifier",)))
        if kind and len(path) > 1:
            target = Name(path[:-1], kind.start_byte)
            value = Call(target, path[-1], (), kind.start_byte)
            self.outline.receivers.append(Receiver(range_of(node), "", value))

    def _loop(self, node: "Node", scope: Scope) -> None:
        named = node.named_children
        if len(named) >= 2:
            self._items(named[0], scope, self.expression(named[1]))

    def _items(self, node: "Node | None", scope: Scope, value: Expression | None) -> None:
        """Declare loop variables: one for the item, or two for the parts of a pair."""
        names = _identifiers(node)
        if len(names) == 1:
            self.declare(names[0], scope, value, each=value is not None)
        for part, name in enumerate(names if len(names) > 1 else ()):
            pair = value if len(names) == 2 else None
            self.declare(name, scope, pair, each=pair is not None, part=part)


def _broken_class(node: "Node") -> "Node | None":
    """Return the name of the class that a piece which does not parse begins with, None for any other piece."""
    children = node.children[:6]
    for index, child in enumerate(children[:-1]):
        if child.type in ("class", "object", "interface") and children[index + 1].type == "identifier":
            return children[index + 1]
    return None


def _child(node: "Node", kind: str) -> "Node | None":
    return next((child for child in node.named_children if child.type == kind), None)


def _identifiers(node: "Node | None") -> "list[Node]":
    """Return the names that variable declarations in a small tree introduce."""
    found, stack = [], [node] if node is not None else []
    while stack:
        current = stack.pop()
        if current.type == "variable_declaration":
            name = _child(current, "identifier")
            found += [name] if name else []
        else:
            stack.extend(reversed(current.named_children))
    return found
