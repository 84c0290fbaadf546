"""A path of three layers with fixed dates, made for these tests."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role

ENDS = (datetime(2027, 1, 10, 12, tzinfo=UTC), datetime(2029, 5, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))
MakePath = Callable[..., tuple[Layer, ...]]


def _certificate(
    common: str, organisation: str, issuer: str, signer: ed25519.Ed25519PrivateKey, key: object, end: datetime, ca: bool
) -> bytes:
    assert isinstance(key, ed25519.Ed25519PrivateKey)

    def name(text: str) -> x509.Name:
        return x509.Name(
            [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation), x509.NameAttribute(NameOID.COMMON_NAME, text)]
        )

    builder = (
        x509.CertificateBuilder()
        .subject_name(name(common))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    return builder.sign(signer, None).public_bytes(Encoding.DER)


@pytest.fixture
def make_path() -> MakePath:
    """Return a function that makes leaf, intermediate and root, the root from the store."""

    def make(organisation: str = "Some Authority", ends: tuple[datetime, ...] = ENDS) -> tuple[Layer, ...]:
        leaf, issuing, root = (ed25519.Ed25519PrivateKey.generate() for _ in range(3))
        ders = (
            _certificate("api.bank.test", organisation, "Issuing R1", issuing, leaf, ends[0], ca=False),
            _certificate("Issuing R1", organisation, "Root X1", root, issuing, ends[1], ca=True),
            _certificate("Root X1", organisation, "Root X1", root, root, ends[2], ca=True),
        )
        return tuple(
            Layer(parse_certificate(der), role, origin, index if origin is Origin.SERVED else None)
            for index, (der, role, origin) in enumerate(
                zip(ders, Role, (Origin.SERVED, Origin.SERVED, Origin.STORE), strict=True)
            )
        )

    return make


@pytest.fixture
def path(make_path: MakePath) -> tuple[Layer, ...]:
    """Return one such path."""
    return make_path()
