"""What each kind of extension says in lines where nothing is wrong with it."""

import pytest
from chain.building import common_name, sequence
from chain.extensions.parts import ISSUERS, OCSP, only, uri

from inspector.chain.der import encode


@pytest.mark.parametrize(
    ("oid", "inner", "lines"),
    [
        ("551d13", sequence(), ["CA: no"]),
        ("551d13", sequence(b"\x01\x01\xff"), ["CA: yes"]),
        ("551d13", sequence(b"\x01\x01\xff", b"\x02\x01\x00"), ["CA: yes, no further CA below it"]),
        ("551d13", sequence(b"\x01\x01\xff", b"\x02\x01\x01"), ["CA: yes, at most 1 further CA below it"]),
        ("551d13", sequence(b"\x01\x01\xff", b"\x02\x01\x02"), ["CA: yes, at most 2 further CAs below it"]),
        ("551d0f", b"\x03\x02\x01\x06", ["keyCertSign, cRLSign"]),
        ("551d0f", b"\x03\x03\x07\x80\x80", ["digitalSignature, decipherOnly"]),
        (
            "551d25",
            sequence(bytes.fromhex("06082b06010505070301"), bytes.fromhex("06032a0304")),
            ["serverAuth", "1.2.3.4"],
        ),
        ("551d11", sequence(encode(0x82, b"a.example"), encode(0x87, b"\1\2\3\4")), ["DNS: a.example", "IP: 1.2.3.4"]),
        ("551d12", sequence(encode(0x81, b"a@b.example")), ["email: a@b.example"]),
        ("551d0e", encode(4, b"\xab\xcd"), ["abcd"]),
        (
            "551d23",
            sequence(encode(0x80, b"\xab"), encode(0xA1, encode(0xA4, common_name("x"))), encode(0x82, b"\x07")),
            ["key: ab", "issuer: directory: CN=x", "serial number: 07"],
        ),
        (
            "2b06010505070101",
            sequence(sequence(OCSP, uri("http://o.example")), sequence(ISSUERS, uri("http://i.example/x.crt"))),
            ["OCSP: http://o.example", "issuer certificate: http://i.example/x.crt"],
        ),
        (
            "551d1f",
            sequence(sequence(encode(0xA0, encode(0xA0, uri("http://c.example/1.crl") + uri("ldap://c.example"))))),
            ["http://c.example/1.crl", "ldap://c.example"],
        ),
        (
            "551d1f",
            sequence(sequence(encode(0x81, b"\x07\x80"), encode(0xA2, encode(0xA4, common_name("x"))))),
            ["for some reasons of revocation only", "issued by directory: CN=x"],
        ),
        ("551d1f", sequence(sequence(encode(0xA0, encode(0xA1, b"")))), ["a name relative to the issuer"]),
        (
            "551d20",
            sequence(
                sequence(bytes.fromhex("060667810c010201")),
                sequence(
                    bytes.fromhex("06032a0304"),
                    sequence(
                        sequence(bytes.fromhex("06082b06010505070201"), encode(0x16, b"https://cps.example")),
                        sequence(bytes.fromhex("06082b06010505070202"), sequence(encode(0x0C, b"read it"))),
                        sequence(bytes.fromhex("06032a0305"), b"\x05\x00"),
                    ),
                ),
            ),
            [
                "domain validated (2.23.140.1.2.1)",
                "1.2.3.4",
                "practice statement: https://cps.example",
                "notice: read it",
                "qualifier 1.2.3.5",
            ],
        ),
        ("551d21", sequence(sequence(b"\x06\x01\x2a", b"\x06\x01\x2b")), ["1.2 is 1.3"]),
        (
            "551d24",
            sequence(b"\x80\x01\x00", b"\x81\x01\x02"),
            ["a policy is required after 0 certificates", "policy mapping is forbidden after 2 certificates"],
        ),
        ("551d36", b"\x02\x01\x03", ["any policy does not count after 3 certificates"]),
        (
            "551d1e",
            sequence(
                encode(0xA0, sequence(encode(0x82, b".example")) + sequence(encode(0x87, bytes(8)))),
                encode(0xA1, sequence(encode(0x82, b"")) + sequence(encode(0x81, b"x.example"))),
            ),
            [
                "permitted DNS: .example",
                "permitted IP: 0.0.0.0 with the mask 0.0.0.0",
                "excluded DNS: all",
                "excluded email: x.example",
            ],
        ),
        (
            "2b06010505070118",
            sequence(b"\x02\x01\x05", b"\x02\x01\x11", b"\x02\x01\x09"),
            [
                "OCSP must-staple (status_request)",
                "OCSP must-staple for the chain (status_request_v2)",
                "TLS extension 9",
            ],
        ),
        ("2b0601050507300105", b"\x05\x00", ["present"]),
        ("2b06010401d679020403", b"\x05\x00", ["present"]),
        ("6086480186f842010d", encode(0x16, b"a comment"), ["a comment"]),
        ("551d1f", sequence(), ["empty"]),
    ],
)
def test_known_extensions_are_decoded(oid: str, inner: bytes, lines: list[str]) -> None:
    """Each kind of extension says what it holds, without a problem."""
    found, parsed = only(oid, inner)
    assert list(found.lines) == lines
    assert found.decoded
    assert parsed.problems == ()


def test_unknown_extensions_are_hexadecimal() -> None:
    """An extension that nobody knows is named by its OID and shown as bytes."""
    found, parsed = only("2a0304", b"\x04\x02\xab\xcd")
    assert (found.oid, found.name, found.lines, found.decoded) == ("1.2.3.4", "1.2.3.4", ("0402abcd",), False)
    assert parsed.problems == ()
