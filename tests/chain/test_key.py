"""Keys: type, size, what is wrong, and which clients compute another pin."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from chain import building
from chain.building import sequence
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa, x448, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.certificate import parse_certificate
from inspector.chain.curve import check_point
from inspector.chain.der import encode
from inspector.chain.key import parse_key
from inspector.chain.pin import Pin

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "data" / "cert_keys.json").read_text())[
    "cases"
]
DER, SPKI = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
RSA_ALGORITHM = bytes.fromhex("300d06092a864886f70d0101010500")


def spki(algorithm: bytes, bits: bytes) -> bytes:
    """Return a SubjectPublicKeyInfo of a whole algorithm and the octets of a bit string."""
    return sequence(algorithm, encode(3, bits))


def rsa_key(modulus: bytes, exponent: bytes) -> bytes:
    """Return an RSA key from the octets of its numbers."""
    return spki(RSA_ALGORITHM, b"\0" + sequence(encode(2, modulus), encode(2, exponent)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["key"]))
def test_the_other_pin_is_that_of_java_and_android(case: dict[str, Any]) -> None:
    """Where JDK 17 or Conscrypt compute another pin than over the bytes, that one is named; else none of theirs."""
    key = parse_certificate(base64.b64decode(case["der"])).key
    theirs = {case["java"], case["conscrypt"]} - {None, str(key.pin)}
    if theirs:
        assert {str(key.reencoded_pin)} == theirs
        assert key.reencoded_by.startswith(("Java", "Android", "clients"))
    elif key.reencoded_pin is not None:
        assert "Python" in key.reencoded_by


@pytest.mark.parametrize(
    ("public", "label", "bits"),
    [
        (rsa.generate_private_key(65537, 1024).public_key(), "RSA 1024", 1024),
        (ec.derive_private_key(9, ec.SECP256R1()).public_key(), "EC P-256", 256),
        (ec.derive_private_key(9, ec.SECP384R1()).public_key(), "EC P-384", 384),
        (ec.derive_private_key(9, ec.SECP521R1()).public_key(), "EC P-521", 521),
        (ec.derive_private_key(9, ec.SECP256K1()).public_key(), "EC secp256k1", 256),
        (ec.derive_private_key(9, ec.BrainpoolP256R1()).public_key(), "EC brainpoolP256r1", 256),
        (ed25519.Ed25519PrivateKey.generate().public_key(), "Ed25519", 256),
        (ed448.Ed448PrivateKey.generate().public_key(), "Ed448", 456),
        (x25519.X25519PrivateKey.generate().public_key(), "X25519", 256),
        (x448.X448PrivateKey.generate().public_key(), "X448", 448),
        (dsa.generate_private_key(1024).public_key(), "DSA 1024", 1024),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ordinary_keys_are_named(public: Any, label: str, bits: int) -> None:
    """Type and size are right, nothing is wrong, and no client computes another pin."""
    key = parse_key(public.public_bytes(DER, SPKI))
    assert (key.label, key.bits) == (label, bits)
    assert key.problems == ()
    assert key.reencoded_pin is None
    assert key.reencoded_by == ""


@given(st.integers(1, 2**255), st.sampled_from([ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()]))
def test_points_of_real_keys_are_on_their_curve(secret: int, curve: ec.EllipticCurve) -> None:
    """No key that cryptography makes is called off its curve, and one bit changed is."""
    point = (
        ec.derive_private_key(secret, curve).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    )
    name = curve.name.replace("secp", "P-").replace("r1", "")
    problems: list[str] = []
    check_point(name, curve.key_size, point, problems)
    assert problems == []
    check_point(name, curve.key_size, point[:-1] + bytes([point[-1] ^ 1]), problems)
    assert problems == ["its point is not on its curve"]


def test_compressed_points_have_the_pin_of_their_bytes() -> None:
    """A compressed point is a sound key; Android's pin of it is that of the expanded one."""
    public = ec.derive_private_key(9, ec.SECP256R1()).public_key()
    expanded = public.public_bytes(DER, SPKI)
    point = public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    key = parse_key(spki(expanded[2:23], b"\0" + point))
    assert key.label == "EC P-256"
    assert key.problems == ()
    assert key.reencoded_pin == Pin.of(expanded)
    assert "Android" in key.reencoded_by


@pytest.mark.parametrize(
    ("data", "label", "problem"),
    [
        (rsa_key(b"\x00\xff", b"\x01"), "RSA 8", "exponent"),
        (rsa_key(b"\x00\xff", b"\x02"), "RSA 8", "exponent"),
        (rsa_key(b"\x00\xfe", b"\x03"), "RSA 8", "modulus"),
        (rsa_key(b"\x00", b"\x03"), "RSA 0", "modulus"),
        (rsa_key(b"\xff", b"\x03"), "RSA 0", "modulus"),
        (spki(RSA_ALGORITHM, b"\0\x30\x00"), "RSA", "not a modulus and an exponent"),
        (spki(RSA_ALGORITHM, b"\0"), "RSA", "empty"),
        (spki(RSA_ALGORITHM, b""), "RSA", "empty"),
        (spki(RSA_ALGORITHM, b"\x01\x00\x00"), "RSA", "whole octet"),
        (spki(building.P256[2:23], b"\0\0"), "EC P-256", "infinity"),
        (spki(building.P256[2:23], b"\0\4" + bytes(63)), "EC P-256", "length"),
        (spki(building.P256[2:23], b"\0\4" + bytes(64)), "EC P-256", "not on its curve"),
        (spki(sequence(bytes.fromhex("06072a8648ce3d0201")), b"\0\4"), "EC", "names no curve"),
        (spki(sequence(bytes.fromhex("06072a8648ce3d02010500")), b"\0\4"), "EC", "inherits"),
        (spki(sequence(bytes.fromhex("06072a8648ce3d02013000")), b"\0\4"), "EC (explicit parameters)", "spells out"),
        (sequence(encode(3, b"\0x")), "unreadable key", "not an algorithm"),
        (spki(sequence(), b"\0x"), "unreadable key", "end where a value should begin"),
        (spki(sequence(b"\x02\x01\x01"), b"\0x"), "unreadable key", "no object identifier"),
        (b"", "unreadable key", "end where"),
    ],
)
def test_broken_keys_are_named(data: bytes, label: str, problem: str) -> None:
    """A broken key has what can be told of it, one problem, and the pin of its bytes."""
    key = parse_key(data)
    assert key.label == label
    assert any(problem in text for text in key.problems), key.problems
    assert key.pin == Pin.of(data)


def test_unknown_keys_are_named_by_their_oid() -> None:
    """A kind of key that nobody knows has its OID as label."""
    key = parse_key(spki(sequence(bytes.fromhex("06032a0304")), b"\0abcd"))
    assert (key.type, key.label, key.bits, key.curve) == ("1.2.3.4", "1.2.3.4", None, None)
    curve = parse_key(spki(sequence(bytes.fromhex("06072a8648ce3d020106032a0304")), b"\0\4abcd"))
    assert (curve.type, curve.label, curve.bits, curve.curve) == ("EC", "EC 1.2.3.4", None, "1.2.3.4")


def test_explicit_curves_have_the_size_of_their_prime() -> None:
    """A key that spells out a prime field says how large it is, and is not called by the curve's name."""
    (entry,) = [
        item
        for item in json.loads((Path(__file__).parent.parent / "data" / "cert_openssl.json").read_text())[
            "certificates"
        ]
        if item["name"] == "explicit"
    ]
    from inspector.chain.container import read_certificates

    (der,) = read_certificates(entry["pem"].encode())
    key = parse_certificate(der).key
    assert (key.label, key.bits, key.curve) == ("EC (explicit parameters)", 256, None)
    assert "Python" in key.reencoded_by


@given(st.binary(max_size=120))
def test_any_bytes_are_a_key_of_some_kind(data: bytes) -> None:
    """Nothing is raised, whatever stands in a key."""
    for whole in (data, encode(0x30, data), spki(RSA_ALGORITHM, data), spki(building.P256[2:23], data)):
        assert parse_key(whole).pin == Pin.of(whole)
