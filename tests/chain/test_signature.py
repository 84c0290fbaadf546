"""Signature algorithms by the names that people use."""

import pytest
from chain.building import certificate, sequence

from inspector.chain.certificate import parse_certificate
from inspector.chain.der import encode
from inspector.chain.signature import read_signature

RSA, PSS = "2a864886f70d0101", "06092a864886f70d01010a"


def algorithm(oid: str, parameters: bytes = b"") -> bytes:
    """Return an AlgorithmIdentifier with its OID's octets in hexadecimal."""
    return sequence(encode(6, bytes.fromhex(oid)), parameters)


def pss(digest: str) -> bytes:
    """Return RSASSA-PSS with a hash given by its OID's octets in hexadecimal."""
    hashed = sequence(encode(6, bytes.fromhex(digest)))
    return sequence(bytes.fromhex(PSS), sequence(encode(0xA0, hashed)))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (algorithm(RSA + "0b", b"\x05\x00"), "SHA256 with RSA"),
        (algorithm(RSA + "0b"), "SHA256 with RSA"),
        (algorithm(RSA + "05", b"\x05\x00"), "SHA1 with RSA"),
        (algorithm(RSA + "04", b"\x05\x00"), "MD5 with RSA"),
        (algorithm("2a8648ce3d040303"), "SHA384 with ECDSA"),
        (algorithm("2b6570"), "Ed25519"),
        (algorithm("608648016503040312"), "ML-DSA-65"),
        (algorithm("2a0304"), "1.2.3.4"),
        (pss("608648016503040201"), "SHA256 with RSASSA-PSS"),
        (pss("608648016503040203"), "SHA512 with RSASSA-PSS"),
        (sequence(bytes.fromhex(PSS), sequence()), "SHA1 with RSASSA-PSS"),
    ],
)
def test_algorithms_have_names(data: bytes, name: str) -> None:
    """The hash stands in front, also where it is a parameter; unknown ones are their OID."""
    problems: list[str] = []
    assert read_signature(data, data, problems) == name
    assert problems == []


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (algorithm("2a8648ce3d040302", b"\x05\x00"), "SHA256 with ECDSA", "none may stand there"),
        (algorithm("2b6570", b"\x05\x00"), "Ed25519", "none may stand there"),
        (algorithm(RSA + "0b", b"\x06\x01\x2a"), "SHA256 with RSA", "other than NULL"),
        (sequence(bytes.fromhex(PSS)), "SHA1 with RSASSA-PSS", "without its parameters"),
        (sequence(bytes.fromhex(PSS), b"\x04\x00"), "unknown hash with RSASSA-PSS", "cannot be read"),
        (sequence(bytes.fromhex(PSS), sequence(b"\xa0\x00")), "unknown hash with RSASSA-PSS", "cannot be read"),
        (sequence(b"\x05\x00"), "unreadable", "no object identifier"),
        (sequence(), "unreadable", "end where"),
        (b"\x30\x05x", "unreadable", "longer than"),
    ],
)
def test_odd_algorithms_are_named(data: bytes, name: str, problem: str) -> None:
    """What is odd about an algorithm is one clause."""
    problems: list[str] = []
    assert read_signature(data, data, problems) == name
    assert len(problems) == 1
    assert problem in problems[0]


def test_two_algorithms_must_be_one() -> None:
    """The algorithm beside the signature must be the signed one (RFC 5280, section 4.1.1.2)."""
    parsed = parse_certificate(certificate(outer=algorithm(RSA + "0b", b"\x05\x00")))
    assert parsed.signature == "SHA256 with ECDSA"
    assert [problem.field for problem in parsed.problems] == ["signature"]
