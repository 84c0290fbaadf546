"""What written pins are, told by values that openssl and base64 printed."""

import pytest

from inspector.chain.finding import Severity
from inspector.chain.pin import Pin
from inspector.clients.spelling import Shape, duplicate_pins, spell, strict_base64, written_pin

HEX = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"
"""printf 'hello world' | openssl dgst -sha256"""

BASE64 = "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="
"""printf 'hello world' | openssl dgst -sha256 -binary | openssl enc -base64"""

COLONS = ":".join(HEX[i : i + 2].upper() for i in range(0, 64, 2))
HEX_IN_BASE64 = "Yjk0ZDI3Yjk5MzRkM2UwOGE1MmU1MmQ3ZGE3ZGFiZmFjNDg0ZWZlMzdhNTM4MGVlOTA4OGY3YWNlMmVmY2RlOQ=="
"""printf HEX | base64 -w0"""

KEY = (
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuU0nuZNNPgilLlLX2n2rsSE7"
    "N6U4DukIj3rOLvzekuU0nuZNNPgilLlLX2n2rsSE7N6U4DukIj3rOLvzeg=="
)
PIN = Pin(bytes.fromhex(HEX))


@pytest.mark.parametrize(
    ("raw", "shape", "meant"),
    [
        (BASE64, Shape.PIN, PIN),
        ("", Shape.EMPTY, None),
        ("  ", Shape.EMPTY, None),
        (f"sha256/{BASE64}", Shape.PREFIXED, PIN),
        (f"sha256//{BASE64}", Shape.PREFIXED, PIN),
        (f'pin-sha256="{BASE64}"', Shape.PREFIXED, PIN),
        (f"SHA256:{HEX}", Shape.PREFIXED, PIN),
        (f" {BASE64}\n", Shape.BLANKS, PIN),
        (f"{BASE64[:20]}\n  {BASE64[20:]}", Shape.BLANKS, PIN),
        (BASE64[:-1], Shape.UNPADDED, PIN),
        (BASE64.replace("+", "-").replace("/", "_"), Shape.URL_SAFE, PIN),
        (HEX, Shape.HEX, PIN),
        (HEX.upper(), Shape.HEX, PIN),
        (HEX_IN_BASE64, Shape.HEX, PIN),
        (COLONS, Shape.FINGERPRINT, None),
        ("sha1/2jmj7l5rSw0yVb/vlWAYkK/YBwk=", Shape.SHA1, None),
        ("2jmj7l5rSw0yVb/vlWAYkK/YBwk=", Shape.SHA1, None),
        (KEY, Shape.KEY, None),
        ("-----BEGIN PUBLIC KEY-----\nMFkw", Shape.KEY, None),
        ("uU0nuZNNPgil", Shape.LENGTH, None),
        ("not a pin", Shape.UNREADABLE, None),
        ("\u202e" * 44, Shape.UNREADABLE, None),
    ],
    ids=str,
)
def test_shapes(raw: str, shape: Shape, meant: Pin | None) -> None:
    """Each spelling is told by name, and the pin that was meant is found where it can be."""
    found = spell(raw)
    assert (found.shape, found.meant) == (shape, meant)
    assert found.clause.isprintable()
    assert bool(found.hint) is (shape is not Shape.PIN)


def test_an_ordinary_pin_has_no_problem() -> None:
    """What the client decodes is kept, with its line."""
    pin, problems = written_pin(BASE64, PIN, 7)
    assert (pin.raw, pin.pin, pin.problem, pin.line) == (BASE64, PIN, "", 7)
    assert problems == ()


@pytest.mark.parametrize("raw", ["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "A" * 43 + "=", "B" * 43 + "="])
def test_dead_values_are_named(raw: str) -> None:
    """The hash of nothing and placeholders are pins to the client, and protect nobody."""
    decoded = strict_base64(raw)
    pin, problems = written_pin(raw, Pin(decoded) if decoded else None, 3)
    assert pin.pin is not None
    assert [(p.code, p.severity, p.line, p.crash) for p in problems] == [("dead-pin", Severity.ERROR, 3, False)]


@pytest.mark.parametrize("crash", [False, True])
def test_hex_says_what_was_meant(crash: bool) -> None:
    """Hexadecimal digits in a base64 slot: the problem names them and gives the base64."""
    pin, problems = written_pin(HEX, None, 2, crash=crash)
    assert pin.pin is None
    assert pin.problem == "it is 64 hexadecimal digits"
    (problem,) = problems
    assert (problem.code, problem.crash, problem.line) == ("hex-pin", crash, 2)
    assert BASE64 in problem.hint


def test_long_and_hostile_text_is_cut_and_escaped() -> None:
    """At most 200 characters are kept, and none that a terminal obeys."""
    pin, _ = written_pin("\x1b[2J" * 1_000, None)
    assert len(pin.raw) < 1_000
    assert "\x1b" not in pin.raw


def test_duplicates_are_told_once_each() -> None:
    """The second of two equal pins is named at its line."""
    first, second, other = (
        written_pin(BASE64, Pin(bytes(i * [1] + (32 - i) * [2])), line)[0] for i, line in ((3, 1), (3, 2), (4, 3))
    )
    assert [(p.code, p.line) for p in duplicate_pins((first, second, other))] == [("duplicate-pin", 2)]
