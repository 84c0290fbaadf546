"""Values as they stand in a file, with their lines: what readers of dictionaries share, whatever the language."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is; the values are words for people."""

    DICTIONARY = "a dictionary"
    ARRAY = "an array"
    TEXT = "text"
    BOOLEAN = "a boolean"
    NUMBER = "a number"
    OTHER = "something else"
    UNKNOWN = "something that cannot be followed"


@dataclass(frozen=True, slots=True)
class Literal:
    """One value."""

    kind: Kind
    """What it is."""

    line: int | None
    """Where it stands, from 1; None where the file has no lines."""

    text: str = ""
    """Its text as the program gets it, untrusted; for unknown ones the code as it stands; empty for collections."""

    truth: bool = False
    """The value of a boolean, and whether a number is not zero."""

    entries: "tuple[Entry, ...]" = ()
    """What a dictionary holds, in its order, keys that stand twice included."""

    items: "tuple[Literal, ...]" = ()
    """What an array holds, in its order."""

    def get(self, key: str) -> "Literal | None":
        """Return the value that a dictionary has at `key`, None without one.

        Where a key stands twice the last one holds (`CFDictionarySetValue` in CFPropertyList.c; ECMA-262).
        """
        return next((entry.value for entry in reversed(self.entries) if entry.key == key), None)

    def walk(self) -> "Iterator[tuple[tuple[str, ...], Entry]]":
        """Give every entry below this value with the keys on the way to it, outermost first."""
        todo: list[tuple[tuple[str, ...], Literal]] = [((), self)]
        while todo:
            way, value = todo.pop()
            for entry in value.entries:
                yield way, entry
            todo += [((*way, entry.key), entry.value) for entry in reversed(value.entries)]
            todo += [(way, item) for item in reversed(value.items)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a dictionary and its value."""

    key: str
    """The key as the program gets it, untrusted."""

    line: int | None
    """Where the key stands, from 1; None where the file has no lines."""

    value: Literal
    """Its value."""

    known: bool = True
    """Whether the key could be followed; else `key` is the code as it stands."""


def lost(dictionary: Literal) -> tuple[Entry, ...]:
    """Return the entries that are lost because their key stands in the dictionary again."""
    seen: set[str] = set()
    found = []
    for entry in reversed(dictionary.entries):
        if entry.key in seen:
            found.append(entry)
        seen.add(entry.key)
    return tuple(reversed(found))


def last_of_each(dictionary: Literal) -> tuple[Entry, ...]:
    """Return the entries that hold, in their order: the last of each key."""
    return tuple({entry.key: entry for entry in dictionary.entries}.values())
