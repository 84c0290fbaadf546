"""What an expression of a source file comes to, where its own file says it."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from inspector.chain.text import visible
from inspector.clients.okhttp.expression import Argument, Call, Expression, Many, Name, Opaque, Pair, Sum, Text
from inspector.clients.okhttp.loops import Turn
from inspector.clients.okhttp.outline import Declaration, Outline
from inspector.clients.okhttp.shown import CODE

_DEPTH = 30
_STEPS = 20_000
_LENGTH = 1_000_000
_LIMIT = 500
_COLLECTIONS = frozenset(
    (
        *("arrayOf", "listOf", "setOf", "mutableListOf", "mutableSetOf", "arrayListOf", "hashSetOf", "linkedSetOf"),
        *("listOfNotNull", "setOfNotNull", "asList", "of", "emptyList", "emptyArray", "emptySet", "unmodifiableList"),
    )
)
_SAME = frozenset(
    (
        *("toTypedArray", "toList", "toSet", "asList", "toArray", "toMutableList", "asIterable", "distinct"),
        *("toString", "orEmpty", "toMutableSet", "stream", "intern", "filterNotNull", "unmodifiableList", "ArrayList"),
    )
)
_CHANGES: dict[str, Callable[[str], str]] = {
    "trim": str.strip,
    "lowercase": str.lower,
    "toLowerCase": str.lower,
    "trimIndent": str.strip,
    "strip": str.strip,
}
_PARTS = {"key": 0, "first": 0, "getKey": 0, "value": 1, "second": 1, "getValue": 1}


@dataclass(frozen=True, slots=True)
class Item:
    """One string that a value has."""

    text: str
    """The decoded text, untrusted."""

    at: int
    """Offset of the literal that it begins with."""


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression comes to."""

    items: tuple[Item, ...]
    """Its strings in their order; one unless it is a list or a loop variable."""

    is_list: bool = False
    """Whether it is a list or an array."""


class CannotFollow(ValueError):  # noqa: N818
    """An expression that the file alone does not say."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.what = what
        """The name or the beginning of the code, visible."""
        self.at = at
        """Offset in the source."""


def evaluate(outline: Outline, expression: Expression, turn: Turn, depth: int = 0) -> Value:
    """Return the strings that an expression comes to in one turn of the loops around it; raises `CannotFollow`."""
    outline.steps = outline.steps + 1 if depth else 0
    if depth > _DEPTH or outline.steps > _STEPS:
        raise CannotFollow("too many steps", expression.at)
    match expression:
        case Text(parts, at):
            return _joined([_part(outline, part, at, turn, depth) for part in parts], at)
        case Name():
            return _named(outline, expression, turn, depth)
        case Sum(terms, at):
            values = [evaluate(outline, term, turn, depth + 1) for term in terms]
            if any(value.is_list for value in values):
                return _bounded(tuple(item for value in values for item in value.items), at, is_list=True)
            return _joined(values, at)
        case Many(items, at):
            return _gathered(outline, items, at, turn, depth)
        case Call():
            return _called(outline, expression, turn, depth)
        case Pair(_, _, at):
            raise CannotFollow("a pair", at)
        case Opaque(shown, at):
            raise CannotFollow(visible(shown, CODE), at)


def _part(outline: Outline, part: str | Expression, at: int, turn: Turn, depth: int) -> Value:
    return Value((Item(part, at),)) if isinstance(part, str) else evaluate(outline, part, turn, depth + 1)


def _joined(values: list[Value], at: int) -> Value:
    total = 1
    for value in values:
        total *= len(value.items)
    if total > _LIMIT:
        raise CannotFollow("a list of more than 500 texts", at)
    if any(value.is_list for value in values):
        raise CannotFollow("a list inside a text", at)
    if sum(max((len(item.text) for item in value.items), default=0) for value in values) > _LENGTH:
        raise CannotFollow("a text of more than a million characters", at)
    chosen = itertools.product(*(value.items for value in values))
    return Value(tuple(Item("".join(item.text for item in items), items[0].at if items else at) for items in chosen))


def _gathered(outline: Outline, items: tuple[Expression, ...], at: int, turn: Turn, depth: int) -> Value:
    found = [item for each in items for item in evaluate(outline, each, turn, depth + 1).items]
    return _bounded(tuple(found), at, is_list=True)


def _bounded(items: tuple[Item, ...], at: int, *, is_list: bool) -> Value:
    if len(items) > _LIMIT:
        raise CannotFollow("a list of more than 500 texts", at)
    return Value(items, is_list)


def _named(outline: Outline, name: Name, turn: Turn, depth: int) -> Value:
    shown = visible(".".join(name.path), CODE)
    if len(name.path) > 1 and (part := _PARTS.get(name.path[-1])) is not None:
        item = outline.find(name.path[:-1], name.at)
        if item is not None and item.at in turn:
            return evaluate(outline, _part_of(turn[item.at], part), turn, depth + 1)
    found = outline.find(name.path, name.at)
    if found is not None and found.at in turn and found.part is not None:
        return evaluate(outline, _part_of(turn[found.at], found.part), turn, depth + 1)
    value = settled(outline, found) if found else None
    if found is None or value is None:
        raise CannotFollow(shown, name.at)
    try:
        result = evaluate(outline, value, turn, depth + 1)
    except CannotFollow as stopped:
        raise CannotFollow(shown if stopped.what == "" else stopped.what, name.at) from None
    return Value(result.items) if found.each else result


def _part_of(pair: Pair, part: int) -> Expression:
    return pair.value if part else pair.key


def settled(outline: Outline, declaration: Declaration) -> Expression | None:
    """Return the one value that a declaration ever has; None where it is handed in or changes."""
    others = outline.assigned.get(declaration.name, [])
    value = declaration.value
    if isinstance(value, Opaque) and value.shown == "null":
        value = None
    if not others:
        return value
    if value is None:
        return others[0] if len(others) == 1 else None
    return None if declaration.mutable else value


def _called(outline: Outline, call: Call, turn: Turn, depth: int) -> Value:
    values = tuple(argument.value for argument in call.arguments)
    if isinstance(call.target, Name) and (part := _PARTS.get(call.name)) is not None:
        item = outline.find(call.target.path, call.target.at)
        if item is not None and item.at in turn:
            return evaluate(outline, _part_of(turn[item.at], part), turn, depth + 1)
    shown = visible(f"{call.name}(…)", CODE)
    if call.name in _COLLECTIONS and (call.target is None or isinstance(call.target, Name)) and call.name not in _SAME:
        return _gathered(outline, values, call.at, turn, depth)
    if call.name == "asList" and isinstance(call.target, Name) and values:
        return _gathered(outline, values, call.at, turn, depth)
    if call.name in _SAME and call.target is not None:
        return evaluate(outline, call.target, turn, depth + 1)
    if call.name in _SAME and len(values) == 1:
        return evaluate(outline, values[0], turn, depth + 1)
    if call.target is not None and call.name in _CHANGES:
        value = evaluate(outline, call.target, turn, depth + 1)
        change = _CHANGES[call.name]
        return Value(tuple(Item(change(item.text), item.at) for item in value.items), value.is_list)
    if call.target is not None and call.name in ("format", "plus"):
        return _composed(outline, call, call.arguments, turn, depth)
    raise CannotFollow(shown, call.at)


def _composed(outline: Outline, call: Call, arguments: tuple[Argument, ...], turn: Turn, depth: int) -> Value:
    """Return `a.plus(b)`, and `format` with nothing but `%s` in its pattern."""
    values = [argument.value for argument in arguments]
    target = call.target
    if target is not None and not (isinstance(target, Name) and target.path[-1] == "String"):
        values.insert(0, target)
    given = [evaluate(outline, value, turn, depth + 1) for value in values]
    if call.name == "plus":
        if any(value.is_list for value in given):
            return Value(tuple(item for value in given for item in value.items), is_list=True)
        return _joined(given, call.at)
    if not given or any(value.is_list or len(value.items) != 1 for value in given):
        raise CannotFollow("format(…)", call.at)
    pattern, *texts = (value.items[0].text for value in given)
    pieces = pattern.split("%s")
    if "%" in "".join(pieces) or len(pieces) != len(texts) + 1:
        raise CannotFollow("format(…)", call.at)
    whole = pieces[0] + "".join(text + piece for text, piece in zip(texts, pieces[1:], strict=True))
    return Value((Item(whole, given[0].items[0].at),))
