"""The reader of tags and lengths takes what DER allows and names what it does not."""

from datetime import UTC, datetime

import pytest
from chain.building import certificate, dns_names
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.der import DerError, cut_certificate, encode, read, sole, values
from inspector.chain.oids import dotted
from inspector.chain.primitive import bounded_hex, decode_integer, decode_text, decode_time, tag_name


@given(st.sampled_from([0x02, 0x04, 0x30, 0x82, 0xA3]), st.binary(max_size=400))
def test_what_is_encoded_is_read(tag: int, content: bytes) -> None:
    """A value that was encoded comes back, alone and beside another."""
    data = encode(tag, content)
    assert read(data, 0, len(data)) == (tag, len(data) - len(content), len(data))
    assert sole(data, tag, "it") == content
    assert values(data + encode(0x05, b"")) == [(tag, content), (0x05, b"")]


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 65_535, 65_536])
def test_lengths_are_written_in_the_shortest_form(size: int) -> None:
    """The header is what X.690 asks for at each border."""
    header = encode(0x04, bytes(size))[:-size] if size else encode(0x04, b"")
    shortest = {0: "0400", 1: "0401", 127: "047f", 128: "048180", 255: "0481ff", 256: "04820100", 65_535: "0482ffff"}
    assert header.hex() == shortest.get(size, "0483010000")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "end where a value should begin"),
        ("30", "end where a value should begin"),
        ("3080", "indefinite"),
        ("3085000000000100", "5 octets"),
        ("3003aabb", "longer than the bytes around it"),
        ("308301", "longer than the bytes around it"),
        ("1f8101", "long form"),
        ("30ff", "127 octets"),
    ],
)
def test_broken_values_are_named(data: str, reason: str) -> None:
    """Each way to break a header has its own words."""
    octets = bytes.fromhex(data)
    with pytest.raises(DerError, match=reason):
        read(octets, 0, len(octets))


def test_a_value_must_be_all_there_is() -> None:
    """Another tag, and bytes behind it, are named."""
    with pytest.raises(DerError, match="the list has the tag 0x04 instead of 0x30"):
        sole(b"\x04\x00", 0x30, "the list")
    with pytest.raises(DerError, match="3 bytes follow the list"):
        sole(b"\x30\x00abc", 0x30, "the list")


def test_the_key_is_found_where_it_stands() -> None:
    """The offset of the key is its place in the bytes."""
    der = certificate(dns_names("a.example"))
    parts = cut_certificate(der)
    assert der[parts.spki_offset : parts.spki_offset + len(parts.spki)] == parts.spki
    assert parts.tail_problem is None


@given(st.binary(max_size=200))
def test_any_bytes_are_cut_or_refused(data: bytes) -> None:
    """Nothing but DerError is raised."""
    try:
        parts = cut_certificate(data)
    except DerError:
        return
    assert parts.spki in data


def test_depth_does_not_matter() -> None:
    """100,000 nested values cost no recursion."""
    deep = b""
    for _ in range(2_000):
        deep = encode(0x30, deep)
    deep = deep * 50
    assert cut_certificate(certificate(spki=encode(0x30, deep))).spki == encode(0x30, deep)


@pytest.mark.parametrize(
    ("octets", "oid"),
    [
        ("2a864886f70d01010b", "1.2.840.113549.1.1.11"),
        ("550403", "2.5.4.3"),
        ("813403", "2.100.3"),
        ("883703", "2.999.3"),
        ("00", "0.0"),
        ("27", "0.39"),
        ("4f", "1.39"),
        ("0992268993f22c640119", "0.9.2342.19200300.100.1.25"),
    ],
)
def test_object_identifiers_are_dotted(octets: str, oid: str) -> None:
    """The first octet holds two arcs (X.690, section 8.19)."""
    assert dotted(bytes.fromhex(octets)) == oid


@pytest.mark.parametrize("octets", ["", "80", "2a86", "2a8001", "2a" * 65])
def test_broken_object_identifiers_are_refused(octets: str) -> None:
    """Empty, cut off, not minimal and too long ones are refused."""
    with pytest.raises(DerError, match="object identifier"):
        dotted(bytes.fromhex(octets))


@pytest.mark.parametrize(
    ("tag", "octets", "moment"),
    [
        (0x17, b"491231235959Z", datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (0x17, b"500101000000Z", datetime(1950, 1, 1, tzinfo=UTC)),
        (0x17, b"240229120000Z", datetime(2024, 2, 29, 12, tzinfo=UTC)),
        (0x18, b"20500101000000Z", datetime(2050, 1, 1, tzinfo=UTC)),
    ],
)
def test_times_are_read(tag: int, octets: bytes, moment: datetime) -> None:
    """Two-digit years turn at 50 (RFC 5280, section 4.1.2.5.1)."""
    assert decode_time(tag, octets) == moment


@pytest.mark.parametrize(
    ("tag", "octets", "reason"),
    [
        (0x17, b"230229000000Z", "“230229000000Z”, which no calendar has"),
        (0x17, b"250101000060Z", "no calendar has"),
        (0x17, b"2501010000Z", "not a time as certificates write it"),
        (0x17, b"250101000000", "not a time as certificates write it"),
        (0x17, b"2501010000\xb2\xb3Z", "not a time as certificates write it"),
        (0x18, b"00000101000000Z", "before 1900"),
        (0x17, b"\x1b[2J", r"“\\x1b\[2J”"),
        (0x18, b"9" * 5_000, "“9{40}”"),
        (0x02, b"\x01", "an INTEGER, not a time"),
        (0x9F, b"", "a value with the tag 0x9f, not a time"),
    ],
)
def test_other_times_are_quoted(tag: int, octets: bytes, reason: str) -> None:
    """What is no time is quoted, visible and short."""
    with pytest.raises(DerError, match=reason):
        decode_time(tag, octets)


@pytest.mark.parametrize(("octets", "number"), [("00", 0), ("7f", 127), ("0080", 128), ("80", -128), ("ff", -1)])
def test_numbers_are_signed(octets: str, number: int) -> None:
    """INTEGER is two's complement (X.690, section 8.3)."""
    assert decode_integer(bytes.fromhex(octets)) == number


@pytest.mark.parametrize("octets", ["", "0000", "007f", "ffff", "ff80"])
def test_numbers_must_be_shortest(octets: str) -> None:
    """Empty and padded numbers are refused."""
    with pytest.raises(DerError, match="number"):
        decode_integer(bytes.fromhex(octets))


@pytest.mark.parametrize(
    ("tag", "octets", "text"),
    [
        (0x0C, "é".encode(), "é"),
        (0x13, b"abc", "abc"),
        (0x14, b"\xe9", "é"),
        (0x1E, "中".encode("utf-16-be"), "中"),
        (0x1C, "中".encode("utf-32-be"), "中"),
        (0x0C, b"\x1b[m", "\\x1b[m"),
    ],
)
def test_strings_are_visible(tag: int, octets: bytes, text: str) -> None:
    """Each kind of string has its charset."""
    assert decode_text(tag, octets) == text


@pytest.mark.parametrize(
    ("tag", "octets", "reason"),
    [
        (0x0C, b"\xc0\x80", "not those of a UTF8String"),
        (0x16, b"\xe9", "not those of an IA5String"),
        (0x1E, b"abc", "not those of a BMPString"),
        (0x03, b"", "a BIT STRING, not text"),
    ],
)
def test_broken_strings_are_named(tag: int, octets: bytes, reason: str) -> None:
    """What breaks its charset, and what is no string, is named."""
    with pytest.raises(DerError, match=reason):
        decode_text(tag, octets)


def test_articles_are_right() -> None:
    """Names of types have their article."""
    assert [tag_name(tag) for tag in (0x02, 0x0C, 0x04, 0x30)] == [
        "an INTEGER",
        "a UTF8String",
        "an OCTET STRING",
        "a SEQUENCE",
    ]


def test_hexadecimal_says_what_was_left_out() -> None:
    """Bytes beyond the bound are counted."""
    assert bounded_hex(b"\xab\xcd") == "abcd"
    assert bounded_hex(bytes(65)) == "00" * 64 + "… (65 octets)"
