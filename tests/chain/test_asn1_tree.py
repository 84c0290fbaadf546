"""Any DER value as a tree of lines."""

import subprocess

import pytest
from chain.building import certificate, dns_names, sequence
from hypothesis import given
from hypothesis import strategies as st
from testdata import shared

from inspector.chain.asn1_tree import MAX_DEPTH, MAX_LINES, tree_lines
from inspector.chain.der import encode


def test_values_are_named_and_indented() -> None:
    """Each kind of value has its own words, and what stands inside is two spaces further."""
    der = sequence(
        encode(0x01, b"\xff"),
        encode(0x02, b"\xff\x01"),
        encode(0x03, b"\x07\x80"),
        encode(0x04, sequence(encode(0x05, b""))),
        encode(0x04, b"\x01\x02"),
        encode(0x06, bytes.fromhex("2b06010505070301")),
        encode(0x06, b"\x2a\x03"),
        encode(0x0C, "né\u202e".encode()),
        encode(0x17, b"261124120000Z"),
        encode(0x31, b""),
        encode(0x86, b"http://a.test/"),
        encode(0x82, b"\x00\x01"),
        encode(0xA0, encode(0x0A, b"\x05")),
        encode(0x02, b"\x7f" * 9),
    )
    assert tree_lines(der) == (
        "SEQUENCE",
        "  BOOLEAN true",
        "  INTEGER -255",
        "  BIT STRING 0780",
        "  OCTET STRING",
        "    SEQUENCE",
        "      NULL",
        "  OCTET STRING 0102",
        "  OBJECT IDENTIFIER 1.3.6.1.5.5.7.3.1 (serverAuth)",
        "  OBJECT IDENTIFIER 1.2.3",
        "  UTF8String “né\\u{202e}”",
        "  UTCTime 2026-11-24 12:00:00 UTC",
        "  SET",
        "  [6] “http://a.test/”",
        "  [2] 0001",
        "  [0]",
        "    ENUMERATED 5",
        "  INTEGER 7f7f7f7f7f7f7f7f7f",
    )


def test_broken_values_are_shown_as_far_as_they_go() -> None:
    """What cannot be read stands as hexadecimal with the reason."""
    assert tree_lines(b"\x30\x05\x02\x01\x07\x02\x09") == (
        "SEQUENCE",
        "  INTEGER 7",
        "  0209: a value is longer than the bytes around it",
    )
    assert tree_lines(b"") == ()


def test_depth_and_length_are_bounded() -> None:
    """A tree is never longer than its limit, nor deeper, and says what is left."""
    deep = b"\x05\x00"
    for _ in range(2_000):
        deep = encode(0x30, deep)
    lines = tree_lines(deep)
    assert len(lines) == MAX_DEPTH
    assert all(len(line) < 200 for line in lines)
    wide = tree_lines(sequence(*[b"\x05\x00"] * 5_000))
    assert len(wide) == MAX_LINES + 1
    assert wide[-1] == "… and 9,602 more bytes"


def test_the_tree_of_a_certificate_agrees_with_openssl() -> None:
    """Tags and depths of the values are those that `openssl asn1parse` prints."""
    path = shared("testdata", "cryptography-vectors/x509__cryptography.io.precert.pem")
    done = subprocess.run(["openssl", "asn1parse", "-in", path], capture_output=True, text=True, check=True)
    theirs = [int(line.partition("d=")[2][:2]) for line in done.stdout.splitlines()]
    der = subprocess.run(["openssl", "x509", "-in", path, "-outform", "der"], capture_output=True, check=True).stdout
    ours = [(len(line) - len(line.lstrip())) // 2 for line in tree_lines(der)]
    assert len(theirs) > 50
    assert [depth for depth in ours if depth <= 1] == [depth for depth in theirs if depth <= 1]
    assert len(ours) >= len(theirs)


@given(st.binary(max_size=200))
def test_nothing_is_raised(data: bytes) -> None:
    """Any bytes give visible lines."""
    for der in (data, encode(0x30, data), certificate(dns_names("a")) + data):
        assert all(line.isprintable() for line in tree_lines(der))


@pytest.mark.parametrize("tag", [0x1E, 0x1C, 0x13, 0x16, 0x14, 0x1B, 0x07, 0x09, 0x0D])
def test_strings_of_every_kind(tag: int) -> None:
    """A string is text where its charset allows it, and hexadecimal else."""
    line = tree_lines(encode(tag, b"\xff\xfe\xfd"))[0]
    assert line.isprintable()
    assert "fffefd" in line or "“" in line
