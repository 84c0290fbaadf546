"""Calls of `initializeSslPinning` in TypeScript and JavaScript."""

from datetime import date
from typing import TYPE_CHECKING

from inspector.chain.finding import Severity
from inspector.clients.code.nodes import every, inner, line_of, text_of
from inspector.clients.code.script import ScriptValues, parse_script
from inspector.clients.react_native.options import read_options
from inspector.clients.react_native.write import MODULE
from inspector.clients.rule import PinProblem, RuleSet
from inspector.clients.source import Reading, Source

if TYPE_CHECKING:
    from tree_sitter import Node

FUNCTION = "initializeSslPinning"
"""What pins."""

_OFF = "disableSslPinning"
_ENDINGS = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")


class ReactNativeSource:
    """Reads scripts that call react-native-ssl-public-key-pinning."""

    name = "react-native"
    title = "React Native source"

    def __init__(self, today: date | None = None) -> None:
        """Read for a check on `today`, without a word about what is over where it is None."""
        self._today = today

    def recognises(self, source: Source) -> bool:
        """Return whether it is a script, by its name or without one, and speaks of the module."""
        if FUNCTION not in source.text and MODULE not in source.text:
            return False
        return source.name.endswith(_ENDINGS) or not source.name

    def read(self, source: Source) -> Reading:
        """Return two sets a call, for iOS and for Android. Raises `CannotRead` where the parser is not installed."""
        root = parse_script(source)
        values = ScriptValues(root, source.beside)
        sets: list[RuleSet] = []
        names, off = _names(root, FUNCTION), _names(root, _OFF)
        problems: list[PinProblem] = []
        for call in every(root, "call_expression"):
            name = _called(call)
            arguments = call.child_by_field_name("arguments")
            if name in names and arguments is not None and inner(arguments):
                sets += read_options(values.value(inner(arguments)[0]), line_of(call), self._today)
            elif name in off:
                title = "disableSslPinning switches every pin off."
                hint = "See that no release calls it."
                problems.append(PinProblem("pinning-disabled", Severity.WARNING, title, hint, line_of(call)))
        if len(sets) > 2:
            title = "initializeSslPinning is called more than once: the last call replaces what the others pinned."
            problems.append(
                PinProblem("called-twice", Severity.WARNING, title, "Put all hosts into one call.", sets[-1].line)
            )
        return Reading(tuple(sets), tuple(problems))


def _called(call: "Node") -> str:
    """Return the last part of what is called: `initializeSslPinning` of `Pinning.initializeSslPinning`."""
    return text_of(call.child_by_field_name("function")).rpartition(".")[2].strip()


def _names(root: "Node", original: str) -> frozenset[str]:
    """Return the names under which a function of the module is known in the file."""
    found = {original}
    for node in every(root, "import_specifier"):
        names = [text_of(name) for name in inner(node)]
        if names[0] == original:
            found.add(names[-1])
    return frozenset(found)
