"""TrustKit's configuration in Swift."""

from datetime import date

from inspector.clients.code.grammar import parse_swift
from inspector.clients.code.nodes import every, inner, line_of, text_of
from inspector.clients.code.swift import SwiftValues
from inspector.clients.source import Reading, Source
from inspector.clients.trustkit.keys import PINNED_DOMAINS
from inspector.clients.trustkit.read import read_config
from inspector.clients.trustkit.unfound import is_config, unfound


class TrustKitSwift:
    """Reads Swift that configures TrustKit."""

    name = "swift"
    title = "Swift source"

    def __init__(self, today: date | None = None) -> None:
        """Read for a check on `today`, without a word about what is over where it is None."""
        self._today = today

    def recognises(self, source: Source) -> bool:
        """Return whether it is Swift, by its name or without one, and speaks of TrustKit's domains."""
        if PINNED_DOMAINS not in source.text:
            return False
        return source.name.endswith(".swift") or (
            not source.name and "@{" not in source.text and "<" not in source.text[:1]
        )

    def read(self, source: Source) -> Reading:
        """Return one set a dictionary. Raises `CannotRead` where the parser is not installed."""
        root = parse_swift(source.text)
        values = SwiftValues(root)
        sets = []
        for node in every(root, "dictionary_literal"):
            if any(PINNED_DOMAINS in text_of(key) for key in inner(node)[::2]):
                value = values.value(node)
                if is_config(value):
                    sets.append(read_config(value, line_of(node), self._today))
        return Reading(tuple(sets), () if sets else unfound(source.text))
