"""What is wrong with an extension is named, and its bytes stay in sight."""

import pytest
from chain.building import sequence
from chain.extensions.parts import OCSP, only

from inspector.chain.der import encode


@pytest.mark.parametrize(
    ("oid", "inner", "field", "reason", "decoded"),
    [
        ("551d13", sequence(b"\x01\x01\x00"), "basic constraints", "CA flag is not written as DER", True),
        ("551d13", sequence(b"\x01\x01\x01"), "basic constraints", "CA flag is not written as DER", True),
        ("551d13", sequence(b"\x02\x01\x01"), "basic constraints", "limits the path below what is no CA", True),
        ("551d13", sequence(b"\x05\x00"), "basic constraints", "does not belong there", False),
        ("551d13", b"\x30\x00\x00", "basic constraints", "1 bytes follow", False),
        ("551d0f", b"\x03\x01\x00", "key usage", "no usage is set", True),
        ("551d0f", b"\x03\x00", "key usage", "broken", False),
        ("551d0f", b"\x03\x02\x09\x80", "key usage", "broken", False),
        ("551d25", sequence(), "extended key usage", "no usage stands in it", True),
        ("551d25", sequence(b"\x05\x00"), "extended key usage", "no object identifier", False),
        ("551d11", b"\x04\x00", "names", "tag 0x04 instead of 0x30", False),
        ("551d11", sequence(encode(0x87, b"\1\2\3")), "names", "3 octets instead of 4 or 16", True),
        ("551d11", sequence(encode(0x82, b"\xff")), "names", "not ASCII", True),
        ("551d11", sequence(encode(0x82, b"a\0b")), "names", "NUL", True),
        ("551d11", sequence(encode(0x88, b"\x80")), "names", "object identifier", True),
        ("551d1e", sequence(encode(0xA0, sequence(encode(0x87, b"\1\2")))), "name constraints", "2 octets", True),
        ("551d1e", sequence(encode(0xA2, b"")), "name constraints", "does not belong", False),
        ("551d1f", sequence(sequence(encode(0x82, b""))), "crl distribution points", "does not belong", False),
        ("551d20", sequence(sequence(b"\x05\x00")), "certificate policies", "no object identifier", False),
        (
            "551d20",
            sequence(sequence(b"\x06\x01\x2a", sequence(sequence(b"\x06\x01\x2b")))),
            "certificate policies",
            "a qualifier is not a kind and a value",
            True,
        ),
        (
            "551d20",
            sequence(
                sequence(
                    b"\x06\x01\x2a", sequence(sequence(bytes.fromhex("06082b06010505070201"), encode(0x16, b"\xff")))
                )
            ),
            "certificate policies",
            "a qualifier cannot be read: its bytes are not those of an IA5String",
            True,
        ),
        ("551d21", sequence(sequence(b"\x06\x01\x2a")), "policy mappings", "not a pair", False),
        ("551d24", sequence(b"\x80\x01\xff"), "policy constraints", "negative", False),
        ("551d24", sequence(b"\x05\x00"), "policy constraints", "does not belong", False),
        ("551d23", sequence(b"\x05\x00"), "authority key identifier", "does not belong", False),
        ("2b06010505070101", sequence(sequence(OCSP)), "authority information access", "a method and a place", False),
        ("2b06010505070118", sequence(b"\x05\x00"), "tls features", "no small number", False),
        ("2b0601050507300105", b"\x05\x01x", "ocsp no check", "NULL is not empty", False),
        ("6086480186f842010d", b"\x05\x00", "netscape comment", "a NULL, not text", False),
        ("2b06010401d679020402", b"\x04\x02\x00\x05", "certificate timestamps", "longer than", False),
    ],
)
def test_odd_extensions_are_named(oid: str, inner: bytes, field: str, reason: str, decoded: bool) -> None:
    """An odd extension has a problem under its name; its bytes are shown where nothing could be read."""
    found, parsed = only(oid, inner)
    assert found.decoded == decoded
    assert [problem.field for problem in parsed.problems] == [field]
    assert reason in parsed.problems[0].reason
