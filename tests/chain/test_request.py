"""Certificate requests: subject, key and names, and what is odd about them."""

import pytest
from chain.building import P256, attribute, common_name, dns_names, sequence
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.der import BIT_STRING, INTEGER, OID, SET, DerError, encode
from inspector.chain.name import NameKind
from inspector.chain.pin import Pin
from inspector.chain.request import Request, parse_request

KEY = ec.derive_private_key(5, ec.SECP256R1())
PKCS9, MICROSOFT = "2a864886f70d01090e", "2b060104018237020e"


def built(*names: str, common: str = "next.test") -> bytes:
    """Return a request made by cryptography."""
    builder = x509.CertificateSigningRequestBuilder().subject_name(
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), False)
    return (
        builder.add_attribute(x509.oid.AttributeOID.CHALLENGE_PASSWORD, b"secret")
        .sign(KEY, SHA256())
        .public_bytes(Encoding.DER)
    )


def by_hand(*attributes: bytes, subject: bytes | None = None, spki: bytes = P256) -> bytes:
    """Return a request put together field by field; its signature is none."""
    holder = common_name("next.test") if subject is None else subject
    info = sequence(encode(INTEGER, b"\0"), holder, spki, encode(0xA0, b"".join(attributes)))
    return sequence(info, sequence(encode(OID, b"\x2a\x03")), encode(BIT_STRING, b"\0none"))


def asking(oid: str, *extensions: bytes) -> bytes:
    """Return an attribute that asks for extensions."""
    return attribute(oid, encode(SET, sequence(*extensions)))


def names_of(request: Request) -> list[str]:
    """Return the names that are asked for."""
    return [name.text for name in request.names]


def test_a_request_says_who_asks_for_what() -> None:
    """Subject, key, pin and names are those that went into it; the challenge password is not looked at."""
    found = parse_request(built("next.test", "*.next.test"))
    assert found.subject.full == "CN=next.test"
    assert found.key.label == "EC P-256"
    spki = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert found.key.pin == Pin.of(spki)
    assert [(name.kind, name.text) for name in found.names] == [
        (NameKind.DNS, "next.test"),
        (NameKind.DNS, "*.next.test"),
    ]
    assert found.problems == ()
    assert "secret" not in repr(found)


def test_a_request_without_names() -> None:
    """Nothing is asked for but the subject."""
    key = ed25519.Ed25519PrivateKey.generate()
    made = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).sign(key, None)
    found = parse_request(made.public_bytes(Encoding.DER))
    assert (found.subject.readable, found.names, found.problems) == ("(empty)", (), ())


@pytest.mark.parametrize("oid", [PKCS9, MICROSOFT])
def test_both_ways_to_ask_for_names(oid: str) -> None:
    """Microsoft's programs have an attribute of their own; other attributes do not matter."""
    other = attribute("2a03", encode(SET, b"\x05\x00"))
    assert names_of(parse_request(by_hand(other, asking(oid, dns_names("a.test"))))) == ["a.test"]


def test_hostile_names_become_visible() -> None:
    """No control character comes out, in the subject or the names."""
    made = by_hand(asking(PKCS9, dns_names("a\x1b[2J.test")), subject=common_name("\x1b]0;x\x07\u202e"))
    found = parse_request(made)
    assert found.subject.readable == "\\x1b]0;x\\x07\\u{202e}"
    assert names_of(found) == ["a\\x1b[2J.test"]
    assert all(problem.isprintable() for problem in found.problems)


@pytest.mark.parametrize(
    "attributes",
    [b"\x30\x01", attribute("2a864886f70d01090e", b"\x31\x00") + b"\xff", sequence(encode(OID, b"\x2a\x03"))],
)
def test_broken_attributes_cost_nothing_else(attributes: bytes) -> None:
    """Subject and key are there, and the attributes are named."""
    found = parse_request(by_hand(attributes))
    assert found.subject.readable == "next.test"
    assert found.key.spki == P256
    assert found.problems
    assert found.problems[0].startswith(("attributes: ", "extensions: "))


def test_an_odd_key_has_a_pin() -> None:
    """A key that cannot be read is kept as its bytes."""
    odd = sequence(sequence(encode(OID, b"\x2a\x03")), encode(BIT_STRING, b"\x03\xff"))
    found = parse_request(by_hand(spki=odd))
    assert found.key.pin == Pin.of(odd)
    assert any(problem.startswith("key: ") for problem in found.problems)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x30\x00", b"\x30\x03\x02\x01\x01", built()[:-4], built() + b"\0"],
    ids=["nothing", "empty", "a number", "cut off", "more behind it"],
)
def test_what_is_no_request(data: bytes) -> None:
    """Bytes from which no key can be cut are an error."""
    with pytest.raises(DerError):
        parse_request(data)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=3))
def test_nothing_else_is_raised(at: int, octets: bytes) -> None:
    """Whatever stands in a request, it is read or refused."""
    whole = built("next.test")
    at %= len(whole)
    try:
        found = parse_request(whole[:at] + octets + whole[at + len(octets) :])
    except DerError as error:
        assert str(error).isprintable()  # noqa: PT017
    else:
        assert found.subject.full.isprintable()
        assert all(problem.isprintable() for problem in found.problems)
