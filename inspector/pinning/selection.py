"""Layers picked by word: `leaf`, `intermediate`, `root`, an index in the path, or a pin."""

import re
from collections.abc import Iterable

from inspector.chain.explained import Explained
from inspector.chain.path import Layer, Role
from inspector.chain.pin import Pin, PinError, parse_pin


class PickError(Explained, ValueError):
    """A word that picks no layer of the path."""


ROLES = ("leaf", "intermediate", "root")
"""Words for layers."""

_WORD = re.compile(r"[A-Za-z][A-Za-z-]{0,19}|-?[0-9]{1,10}")
"""What is meant as a word or an index, and no pin."""

WORDS = "leaf, intermediate (the one that issued the leaf), root, an index (0 is the leaf), or a pin"


def pick_layers(layers: tuple[Layer, ...], words: Iterable[str], unused: tuple[Layer, ...] = ()) -> tuple[Layer, ...]:
    """Return the layers of the path `layers` that `words` pick, in the order of the path, each once.

    `intermediate` is the issuing one, directly above the leaf; the others are picked by index or pin. An index
    counts from 0, the leaf. `unused` are served certificates that are in no path: a pin of theirs is refused,
    since no client would ever match it. Raises `PickError`.
    """
    picked = {_pick(layers, word.strip(), unused) for word in words}
    return tuple(layer for index, layer in enumerate(layers) if index in picked)


def check_words(words: Iterable[str]) -> None:
    """Raise `PickError` for a word that can pick no layer of any path."""
    for word in (word.strip() for word in words):
        if word.lower() not in ROLES and not _is_index(word):
            _parse(word)


def _is_index(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 4


def _parse(word: str) -> Pin:
    try:
        return parse_pin(word)
    except PinError as error:
        if _WORD.fullmatch(word):
            raise PickError(f"there is no layer called {word}", f"write {WORDS}") from None
        raise PickError(f"this picks no layer: {error.reason}", f"write {WORDS}") from None


def _pick(layers: tuple[Layer, ...], word: str, unused: tuple[Layer, ...]) -> int:
    match word.lower():
        case "leaf":
            return _by_role(layers, Role.LEAF)
        case "intermediate":
            return _by_role(layers, Role.INTERMEDIATE)
        case "root":
            return _by_role(layers, Role.ROOT)
    if _is_index(word):
        if int(word) < len(layers):
            return int(word)
        raise PickError(
            f"there is no layer {int(word)}: the path has {len(layers)}", f"pick from 0 (leaf) to {len(layers) - 1}"
        )
    return _by_pin(layers, word, unused)


def _by_role(layers: tuple[Layer, ...], role: Role) -> int:
    for index, layer in enumerate(layers):
        if layer.role is role:
            return index
    have = ", ".join(dict.fromkeys(layer.role.value for layer in layers)) or "no layer"
    raise PickError(f"there is no {role.value} in this path", f"it has: {have}")


def _by_pin(layers: tuple[Layer, ...], word: str, unused: tuple[Layer, ...]) -> int:
    pin = _parse(word)
    for index, layer in enumerate(layers):
        if layer.pin == pin:
            return index
    if any(layer.pin == pin for layer in unused):
        raise PickError(
            "this pin belongs to a certificate that the server sends but that is in no path: no client would match it",
            "pick a layer of the path",
        )
    if any(layer.certificate.fingerprint == pin.hex for layer in (*layers, *unused)):
        raise PickError(
            "this is the fingerprint of a certificate, not a pin",
            "pick the layer by name or index: the pin is computed from its key",
        )
    raise PickError("this pin is not in the path", "give it as a backup, if it is one that is meant for later")
