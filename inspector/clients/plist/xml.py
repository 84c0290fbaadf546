"""XML property lists with their lines: no entities, and bounds on depth and number."""

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from inspector.chain.text import visible
from inspector.clients.literal import Entry, Kind, Literal
from inspector.clients.source import CannotRead

SIZE = 8 * 1024 * 1024
"""Longest text in characters."""

DEPTH = 64
"""Deepest nesting; an Info.plist has less than ten."""

VALUES = 200_000
"""Most values."""

_LEAVES = {
    "string": Kind.TEXT,
    "integer": Kind.NUMBER,
    "real": Kind.NUMBER,
    "date": Kind.OTHER,
    "data": Kind.OTHER,
    "true": Kind.BOOLEAN,
    "false": Kind.BOOLEAN,
}
_NOT_ONE = "this is no property list"
_HINT = "Give an XML property list; plutil -lint names the fault."
_FIRST = re.compile(r"(?>\s+|<!--(?>.*?-->))*+<(\w+)", re.DOTALL)


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    name: str
    line: int
    text: list[str] = field(default_factory=list)
    key: tuple[str, int] | None = None
    entries: list[Entry] = field(default_factory=list)
    items: list[Literal] = field(default_factory=list)


def read_xml(text: str) -> Literal:
    """Return the value of an XML property list; a fragment such as a key and its dictionary is one too.

    Keys that stand twice in a dictionary are both kept. Raises `CannotRead` for anything that is no property list, for
    entity declarations, and beyond `SIZE`, `DEPTH` and `VALUES`.
    """
    if len(text) > SIZE:
        raise CannotRead("the property list is too large", f"At most {SIZE} characters are read.")
    parser = expat.ParserCreate("utf-8")
    builder = _Builder(parser)
    try:
        parser.Parse(_whole(text).encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        reason = visible(expat.errors.messages.get(error.code, "unknown fault"), 80)
        raise CannotRead(f"{_NOT_ONE}: {reason}", _HINT, error.lineno) from None
    if len(builder.values) != 1:
        raise CannotRead(f"{_NOT_ONE}: it holds no single value", _HINT)
    return builder.values[0]


def _whole(text: str) -> str:
    """Return `text` with what stands around a fragment, on its first line so that lines stay as they are."""
    text = text.removeprefix("\ufeff")
    first = _FIRST.match(text)
    if first is None or first[1] not in ("key", "dict", "array"):
        return text
    if first[1] == "key":
        return f"<plist><dict>{text}</dict></plist>"
    return f"<plist>{text}</plist>"


class _Builder:
    """Puts values together while the parser runs."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.values: list[Literal] = []
        """What stands in the plist element itself."""
        self._parser = parser
        self._stack: list[_Open] = []
        self._count = 0
        self._has_root = False
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity

    def _fail(self, reason: str) -> NoReturn:
        raise CannotRead(f"{_NOT_ONE}: {reason}", _HINT, self._parser.CurrentLineNumber)

    def _entity(self, *_: object) -> NoReturn:
        line = self._parser.CurrentLineNumber
        raise CannotRead("the property list declares entities", "Remove the declarations: no plist needs them.", line)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > VALUES or len(self._stack) > DEPTH:
            raise CannotRead("the property list is too deep or holds too much", "Give the Info.plist alone.")
        line = self._parser.CurrentLineNumber
        if name == "plist":
            if self._has_root:
                self._fail("plist stands inside")
            self._has_root = True
            return
        if not self._has_root:
            self._fail("it does not begin with plist")
        if name not in ("dict", "array", "key", *_LEAVES):
            self._fail(f"it has an element {visible(name, 40)}")
        above = self._stack[-1] if self._stack else None
        if above is not None and above.name not in ("dict", "array"):
            self._fail(f"an element stands in {above.name}")
        if name == "key" and (above is None or above.name != "dict" or above.key is not None):
            self._fail("a key stands where a value is meant")
        if above is not None and above.name == "dict" and name != "key" and above.key is None:
            self._fail("a value has no key")
        self._stack.append(_Open(name, line))

    def _characters(self, text: str) -> None:
        if self._stack and self._stack[-1].name not in ("dict", "array"):
            self._stack[-1].text.append(text)
        elif text.strip():
            self._fail("text stands between its values")

    def _end(self, name: str) -> None:
        if name == "plist":
            return
        done = self._stack.pop()
        if name == "key":
            self._stack[-1].key = ("".join(done.text), done.line)
            return
        value = self._value(done)
        if not self._stack:
            self.values.append(value)
            return
        above = self._stack[-1]
        if above.name == "array":
            above.items.append(value)
        elif above.key is not None:
            above.entries.append(Entry(*above.key, value))
            above.key = None

    def _value(self, done: _Open) -> Literal:
        match done.name:
            case "dict":
                if done.key is not None:
                    self._fail("a key has no value")
                return Literal(Kind.DICTIONARY, done.line, entries=tuple(done.entries))
            case "array":
                return Literal(Kind.ARRAY, done.line, items=tuple(done.items))
            case "true" | "false":
                return Literal(Kind.BOOLEAN, done.line, truth=done.name == "true")
            case _:
                text = "".join(done.text)
                is_true = _LEAVES[done.name] is Kind.NUMBER and text.strip().strip("+-0.") != ""
                return Literal(_LEAVES[done.name], done.line, text, is_true)
