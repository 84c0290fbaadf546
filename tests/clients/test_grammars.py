"""What is written parses with the grammar of its language, and holds its pins as texts and nowhere else."""

import base64
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
import tree_sitter_c_sharp
import tree_sitter_dart
import tree_sitter_java
import tree_sitter_kotlin
import tree_sitter_swift
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Tree

from inspector.chain.path import Layer
from inspector.clients.registry import clients
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
GRAMMARS: dict[str, Callable[[], object]] = {
    "csharp": tree_sitter_c_sharp.language,
    "dart": tree_sitter_dart.language,
    "java": tree_sitter_java.language,
    "kotlin": tree_sitter_kotlin.language,
    "swift": tree_sitter_swift.language,
    "typescript": tree_sitter_typescript.language_typescript,
}
LANGUAGES = {
    "okhttp-kotlin": "kotlin", "okhttp-java": "java", "okhttp-3": "java", "retrofit": "kotlin", "ktor": "kotlin",
    "ktor-darwin": "kotlin", "cronet": "kotlin", "http-engine": "kotlin", "swift-delegate": "swift",
    "trustkit": "swift", "alamofire": "swift", "react-native": "typescript", "flutter": "dart", "dotnet": "csharp",
}  # fmt: skip
EXACT = ("alamofire",)
NASTY = "x */ } evil(); /* \\u000a ${evil()} \\(evil()) \n evil() \u2028 --> ''' \"\"\""


@cache
def _parser(language: str) -> Parser:
    return Parser(Language(GRAMMARS[language]()))


def _parse(client: str, text: str) -> Tree:
    """Return the tree; Java's statements stand in a method, as the grammar wants them."""
    if LANGUAGES[client] == "java" and "class" not in text:
        text = f"class Pasted {{ static void make() {{\n{text}\n}} }}"
    return _parser(LANGUAGES[client]).parse(text.encode("ascii"))


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)


def _sets(example_set: MakeSet, client: str) -> Iterator[PinSet]:
    yield example_set("leaf")
    yield example_set("intermediate", "root")
    yield example_set("leaf", subdomains=client not in EXACT)
    yield example_set("leaf", host="xn--bcher-kva.example.org", stamp=NASTY)


@pytest.mark.parametrize("client", LANGUAGES)
def test_the_grammar_finds_no_error(example_set: MakeSet, client: str) -> None:
    """One layer, two layers, subdomains, an A-label with a stamp that tries to break out."""
    for pin_set in _sets(example_set, client):
        for whole_file in {False, clients()[client].has_whole_file}:
            text = clients()[client].write(pin_set, whole_file=whole_file).text
            assert not _parse(client, text).root_node.has_error, text


@pytest.mark.parametrize("client", LANGUAGES)
def test_the_grammar_sees_what_is_broken(example_set: MakeSet, client: str) -> None:
    """The same text with its last bracket gone is refused, so that the test above means something."""
    text = clients()[client].write(example_set("leaf")).text
    last = max(text.rfind(bracket) for bracket in ")}]")
    assert _parse(client, text[:last] + text[last + 1 :]).root_node.has_error


@pytest.mark.parametrize("client", [name for name in LANGUAGES if name != "flutter"])
def test_pins_are_texts_of_the_language(example_set: MakeSet, client: str) -> None:
    """Each pin is one text, with the host and nothing else that looks like a pin; comments hold none."""
    pin_set = example_set("leaf")
    root = _parse(client, clients()[client].write(pin_set).text).root_node
    words = [(leaf.type, (leaf.text or b"").decode()) for leaf in _leaves(root)]
    found = [word for kind, word in words if "comment" not in kind and re.search(r"[A-Za-z0-9+/]{43}=", word)]
    assert [re.sub(r"[\"']|sha256/", "", word) for word in found] == [pin.base64 for pin in pin_set.pins]
    assert not any(pin.base64 in word for kind, word in words if "comment" in kind for pin in pin_set.pins)


def test_flutter_trusts_the_certificates_as_received(example_set: MakeSet, example_layers: tuple[Layer, ...]) -> None:
    """Each text of the list is the PEM of one picked certificate."""
    text = clients()["flutter"].write(example_set("leaf", "root")).text
    found = re.findall(r"-----BEGIN CERTIFICATE-----\n(.*?)\n-----END CERTIFICATE-----", text, re.DOTALL)
    expected = [example_layers[0].certificate.der, example_layers[2].certificate.der]
    assert [base64.b64decode(body) for body in found] == expected
