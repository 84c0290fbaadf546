"""Pin sets to write, and readers of what was written that know nothing of the writers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pytest

from inspector.chain.certificate import parse_certificate
from inspector.chain.container import read_certificates
from inspector.chain.path import Layer, Origin, Role
from inspector.chain.pin import Pin
from inspector.pinning.draft import Draft, make_pin_set
from inspector.pinning.pin_set import BackupPin, ChosenPin, PinSet

LEAF = ChosenPin(Pin.of(b"leaf"), Role.LEAF, "api.bank.test", datetime(2027, 1, 10, 12, tzinfo=UTC))
ISSUING = ChosenPin(Pin.of(b"issuing"), Role.INTERMEDIATE, "Issuing R1", datetime(2029, 5, 1, tzinfo=UTC))
ROOT = ChosenPin(Pin.of(b"root"), Role.ROOT, "Root X1", datetime(2040, 1, 1, tzinfo=UTC))
SPARE = BackupPin(Pin.of(b"spare"), "private key next.pem")
AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
_EXAMPLE_AT = datetime(2026, 11, 2, 9, 16, tzinfo=UTC)
_EXAMPLE = ("leaf", "inter", "root")

_TOKEN = re.compile(
    r"(?P<space>[ \n]+)|(?P<comment>//[^\n]*\n)"
    r'|(?P<text>"[^"\\\n$]*")|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<mark>[=.,:;(){}])'
)


@dataclass(frozen=True, slots=True)
class Tree:
    """One element of an XML text."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    text: str
    children: "tuple[Tree, ...]"

    def all(self, name: str) -> "list[Tree]":
        """Return all elements with this name, in document order."""
        own = [self] if self.name == name else []
        return own + [found for child in self.children for found in child.all(name)]

    def attribute(self, name: str) -> str | None:
        """Return the attribute's value, or None."""
        return dict(self.attributes).get(name)


@pytest.fixture
def make_set() -> Callable[..., PinSet]:
    """Return a function that makes a pin set, a leaf, an intermediate and a spare key unless told otherwise."""

    def make(
        host: str = "api.bank.test",
        *,
        chosen: tuple[ChosenPin, ...] = (LEAF, ISSUING),
        backups: tuple[BackupPin, ...] = (SPARE,),
        subdomains: bool = False,
        expires: date | None = date(2027, 1, 10),
        stamp: str = "",
    ) -> PinSet:
        return PinSet(host, subdomains, chosen, backups, expires, AT, stamp)

    return make


@pytest.fixture
def code_tokens() -> Callable[[str], list[str]]:
    """Return a lexer for the Kotlin and Java that may be written: everything but blanks and comments, in order.

    Fails on any character that no snippet needs: backslash, dollar, slash-star, single quote, control characters.
    """

    def lex(text: str) -> list[str]:
        tokens, at = [], 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            assert match is not None, f"unexpected {text[at : at + 20]!r}"
            if match.lastgroup not in ("space", "comment"):
                tokens.append(match[0])
            at = match.end()
        return tokens

    return lex


@pytest.fixture
def read_xml() -> Callable[[str], tuple[Tree, list[str]]]:
    """Return a strict XML reader that gives the root element and all comments; no DOCTYPE, no entities."""

    def read(text: str) -> tuple[Tree, list[str]]:
        parser = expat.ParserCreate(namespace_separator=None)
        comments: list[str] = []
        stack: list[tuple[str, dict[str, str], list[str], list[Tree]]] = [("", {}, [], [])]

        def start(name: str, attributes: dict[str, str]) -> None:
            stack.append((name, attributes, [], []))

        def end(_: str) -> None:
            name, attributes, texts, children = stack.pop()
            stack[-1][3].append(Tree(name, tuple(attributes.items()), "".join(texts), tuple(children)))

        def refuse(*_: object) -> None:
            pytest.fail("a DOCTYPE, an entity or a processing instruction")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = lambda data: stack[-1][2].append(data)
        parser.CommentHandler = comments.append
        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        parser.ProcessingInstructionHandler = refuse
        parser.Parse(text.encode("ascii"), True)
        (root,) = stack[0][3]
        return root, comments

    return read


@pytest.fixture(scope="session")
def example_layers() -> tuple[Layer, ...]:
    """Return a path of real certificates: EC P-256 leaf, RSA 2048 intermediate, RSA 4096 root that is not sent."""
    data = Path(__file__).resolve().parent.parent / "data"
    found = [parse_certificate(read_certificates((data / f"tui_{n}.pem").read_bytes())[0]) for n in _EXAMPLE]
    origins = (Origin.SERVED, Origin.SERVED, Origin.STORE)
    return tuple(Layer(*layer) for layer in zip(found, Role, origins, strict=True))


@pytest.fixture
def example_set(example_layers: tuple[Layer, ...]) -> Callable[..., PinSet]:
    """Return a function that makes a pin set of layers by role for www.example.org, with a spare key."""

    def make(*roles: str, host: str = "www.example.org", stamp: str = "", **options: Any) -> PinSet:
        picked = frozenset(layer.pin for layer in example_layers if layer.role.value in roles)
        options.setdefault("backups", (SPARE,))
        options.setdefault("expires", date(2027, 6, 30))
        draft = Draft(host, picked, **options)
        return make_pin_set(draft, example_layers, at=_EXAMPLE_AT, stamp=stamp)

    return make
