"""Pins as clients compute them that put a constant header in front of Apple's bare keys."""

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inspector.chain.key import parse_key
from inspector.chain.pin import Pin
from inspector.clients.key_header import header_pin


def _spki(key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey | ed25519.Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def test_ordinary_keys_have_their_true_pin() -> None:
    """RSA 1024 and 2048 with the usual exponent, P-256 and P-384."""
    keys = [rsa.generate_private_key(65537, bits).public_key() for bits in (1024, 2048)]
    curves = [ec.generate_private_key(curve).public_key() for curve in (ec.SECP256R1(), ec.SECP384R1())]
    for spki in (*map(_spki, keys), *map(_spki, curves)):
        assert header_pin(parse_key(spki)) == Pin.of(spki)


def test_another_exponent_is_the_pin_of_nothing() -> None:
    """The header's lengths hold for 65537 only."""
    assert header_pin(parse_key(_spki(rsa.generate_private_key(3, 2048).public_key()))) is None


def test_a_key_without_header_has_none() -> None:
    """Ed25519 is not known."""
    assert header_pin(parse_key(_spki(ed25519.Ed25519PrivateKey.generate().public_key()))) is None


def test_a_compressed_point_is_expanded() -> None:
    """Apple gives both coordinates, so that the pin is the one of the key written in full."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    algorithm = bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107")
    short = b"\x30\x39" + algorithm + b"\x03\x22\x00" + point
    assert header_pin(parse_key(short)) == Pin.of(_spki(key)) != Pin.of(short)
