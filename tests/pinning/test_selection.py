"""Layers picked by word."""

import pytest

from inspector.chain.path import Layer, Role
from inspector.chain.pin import Pin
from inspector.pinning.selection import PickError, pick_layers


@pytest.mark.parametrize(
    ("words", "indices"),
    [
        (["leaf"], [0]),
        (["root", "leaf"], [0, 2]),
        (["INTERMEDIATE"], [1]),
        (["2", "0", "root"], [0, 2]),
        ([], []),
    ],
)
def test_words_and_indices(path: tuple[Layer, ...], words: list[str], indices: list[int]) -> None:
    """Picked layers come in path order, each once."""
    assert pick_layers(path, words) == tuple(path[index] for index in indices)


def test_intermediate_is_the_one_above_the_leaf(path: tuple[Layer, ...]) -> None:
    """Of two intermediates the issuing one is meant."""
    upper = Layer(path[2].certificate, Role.INTERMEDIATE, path[1].origin)
    assert pick_layers((path[0], path[1], upper, path[2]), ["intermediate"]) == (path[1],)


def test_any_spelling_of_a_pin(path: tuple[Layer, ...]) -> None:
    """OkHttp's, curl's and the bare spelling pick the same layer."""
    pin = path[1].pin
    for word in (str(pin), pin.base64, f"sha256//{pin.base64}", pin.hex):
        assert pick_layers(path, [word]) == (path[1],)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("3", "there is no layer 3: the path has 3"),
        ("top", "there is no layer called top"),
        ("-1", "there is no layer called -1"),
        (str(Pin.of(b"elsewhere")), "this pin is not in the path"),
        ("sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "hash of nothing"),
    ],
)
def test_words_that_pick_nothing(path: tuple[Layer, ...], word: str, reason: str) -> None:
    """Each refusal names its reason and what to try."""
    with pytest.raises(PickError) as caught:
        pick_layers(path, [word])
    assert reason in caught.value.reason
    assert caught.value.hint


def test_a_role_that_is_absent(path: tuple[Layer, ...]) -> None:
    """A path without an intermediate says what it has."""
    with pytest.raises(PickError) as caught:
        pick_layers((path[0], path[2]), ["intermediate"])
    assert caught.value.reason == "there is no intermediate in this path"
    assert caught.value.hint == "it has: leaf, root"


def test_an_unused_certificate_is_refused(path: tuple[Layer, ...]) -> None:
    """A served certificate that is in no path would never match."""
    with pytest.raises(PickError, match="in no path"):
        pick_layers(path[:2], [str(path[2].pin)], unused=(path[2],))


def test_a_fingerprint_is_told_apart_from_a_pin(path: tuple[Layer, ...]) -> None:
    """The hash of the whole certificate is the commonest wrong value (android-pinning 5, number 1)."""
    with pytest.raises(PickError, match="fingerprint"):
        pick_layers(path, [path[0].certificate.fingerprint])
