"""Whole certificates: what is read, and what becomes of fields that are wrong on purpose."""

import base64
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from chain import building
from chain.building import certificate, common_name, dns_names, extension, sequence
from chain.calm import faults
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.certificate import MAX_PROBLEMS, NotACertificate, Problem, parse_certificate
from inspector.chain.container import read_certificates
from inspector.chain.der import INTEGER, OCTET_STRING, encode, read
from inspector.chain.extension import MAX_EXTENSIONS

DATA = Path(__file__).parent.parent / "data"
BY_OPENSSL: list[dict[str, Any]] = json.loads((DATA / "cert_openssl.json").read_text())["certificates"]


def test_an_ordinary_certificate_says_everything() -> None:
    """A P-256 certificate made by openssl has no problem, and every field is there."""
    (der,) = read_certificates(next(entry["pem"] for entry in BY_OPENSSL if entry["name"] == "p256").encode())
    parsed = parse_certificate(der)
    assert parsed.problems == ()
    assert parsed.version == 3
    assert parsed.subject.readable == "p256.bank.test"
    assert parsed.subject.full == 'CN=p256.bank.test, O="Example, Inc.", C=DE'
    assert parsed.is_self_issued
    assert parsed.is_ca
    assert parsed.path_length is None
    assert parsed.key.label == "EC P-256"
    assert parsed.key_usages == ("digitalSignature", "keyCertSign")
    assert parsed.extended_usages == ("serverAuth", "clientAuth")
    assert parsed.signature == "SHA256 with ECDSA"
    assert [item.name for item in parsed.extensions if item.critical] == ["Basic constraints", "Key usage"]
    assert all(item.decoded for item in parsed.extensions)
    assert not parsed.holds_nul


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Random bytes raise NotACertificate at most."""
    try:
        found = faults(parse_certificate(data))
    except NotACertificate as error:
        found = [] if str(error).startswith("this is no certificate: ") else [str(error)]
    assert found == []


der_values = st.recursive(
    st.tuples(st.sampled_from([2, 3, 4, 5, 6, 12, 19, 22, 23, 24, 30, 0x80, 0x82, 0x86, 0x87]), st.binary(max_size=40)),
    lambda inner: st.tuples(
        st.sampled_from([0x30, 0x31, 0xA0, 0xA3, 0xA4]),
        st.lists(inner, max_size=5).map(lambda parts: b"".join(encode(tag, content) for tag, content in parts)),
    ),
    max_leaves=25,
).map(lambda value: encode(*value))


@given(der_values, der_values, der_values, st.binary(max_size=60))
def test_any_fields_are_read(subject: bytes, spki: bytes, inner: bytes, validity: bytes) -> None:
    """Whatever stands in subject, key, dates and extensions, the certificate is read and its pin is there."""
    lists = [extension(oid, inner) for oid in ("551d11", "551d13", "551d0f", "551d25", "551d1e", "551d20", "551d1f")]
    more = [extension(oid, inner) for oid in ("2b06010505070101", "2b06010401d679020402", "551d23", "2b06010505070118")]
    data = certificate(
        *lists,
        *more,
        subject=encode(0x30, subject),
        spki=encode(0x30, spki),
        validity=validity,
        algorithm=encode(0x30, inner),
    )
    assert faults(parse_certificate(data)) == []


def test_problems_are_counted_beyond_a_bound() -> None:
    """A certificate with hundreds of odd extensions names fifty problems and counts the others."""
    odd = [extension(f"2a03{number // 100:02x}{number % 100:02x}", b"", b"\x01") for number in range(200)]
    problems = parse_certificate(certificate(*odd)).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1] == Problem("structure", "150 more things are odd")


def test_extensions_are_counted_beyond_a_bound() -> None:
    """Of thousands of extensions the first are read and the others counted."""
    many = [extension("2a03" + f"{number // 100 + 1:02x}{number % 100:02x}", b"\5\0") for number in range(2_100)]
    parsed = parse_certificate(certificate(*many))
    assert len(parsed.extensions) == MAX_EXTENSIONS
    assert Problem("extensions", "there are 100 more, which are not read") in parsed.problems


def test_a_serial_of_any_size_is_hexadecimal() -> None:
    """The serial's octets stand as they are, at least two digits; a huge one is cut and says its size."""
    assert parse_certificate(certificate(serial=b"\x00")).serial == "00"
    assert parse_certificate(certificate(serial=b"\x00\xc0\xff\xee")).serial == "00c0ffee"
    assert parse_certificate(certificate(serial=b"\xff")).serial == "ff"
    assert parse_certificate(certificate(serial=b"\x7f" * 9_000)).serial.endswith("… (9,000 octets)")
    empty = parse_certificate(certificate(serial=b""))
    assert empty.serial == "00"
    assert empty.problems == (Problem("serial number", "a number has no octets"),)


@pytest.mark.parametrize(
    ("validity", "fields"),
    [
        (b"", {"not before", "not after"}),
        (encode(0x17, b"250101000000Z"), {"not after"}),
        (encode(0x17, b"250101000000Z") * 3, {"validity"}),
        (b"\x17\x99", {"validity"}),
    ],
)
def test_missing_dates_are_named(validity: bytes, fields: set[str]) -> None:
    """A date that is not there is None, and the problem says which."""
    parsed = parse_certificate(certificate(validity=validity))
    assert {problem.field for problem in parsed.problems} == fields
    if "not before" in fields:
        assert parsed.not_before is None


def test_dates_up_to_the_year_9999_are_read() -> None:
    """The date that means no end at all is a date (RFC 5280, section 4.1.2.5)."""
    parsed = parse_certificate(certificate(validity=encode(0x17, b"500101000000Z") + encode(0x18, b"99991231235959Z")))
    assert parsed.not_before == datetime(1950, 1, 1, tzinfo=UTC)
    assert parsed.not_after == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert parsed.problems == ()


def test_what_stands_behind_the_key_may_be_broken() -> None:
    """A broken tail leaves the pin and a problem."""
    whole = parse_certificate(certificate(dns_names("a.example")))
    for tail in ([b"\xa3\x05\x30"], [encode(INTEGER, b"\1")], [encode(0xA3, b"\x30\x02\x05\x00")]):
        parsed = parse_certificate(certificate(tail=tail))
        assert parsed.pin == whole.pin
        assert parsed.names == ()
        assert parsed.problems != ()


def test_bytes_behind_the_certificate_are_named() -> None:
    """Trailing bytes do not hide the certificate."""
    data = certificate(dns_names("a.example"))
    parsed = parse_certificate(data + b"xx")
    assert parsed.problems == (Problem("structure", "2 bytes follow the certificate"),)
    assert parsed.pin == parse_certificate(data).pin


def test_a_missing_signature_is_named() -> None:
    """A certificate without signature keeps its pin."""
    signed = certificate(dns_names("a.example"))
    _, start, stop = read(signed, 0, len(signed))
    _, _, end = read(signed, start, stop)
    parsed = parse_certificate(encode(0x30, signed[start:end]))
    assert [problem.field for problem in parsed.problems] == ["structure"]
    assert [name.text for name in parsed.names] == ["a.example"]


def test_duplicates_in_the_extensions_spoil_the_names() -> None:
    """Names that stand in two extensions are all shown, and no host is matched against them."""
    parsed = parse_certificate(certificate(dns_names("a.example"), dns_names("b.example")))
    assert [(name.text, name.matchable) for name in parsed.names] == [("a.example", False), ("b.example", False)]


def test_version_one_is_the_default() -> None:
    """A certificate without version is of version 1."""
    parsed = parse_certificate(certificate(version=b""))
    assert parsed.version == 1
    assert parsed.problems == ()


@pytest.mark.parametrize("octets", [b"", b"\x00\x01", b"\x7f" * 30, b"\xff\xff"])
def test_absurd_versions_are_problems(octets: bytes) -> None:
    """A version that is no small number is named."""
    parsed = parse_certificate(certificate(version=encode(0xA0, encode(INTEGER, octets))))
    assert {problem.field for problem in parsed.problems} == {"version"}


def test_other_files_are_no_certificates() -> None:
    """A request, a public key, a revocation list and a private key have no subject, dates and key in their places."""
    request = sequence(
        sequence(encode(INTEGER, b"\0"), common_name("a"), building.P256), building.ECDSA, encode(3, b"\0x")
    )
    revocation = sequence(
        sequence(encode(INTEGER, b"\1"), building.ECDSA, common_name("a"), encode(0x17, b"250101000000Z")),
        building.ECDSA,
        encode(3, b"\0x"),
    )
    private = sequence(encode(INTEGER, b"\0"), building.ECDSA, encode(OCTET_STRING, b"secret"))
    for data in (request, revocation, private, building.P256):
        with pytest.raises(NotACertificate):
            parse_certificate(data)


def test_reading_an_ordinary_certificate_loads_no_library() -> None:
    """Neither cryptography nor OpenSSL is imported, whose loading would cost most of a short command's time."""
    pem = next(entry["pem"] for entry in BY_OPENSSL if entry["name"] == "p256")
    code = (
        "import base64, sys; from inspector.chain.certificate import parse_certificate;"
        "print(parse_certificate(base64.b64decode(sys.argv[1])).pin);"
        "print([name for name in ('cryptography', 'OpenSSL', 'ssl', 'socket') if name in sys.modules])"
    )
    (der,) = read_certificates(pem.encode())
    command = [sys.executable, "-c", code, base64.b64encode(der).decode()]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert output.splitlines() == [str(parse_certificate(der).pin), "[]"]
