"""Files with a private key in them, beside a chain and alone, and what must not be told of each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

from cli.filing import ISSUING, LEAF, ROOT, pem
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from planted import Key, body_of, pem_of, runs_of, runs_of_key

PASSWORD = "Correct-horse 97 battery"
CHAIN = pem(LEAF, ISSUING, ROOT)
OWN = cast("ec.EllipticCurvePrivateKey", LEAF.key)
"""The key of the leaf."""


@dataclass(frozen=True)
class File:
    """A file with a private key."""

    data: bytes
    """What it holds."""

    runs: frozenset[str]
    """Every run of what is secret in it."""

    locked: bool = False
    """Whether it opens only with the password."""


def _plain(key: Key, form: PrivateFormat, layout: str) -> File:
    return File(layout.format(key=pem_of(key, form), chain=CHAIN).encode(), runs_of_key(key, form))


def _encrypted(layout: str, *, locked: bool) -> File:
    text = OWN.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PASSWORD.encode())).decode()
    runs = runs_of_key(OWN, PrivateFormat.PKCS8) | runs_of(body_of(text))
    return File(layout.format(key=text, chain=CHAIN).encode(), runs, locked)


def _container() -> File:
    leaf, *others = (x509.load_der_x509_certificate(made.certificate.der) for made in (LEAF, ISSUING, ROOT))
    data = pkcs12.serialize_key_and_certificates(b"leaf", OWN, leaf, others, BestAvailableEncryption(PASSWORD.encode()))
    return File(data, runs_of_key(OWN, PrivateFormat.PKCS8), locked=True)


def _der() -> File:
    data = OWN.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return File(data, runs_of_key(OWN, PrivateFormat.PKCS8))


@cache
def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, 2048)


@cache
def _curve() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP384R1())


BUNDLES: dict[str, Callable[[], File]] = {
    "PKCS8 before": lambda: _plain(OWN, PrivateFormat.PKCS8, "{key}{chain}"),
    "PKCS8 behind": lambda: _plain(OWN, PrivateFormat.PKCS8, "{chain}{key}"),
    "SEC1 before": lambda: _plain(_curve(), PrivateFormat.TraditionalOpenSSL, "{key}{chain}"),
    "RSA behind": lambda: _plain(_rsa(), PrivateFormat.TraditionalOpenSSL, "{chain}{key}"),
    "encrypted PKCS8 before": lambda: _encrypted("{key}{chain}", locked=False),
    "PKCS12": _container,
}
LONE: dict[str, Callable[[], File]] = {
    "PKCS8": lambda: _plain(OWN, PrivateFormat.PKCS8, "{key}"),
    "SEC1": lambda: _plain(_curve(), PrivateFormat.TraditionalOpenSSL, "{key}"),
    "RSA": lambda: _plain(_rsa(), PrivateFormat.TraditionalOpenSSL, "{key}"),
    "DER": _der,
    "encrypted PKCS8": lambda: _encrypted("{key}", locked=True),
}
