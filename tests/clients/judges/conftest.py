"""Paths of certificates with keys of any kind."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role

ROLES = (Role.LEAF, Role.INTERMEDIATE, Role.ROOT)


@pytest.fixture(scope="session")
def make_layer() -> Callable[..., Layer]:
    """Return a function that makes a layer whose key is of the kind `p256`, `p384`, `p521`, `rsa2048` or `ed25519`."""
    made: dict[tuple[str, Role], Layer] = {}

    def make(kind: str, role: Role) -> Layer:
        if (kind, role) not in made:
            made[kind, role] = Layer(parse_certificate(_certificate(kind)), role, Origin.SERVED, ROLES.index(role))
        return made[kind, role]

    return make


def _certificate(kind: str) -> bytes:
    key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey
    match kind:
        case "ed25519":
            key = ed25519.Ed25519PrivateKey.generate()
        case "rsa2048" | "rsa1024":
            key = rsa.generate_private_key(65537, int(kind[3:]))
        case _:
            curve = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1(), "p521": ec.SECP521R1()}[kind]
            key = ec.generate_private_key(curve)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, kind)])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(7).not_valid_before(start).not_valid_after(start + timedelta(days=900))
    signed = built.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER)
