"""Loops over pairs of a host and its pins: one turn for each pair."""

import itertools
from collections.abc import Iterator, Mapping

from inspector.clients.okhttp.expression import Call, Expression, Many, Name, Pair
from inspector.clients.okhttp.outline import Outline

Turn = Mapping[int, Pair]
"""The pair that each loop variable stands for, by the offset of its declaration."""

_MAPS = frozenset(("mapOf", "hashMapOf", "linkedMapOf", "mutableMapOf", "sortedMapOf", "ofEntries"))
_LISTS = frozenset(("listOf", "arrayOf", "setOf", "mutableListOf", "asList"))
_VIEWS = frozenset(("entries", "entrySet", "toList", "toMap", "asIterable"))
_PAIRS = frozenset(("Pair", "entry", "SimpleEntry"))
_STEPS = 30
_LIMIT = 500


def turns(outline: Outline, at: int) -> Iterator[Turn]:
    """Give what the loop variables around an offset stand for, turn by turn; one empty turn without such loops."""
    known: dict[int, tuple[list[int], list[Pair]]] = {}
    for loop in outline.loops(at):
        pairs = pairs_of(outline, loop.value)
        if pairs and loop.value is not None:
            known.setdefault(loop.value.at, ([], pairs))[0].append(loop.at)
    chosen = itertools.product(*(pairs for _, pairs in known.values()))
    for chosen_pairs in itertools.islice(chosen, _LIMIT):
        yield {name: pair for (names, _), pair in zip(known.values(), chosen_pairs, strict=True) for name in names}


def pairs_of(outline: Outline, expression: Expression | None) -> list[Pair]:
    """Return the pairs of a map or a list of pairs that is written out; empty for anything else."""
    for _ in range(_STEPS):
        match expression:
            case Name(path, at):
                if path[-1] in _VIEWS and len(path) > 1:
                    path = path[:-1]
                found = outline.find(path, at)
                if found is None or found.each or outline.assigned.get(found.name):
                    return []
                expression = found.value
            case Call(target, name) if name in _VIEWS and target is not None:
                expression = target
            case Call(_, name, arguments) if name in _MAPS | _LISTS:
                return _complete([as_pair(argument.value) for argument in arguments])
            case Call(Name(path), "of", arguments) if path[-1] == "Map" and len(arguments) % 2 == 0:
                values = [argument.value for argument in arguments]
                return [Pair(key, value, key.at) for key, value in zip(values[::2], values[1::2], strict=True)]
            case Call(Name(path), "of", arguments) if path[-1] in ("List", "Set"):
                return _complete([as_pair(argument.value) for argument in arguments])
            case Many(items):
                return _complete([as_pair(item) for item in items])
            case _:
                return []
    return []


def as_pair(expression: Expression) -> Pair | None:
    """Return an expression as a pair, None where it is none."""
    match expression:
        case Pair():
            return expression
        case Call(_, name, (key, value)) if name in _PAIRS:
            return Pair(key.value, value.value, expression.at)
        case _:
            return None


def _complete(pairs: list[Pair | None]) -> list[Pair]:
    found = [pair for pair in pairs if pair is not None]
    return found if len(found) == len(pairs) else []
