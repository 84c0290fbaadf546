"""`NSPinnedDomains` in an app config of Expo: JSON, JavaScript and TypeScript that becomes an Info.plist."""

from typing import TYPE_CHECKING

from inspector.clients.apple.read import DOMAINS, SECURITY, read_apple
from inspector.clients.code.nodes import every, inner, line_of, text_of
from inspector.clients.code.script import ScriptValues, parse_script
from inspector.clients.following import not_followed
from inspector.clients.literal import Entry, Kind, Literal
from inspector.clients.rule import PinProblem, RuleSet
from inspector.clients.source import Reading, Source

if TYPE_CHECKING:
    from tree_sitter import Node

_ENDINGS = (".json", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")


class AppConfig:
    """Reads app configs that put pins into an Info.plist."""

    name = "app-config"
    title = "App config"

    def recognises(self, source: Source) -> bool:
        """Return whether it is JSON or a script, by its name, and speaks of Apple's pinned domains."""
        return DOMAINS in source.text and source.name.lower().endswith(_ENDINGS)

    def read(self, source: Source) -> Reading:
        """Return one set for each `NSAppTransportSecurity`. Raises `CannotRead` where the parser is not installed."""
        is_json = source.name.lower().endswith(".json")
        root = parse_script(Source(f"{source.name}.ts", f"({source.text})" if is_json else source.text))
        values = ScriptValues(root, source.beside)
        sets: list[RuleSet] = []
        problems: list[PinProblem] = []
        for node in _securities(root):
            security = Entry(SECURITY, line_of(node), values.value(node))
            found = read_apple(Literal(Kind.DICTIONARY, line_of(node), entries=(security,)))
            problems += found.problems
            if found.rules is not None:
                sets.append(found.rules)
        if not sets and not problems:
            line = source.text.partition(DOMAINS)[0].count("\n") + 1
            problems.append(not_followed(DOMAINS, Literal(Kind.UNKNOWN, line)))
        return Reading(tuple(sets), tuple(problems))


def _securities(root: "Node") -> "list[Node]":
    """Return what `NSAppTransportSecurity` is set to: as a property, and by an assignment."""
    found = []
    for node in every(root, "pair", "assignment_expression"):
        sides = inner(node)
        if len(sides) == 2 and text_of(sides[0]).strip("\"'").rpartition(".")[2] == SECURITY:
            found.append(sides[1])
    return found
