"""XML text to elements with lines, read by expat, with entities refused and size and depth bounded."""

from dataclasses import dataclass, field
from xml.parsers import expat

from inspector.chain.text import visible
from inspector.clients.nsc.element import Attribute, Comment, Element, Text
from inspector.clients.source import CannotRead

LOOKED_AT = 20_000
"""Characters at the beginning in which the root element must stand for a text to be taken as one of ours."""

MAX_CHARACTERS = 2_000_000
"""Longest text that is read."""

MAX_DEPTH = 100
MAX_NODES = 100_000
_SEPARATOR = "\x01"
_NAMED = 80


@dataclass(slots=True)
class _Open:
    """An element whose end tag has not been met."""

    name: str
    attributes: tuple[Attribute, ...]
    line: int
    nodes: list[Element | Text | Comment] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class _Builder:
    """Takes the events of expat and keeps what is open."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._stack = [_Open("", (), 0)]
        self._count = 0

    @property
    def root(self) -> Element:
        """The document's element, once the parser is done."""
        return next(node for node in self._stack[0].nodes if isinstance(node, Element))

    def start(self, name: str, attributes: list[str]) -> None:
        self._close_text()
        if len(self._stack) > MAX_DEPTH:
            raise CannotRead(f"the elements are nested more than {MAX_DEPTH} deep", "flatten the file", self.line)
        self._grow()
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        self._stack.append(_Open(name, tuple(Attribute(*_split(key), value) for key, value in pairs), self.line))

    def end(self, _name: str) -> None:
        self._close_text()
        done = self._stack.pop()
        element = Element(*_split(done.name), done.attributes, tuple(done.nodes), done.line)
        self._stack[-1].nodes.append(element)

    def text(self, data: str) -> None:
        self._stack[-1].texts.append(data)

    def comment(self, _data: str) -> None:
        self._close_text()
        self._grow()
        self._stack[-1].nodes.append(Comment())

    def entity(self, *_: object) -> int:
        raise CannotRead(
            "the XML has an entity of its own", "write the characters themselves: no entity is followed", self.line
        )

    @property
    def line(self) -> int:
        """Where the parser stands."""
        return self._parser.CurrentLineNumber

    def _close_text(self) -> None:
        top = self._stack[-1]
        if top.texts:
            self._grow()
            top.nodes.append(Text("".join(top.texts)))
            top.texts.clear()

    def _grow(self) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            raise CannotRead(f"the XML has more than {MAX_NODES:,} parts", "check a smaller file", self.line)


def _split(name: str) -> tuple[str, str]:
    """Return namespace and local name."""
    namespace, _, local = name.rpartition(_SEPARATOR)
    return namespace, local


def parse_document(text: str) -> Element:
    """Return the element of the XML document `text`.

    No entity is followed, inside or outside. Raises `CannotRead` where it is too long, too deep or broken.
    """
    if len(text) > MAX_CHARACTERS:
        raise CannotRead(f"the XML is longer than {MAX_CHARACTERS:,} characters", "check a smaller file")
    parser = expat.ParserCreate("utf-8", _SEPARATOR)
    parser.ordered_attributes = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    builder = _Builder(parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.CommentHandler = builder.comment
    parser.EntityDeclHandler = builder.entity
    parser.ExternalEntityRefHandler = builder.entity
    parser.SkippedEntityHandler = builder.entity
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise _not_well_formed(error) from None
    return builder.root


def _not_well_formed(error: expat.ExpatError) -> CannotRead:
    reason = visible(expat.ErrorString(error.code) or "it is broken", _NAMED)
    return CannotRead(f"the XML is not well-formed: {reason}", "mend it: the app does not build with it", error.lineno)
