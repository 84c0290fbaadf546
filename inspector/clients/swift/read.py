"""Swift that compares pins by itself: the rules where it has the shape that is written here, else its traps."""

from typing import TYPE_CHECKING

from inspector.chain.pin import DIGEST_BYTES, Pin
from inspector.chain.text import visible
from inspector.clients.code.grammar import parse_swift
from inspector.clients.code.nodes import every, line_of
from inspector.clients.code.swift import SwiftValues
from inspector.clients.following import not_followed
from inspector.clients.host_keys import host_problems
from inspector.clients.literal import Kind, Literal
from inspector.clients.rule import RAW_LIMIT, PinList, PinProblem, PinRule, RuleSet, WrittenPin
from inspector.clients.source import Reading, Source
from inspector.clients.spelling import UNFOLLOWED, duplicate_pins, strict_base64, written_pin
from inspector.clients.swift.traps import marks_of, swift_traps

if TYPE_CHECKING:
    from tree_sitter import Node

_EVALUATOR = "PinnedKeysEvaluator"
_BELOW = 'hasSuffix(".\\(pinnedHost)")'


class SwiftPins:
    """Reads URLSession delegates and Alamofire evaluators."""

    name = "swift-pins"
    title = "Swift source"

    def recognises(self, source: Source) -> bool:
        """Return whether it is Swift, by its name or without one, that compares keys or certificates by itself."""
        is_swift = source.name.endswith(".swift") or (not source.name and "func " in source.text)
        return is_swift and marks_of(source.text)

    def read(self, source: Source) -> Reading:
        """Return one set where hosts and pins stand in it as they are written here; of other code its traps alone.

        Raises `CannotRead` where the parser is not installed.
        """
        problems = swift_traps(source.text)
        root = parse_swift(source.text)
        values = SwiftValues(root)
        pins = values.constant("pins")
        if pins is None or pins.kind is not Kind.ARRAY or values.constant("prefixes") is None:
            return Reading((), problems)
        host = values.constant("pinnedHost")
        if host is not None:
            below = _BELOW in source.text
            return Reading((_rules("swift-delegate", [(host, below)], pins),), problems)
        hosts = [(key, False) for key in _evaluated(root, values)]
        return Reading((_rules("alamofire", hosts, pins),) if hosts else (), problems)


def _evaluated(root: "Node", values: SwiftValues) -> list[Literal]:
    """Return the hosts to which a dictionary gives the evaluator that is written here."""
    found = []
    for node in every(root, "dictionary_literal"):
        for entry in values.value(node).entries:
            if entry.value.text.startswith(_EVALUATOR):
                kind = Kind.TEXT if entry.known else Kind.UNKNOWN
                found.append(Literal(kind, entry.line or line_of(node), entry.key))
    return found


def _rules(client: str, hosts: list[tuple[Literal, bool]], pins: Literal) -> RuleSet:
    written: list[WrittenPin] = []
    wrong: list[PinProblem] = []
    for item in pins.items:
        if item.kind is not Kind.TEXT:
            written.append(WrittenPin(visible(item.text, RAW_LIMIT), None, UNFOLLOWED, item.line))
            wrong.append(not_followed("A pin", item))
            continue
        decoded = strict_base64(item.text)
        pin = Pin(decoded) if decoded is not None and len(decoded) == DIGEST_BYTES else None
        one, found = written_pin(item.text, pin, item.line)
        written.append(one)
        wrong += found
    wrong += duplicate_pins(tuple(written))
    rules, problems = [], []
    for host, below in hosts:
        if host.kind is not Kind.TEXT:
            problems.append(not_followed("The host", host))
            continue
        own = host_problems(host.text, host.line, "The comparison", ignores_case=False)
        group = PinList(tuple(written))
        pattern = visible(host.text, 300)
        rules.append(PinRule(client, pattern, (group,), below, problems=(*own, *wrong), line=host.line))
    return RuleSet(client, tuple(rules), problems=tuple(problems), line=pins.line)
