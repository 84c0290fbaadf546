"""Pins in every spelling, and the values that protect nobody."""

import base64
import contextlib
import hashlib

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from inspector.chain.pin import Pin, PinError, dead_reason, parse_pin

DIGEST = hashlib.sha256(b"key").digest()
BASE64 = "LHDhK3oGRvkiefQnx7OOczTY5Tic/xZ6HcMOc/gmtoM="
"""Printed by `printf key | openssl dgst -sha256 -binary | base64`."""


def test_the_pin_is_the_sha_256_of_the_key() -> None:
    """The three spellings of a pin are those of the digest."""
    pin = Pin.of(b"key")
    assert pin.digest == DIGEST
    assert str(pin) == "sha256/" + base64.b64encode(DIGEST).decode()
    assert pin.hex == DIGEST.hex()
    assert len(pin.base64) == 44


@given(st.binary(min_size=32, max_size=32))
@example(b"\xff" * 31 + b"\x01")
@example(b"\xfc" + b"\x11" * 31)
@example(b"\xfb\xef" + b"\xbe" * 29 + b"\x00")
def test_every_spelling_reads_back(digest: bytes) -> None:
    """A pin is the same however clients spell it."""
    pin = Pin(digest)
    assume(dead_reason(pin) is None)
    colons = ":".join(pin.hex[at : at + 2] for at in range(0, 64, 2))
    urlsafe = base64.urlsafe_b64encode(digest).decode()
    for text in (
        str(pin),
        f'"{pin}",',
        f"'{pin}';",
        f"sha256//{pin.base64}",
        f"sha256:{pin.base64}",
        f"SHA-256/{pin.base64}",
        pin.base64,
        pin.base64.rstrip("="),
        urlsafe,
        f'pin-sha256="{pin.base64}"',
        f"  {pin.base64}\n",
        pin.hex,
        pin.hex.upper(),
        colons,
        f"3 1 1 {pin.hex}",
        f"2 1 1 {pin.hex[:32]} {pin.hex[32:]}",
    ):
        assert parse_pin(text) == pin, text


def test_a_slash_may_begin_the_base64() -> None:
    """A pin whose base64 begins with slashes is the same with OkHttp's one slash and with curl's two."""
    for count in (1, 2, 3):
        encoded = "/" * count + "A" * (42 - count) + "8="
        pin = Pin(base64.b64decode(encoded))
        assert parse_pin(f"sha256/{encoded}") == pin
        assert parse_pin(f"sha256//{encoded}") == pin
        assert parse_pin(encoded) == pin


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no pin"),
        ("sha256/", "no pin"),
        ("sha1/AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "SHA-1"),
        ("hello world", "not base64"),
        ("sha256/" + "é" * 44, "not base64"),
        ("QUJD", "3 bytes"),
        ("A" * 60, "45 bytes"),
        ("ab" * 31, "bytes, a SHA-256 pin has 32"),
        ("3 0 1 " + "ab" * 32, "TLSA"),
        ("3 1 2 " + "ab" * 64, "TLSA"),
    ],
)
def test_other_texts_are_refused_with_the_reason(text: str, reason: str) -> None:
    """What is no pin is refused, in words that say what is wrong and what to try."""
    with pytest.raises(PinError, match=reason) as caught:
        parse_pin(text)
    assert caught.value.reason
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "hash of nothing"),
        ("fwza0LRMXouZHRC8Ei+4PyuldPDcf3UKgO/04cDM1oE=", "example in Android's documentation"),
        ("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "all zeros"),
        ("sha256/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=", "one character over and over"),
        ("sha256/XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX=", "one character over and over"),
        ("sha256/" + "/" * 42 + "8=", "one byte repeated"),
        ("ff" * 32, "one byte repeated"),
        ("00" * 32, "all zeros"),
        ("ab" * 32, "one byte repeated"),
    ],
)
def test_dead_pins_are_refused_with_the_reason(text: str, reason: str) -> None:
    """The hash of nothing and placeholders are refused: no key has them."""
    with pytest.raises(PinError, match=reason):
        parse_pin(text)


@given(st.binary(max_size=200))
def test_no_ordinary_key_has_a_dead_pin(key: bytes) -> None:
    """Only the hash of nothing is dead among hashes."""
    assert (dead_reason(Pin.of(key)) is not None) == (key == b"")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but PinError is raised."""
    with contextlib.suppress(PinError):
        assert len(parse_pin(text).digest) == 32


def test_a_fixed_value_is_that_of_openssl() -> None:
    """The spelling equals what the shell prints for the same bytes."""
    assert Pin.of(b"key").base64 == BASE64
