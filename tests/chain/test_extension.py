"""Extensions: what they say in lines, and what is wrong with them."""

from datetime import UTC, datetime

import pytest
from chain.building import certificate, common_name, dns_names, extension, sequence
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.chain.der import encode
from inspector.chain.extension import SHOWN_LINES, Extension, read_extensions
from inspector.chain.extensions.access import issuer_urls
from inspector.chain.extensions.alternative import MAX_NAMES, alternative_names
from inspector.chain.extensions.timestamp import timestamps
from inspector.chain.name import AlternativeName, NameKind

OCSP, ISSUERS = bytes.fromhex("06082b06010505073001"), bytes.fromhex("06082b06010505073002")


def uri(text: str) -> bytes:
    """Return a GeneralName that is a URI."""
    return encode(0x86, text.encode())


def only(oid: str, inner: bytes) -> tuple[Extension, Certificate]:
    """Return the one extension of a certificate, and the certificate."""
    parsed = parse_certificate(certificate(extension(oid, inner)))
    (found,) = parsed.extensions
    return found, parsed


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


def test_endless_names_are_counted() -> None:
    """Beyond a bound names are counted."""
    problems: list[str] = []
    names = alternative_names(sequence(*[encode(0x82, b"a.b")] * (MAX_NAMES + 5)), problems)
    assert len(names.items) == MAX_NAMES
    assert problems == ["there are 5 more names, which are not shown"]


def test_names_are_told_apart() -> None:
    """Each kind of name keeps its kind; only well-formed DNS names and addresses can be matched."""
    problems: list[str] = []
    names = alternative_names(
        sequence(
            encode(0x82, b"a.example"),
            encode(0x82, b"-bad-.example"),
            encode(0x82, b""),
            encode(0x87, bytes(15) + b"\1"),
            encode(0x81, b"a@b.example"),
            encode(0x86, b"https://a.example/"),
            encode(0xA4, common_name("x")),
            encode(0xA0, b"\x06\x01\x2a"),
            encode(0x88, b"\x2a\x03"),
        ),
        problems,
    )
    assert names.items == [
        AlternativeName(NameKind.DNS, "a.example", True),
        AlternativeName(NameKind.DNS, "-bad-.example", False),
        AlternativeName(NameKind.DNS, "", False),
        AlternativeName(NameKind.IP, "::1", True),
        AlternativeName(NameKind.EMAIL, "a@b.example", False),
        AlternativeName(NameKind.URI, "https://a.example/", False),
        AlternativeName(NameKind.DIRECTORY, "CN=x", False),
        AlternativeName(NameKind.OTHER, "06012a", False),
        AlternativeName(NameKind.OTHER, "1.2.3", False),
    ]
    assert problems == []


def test_a_bad_address_spoils_all_names() -> None:
    """Java and OkHttp drop the whole extension, so nothing in it can be matched."""
    parsed = parse_certificate(
        certificate(extension("551d11", sequence(encode(0x82, b"a.example"), encode(0x87, b"12345"))))
    )
    assert [(name.text, name.matchable) for name in parsed.names] == [("a.example", False), ("3132333435", False)]


def test_addresses_of_the_issuer_are_found() -> None:
    """Only URLs of issuer certificates are returned, and none where the extension cannot be read."""
    inner = sequence(
        sequence(OCSP, uri("http://o.example")),
        sequence(ISSUERS, uri("http://i.example/1")),
        sequence(ISSUERS, encode(0x82, b"i.example")),
        sequence(ISSUERS, uri("http://i.example/2")),
    )
    assert issuer_urls(inner) == ("http://i.example/1", "http://i.example/2")
    assert issuer_urls(inner[:-1]) == ()


def test_timestamps_say_log_and_time() -> None:
    """Version 1 entries are read, others are passed over (RFC 6962, section 3.3)."""

    def vector(data: bytes) -> bytes:
        return len(data).to_bytes(2, "big") + data

    entry = b"\0" + bytes(32) + (1_700_000_000_123).to_bytes(8, "big") + b"\0\0" + b"\4\3\0\0"
    inner = encode(4, vector(vector(entry) + vector(b"\1other")))
    (found,) = timestamps(inner)
    assert found.log == "A" * 43 + "="
    assert found.at == datetime(2023, 11, 14, 22, 13, 20, 123_000, tzinfo=UTC)
    shown, _ = only("2b06010401d679020402", inner)
    assert shown.lines == ("1 timestamp", "2023-11-14 22:13:20 UTC by the log " + "A" * 43 + "=")
    for broken in (
        vector(vector(entry[:40])),
        vector(b"\0") + b"x",
        vector(vector(entry[:33] + b"\xff" * 8 + b"\0\0")),
    ):
        _, parsed = only("2b06010401d679020402", encode(4, broken))
        assert [problem.field for problem in parsed.problems] == ["certificate timestamps"]


@given(st.binary(max_size=80))
def test_any_bytes_are_extensions_of_some_kind(data: bytes) -> None:
    """Nothing is raised, whatever stands in the list or in one of its entries."""
    read_extensions(data)
    for oid in ("551d11", "551d13", "551d0f", "551d25", "551d1e", "551d20", "551d1f", "551d23", "2b06010505070101"):
        said = read_extensions(sequence(extension(oid, data), extension(oid, encode(0x30, data))))
        assert len(said.items) == 2
        assert all(item.lines for item in said.items)
