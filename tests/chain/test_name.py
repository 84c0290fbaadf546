"""Distinguished names: what people call them, all attributes, and what is odd."""

import pytest
from chain.building import attribute, common_name, name, sequence
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.der import SET, encode
from inspector.chain.name import MAX_ATTRIBUTES, parse_name

CN, ORG, OU, C = "550403", "55040a", "55040b", "550406"


def utf8(text: str) -> bytes:
    """Return a UTF8String."""
    return encode(0x0C, text.encode())


def test_a_name_reads_from_the_most_specific() -> None:
    """Attributes stand in encoded order, the full text in the reverse (RFC 4514, section 2.1)."""
    parsed = parse_name(
        name(
            attribute(C, encode(0x13, b"US")),
            attribute(ORG, encode(0x13, b"Let's Encrypt")),
            attribute(CN, encode(0x13, b"R11")),
        )
    )
    assert parsed.full == "CN=R11, O=Let's Encrypt, C=US"
    assert parsed.attributes == (("C", "US"), ("O", "Let's Encrypt"), ("CN", "R11"))
    assert parsed.readable == "R11"
    assert parsed.value("O") == "Let's Encrypt"
    assert parsed.value("L") is None
    assert parsed.problems == ()
    assert parsed.omitted == 0


@pytest.mark.parametrize(
    ("attributes", "readable"),
    [
        ([], "(empty)"),
        ([(ORG, "Org"), (C, "DE")], "Org"),
        ([(OU, "Unit"), (C, "DE")], "Unit"),
        ([(C, "DE")], "DE"),
        ([(CN, "first"), (CN, "last")], "last"),
        ([(ORG, "Org"), (CN, "")], "Org"),
        ([(ORG, "Org"), (CN, "  ")], "Org"),
    ],
)
def test_a_name_is_called_by_its_best_attribute(attributes: list[tuple[str, str]], readable: str) -> None:
    """Common name, organisation, unit, anything, in this order."""
    assert parse_name(name(*(attribute(oid, utf8(text)) for oid, text in attributes))).readable == readable


def test_values_with_separators_are_quoted() -> None:
    """A value cannot pretend to be another attribute."""
    parsed = parse_name(name(attribute(ORG, utf8('Bad, CN="good.example"'))))
    assert parsed.full == 'O="Bad, CN=\\"good.example\\""'


def test_several_attributes_in_one_part_are_joined() -> None:
    """A multi-valued part is written with plus signs."""
    both = encode(SET, attribute(CN, utf8("a")) + attribute(ORG, utf8("b")))
    parsed = parse_name(sequence(both))
    assert parsed.full == "CN=a + O=b"
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("der", "problem"),
    [
        (name(attribute(CN, encode(0x03, b"\0x"))), "CN cannot be read: it is a BIT STRING, not text"),
        (name(attribute(CN, encode(0x0C, b"\xff"))), "CN cannot be read: its bytes are not those of a UTF8String"),
        (name(attribute(CN, encode(0x13, b"a@b"))), "CN has characters that a PrintableString may not hold"),
        (name(attribute(CN, utf8("a\0b"))), "CN holds a NUL character"),
        (name(attribute("80", utf8("a"))), "the type of an attribute cannot be read"),
        (name(b""), "a part of it has no attribute"),
        (name(utf8("a")), "a part of it is not an attribute with a value"),
        (sequence(utf8("a")), "a part of it is not an attribute with a value"),
        (name(b"\x30\x05a"), "a part of it is not an attribute with a value"),
        (encode(0x31, b""), "the name has the tag 0x31 instead of 0x30"),
        (common_name("a")[:-1], "a value is longer than the bytes around it"),
        (sequence(encode(SET, attribute(CN, utf8("a")) * 2)), "CN stands twice in one part of it"),
    ],
)
def test_odd_names_say_what_is_odd(der: bytes, problem: str) -> None:
    """Each kind of oddness is one clause."""
    assert any(text.startswith(problem) for text in parse_name(der).problems)


def test_what_stands_beside_a_broken_attribute_is_read() -> None:
    """One broken part does not hide the others."""
    der = sequence(encode(SET, b"\x30\x05a"), encode(SET, attribute(CN, utf8("a"))), encode(SET, b"\x30\x00"))
    parsed = parse_name(der)
    assert parsed.readable == "a"
    assert [label for label, _ in parsed.attributes] == ["unreadable", "CN", "unreadable"]


def test_only_a_nul_makes_a_name_hold_one() -> None:
    """The written escape of a NUL is not a NUL, and neither are the zeros of a BMPString."""
    assert parse_name(common_name("a\0b")).holds_nul
    assert not parse_name(common_name("a\\x00b")).holds_nul
    assert not parse_name(name(attribute(CN, encode(0x1E, "ab".encode("utf-16-be"))))).holds_nul


def test_endless_names_are_counted() -> None:
    """Beyond a bound attributes are counted, in one part and over many."""
    for der in (
        name(*(attribute(OU, utf8(f"unit {number}")) for number in range(150))),
        sequence(encode(SET, b"".join(attribute(OU, utf8(f"unit {number}")) for number in range(150)))),
    ):
        parsed = parse_name(der)
        assert len(parsed.attributes) == MAX_ATTRIBUTES
        assert parsed.omitted == 50
        assert "more" in parsed.full


def test_long_names_are_cut() -> None:
    """A name of huge values stays short enough for a screen, and says so."""
    parsed = parse_name(name(*(attribute(OU, utf8("x" * 5_000)) for _ in range(20))))
    assert parsed.value("OU") == "x" * 1_000 + "… +4000"
    assert len(parsed.full) < 4_100


@given(st.lists(st.tuples(st.sampled_from([CN, ORG, OU]), st.text(max_size=30)), max_size=6))
def test_any_texts_are_kept_in_order(attributes: list[tuple[str, str]]) -> None:
    """Every attribute comes back with its label, in its order."""
    encodable = [(oid, text) for oid, text in attributes if text.isprintable()]
    parsed = parse_name(name(*(attribute(oid, utf8(text)) for oid, text in encodable)))
    labels = {CN: "CN", ORG: "O", OU: "OU"}
    assert [label for label, _ in parsed.attributes] == [labels[oid] for oid, _ in encodable]
    values = [value for _, value in parsed.attributes]
    assert all(value == text for value, (_, text) in zip(values, encodable, strict=True) if text.isascii())
