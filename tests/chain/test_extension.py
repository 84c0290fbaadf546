"""The list of extensions: flags, order and bounds, and that nothing in it breaks the reading."""

import pytest
from chain.building import certificate, dns_names, extension, sequence
from chain.extensions.parts import only
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.certificate import parse_certificate
from inspector.chain.der import encode
from inspector.chain.extension import SHOWN_LINES, read_extensions


@pytest.mark.parametrize(
    ("flag", "critical", "odd"), [(None, False, 0), (b"\xff", True, 0), (b"\0", False, 1), (b"\1", True, 1)]
)
def test_the_critical_flag_is_read(flag: bytes | None, critical: bool, odd: int) -> None:
    """True is true; anything written otherwise than DER does is named."""
    parsed = parse_certificate(certificate(extension("2a0304", b"", flag)))
    assert parsed.extensions[0].critical == critical
    assert len(parsed.problems) == odd


def test_the_first_of_two_extensions_counts() -> None:
    """A second one is shown, named as a problem, and changes nothing."""
    first = (extension("551d13", sequence()), extension("551d0f", b"\x03\x02\x07\x80"))
    second = (extension("551d13", sequence(b"\x01\x01\xff")), extension("551d0f", b"\x03\x02\x02\x04"))
    parsed = parse_certificate(certificate(*first, *second))
    assert not parsed.is_ca
    assert parsed.key_usages == ("digitalSignature",)
    assert [item.lines for item in parsed.extensions[2:]] == [("CA: yes",), ("keyCertSign",)]
    assert [problem.field for problem in parsed.problems] == ["basic constraints", "key usage"]


def test_an_extension_without_form_ends_the_list() -> None:
    """What was read before it stays."""
    said = read_extensions(sequence(dns_names("a.example"), sequence(b"\x05\x00")))
    assert [name.text for name in said.names] == ["a.example"]
    assert said.problems == [("extensions", "an extension has not the form that the standard gives it")]


def test_an_extension_with_a_broken_type_is_kept() -> None:
    """Its OID is shown as bytes."""
    said = read_extensions(sequence(extension("80", b"\x05\x00"), dns_names("a.example")))
    assert [item.name for item in said.items] == ["80", "Subject alternative names"]
    assert said.problems == [("extensions", "the type of one cannot be read: an object identifier is empty or cut off")]


def test_long_lists_are_counted() -> None:
    """An extension shows a hundred lines and counts the others."""
    found, parsed = only("551d11", sequence(*(encode(0x82, b"a%d.example" % number) for number in range(150))))
    assert len(parsed.names) == 150
    assert len(found.lines) == SHOWN_LINES + 1
    assert found.lines[-1] == "… and 50 more"


@given(st.binary(max_size=80))
def test_any_bytes_are_extensions_of_some_kind(data: bytes) -> None:
    """Nothing is raised, whatever stands in the list or in one of its entries."""
    read_extensions(data)
    for oid in ("551d11", "551d13", "551d0f", "551d25", "551d1e", "551d20", "551d1f", "551d23", "2b06010505070101"):
        said = read_extensions(sequence(extension(oid, data), extension(oid, encode(0x30, data))))
        assert len(said.items) == 2
        assert all(item.lines for item in said.items)
