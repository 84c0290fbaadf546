"""A new key for a backup pin, with the request for its certificate."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from inspector.chain.host import ip_literal
from inspector.chain.pin import Pin

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes

MAX_PASSPHRASE = 1_023
"""Bytes of the longest passphrase that OpenSSL takes (PEM_BUFSIZE less one)."""

_LONGEST_COMMON_NAME = 64
"""Characters of a common name at most (RFC 5280, appendix A.1, ub-common-name)."""


class KeyKind(StrEnum):
    """Kinds of key that public authorities issue for and that every client can pin."""

    P256 = "EC P-256"
    P384 = "EC P-384"
    RSA2048 = "RSA 2048"
    RSA4096 = "RSA 4096"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made."""

    kind: KeyKind
    """What kind of key it is."""

    private: bytes = field(repr=False)
    """The private key in PEM (PKCS #8), encrypted where there was a passphrase. To be written with mode 0600."""

    request: bytes = field(repr=False)
    """The certificate request for the host in PEM (PKCS #10)."""

    spki: bytes = field(repr=False)
    """The DER SubjectPublicKeyInfo."""

    encrypted: bool
    """Whether the private key is encrypted."""

    @property
    def pin(self) -> Pin:
        """The pin of the key."""
        return Pin.of(self.spki)


def make_key(kind: KeyKind, host: str, passphrase: str = "", *, subdomains: bool = False) -> NewKey:
    """Return a new key of that kind and a request for `host`, an A-label or address (RFC 2986, RFC 6125).

    With `subdomains` the request asks for `*.host` as well. An empty passphrase leaves the key unencrypted.
    Takes up to seconds for RSA.
    """
    from cryptography.hazmat.primitives import serialization

    key = _generate(kind)
    secret: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        secret = serialization.BestAvailableEncryption(passphrase.encode())
    return NewKey(
        kind,
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, secret),
        _request(key, host, subdomains),
        key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo),
        bool(passphrase),
    )


def _generate(kind: KeyKind) -> "CertificateIssuerPrivateKeyTypes":
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    match kind:
        case KeyKind.P256:
            return ec.generate_private_key(ec.SECP256R1())
        case KeyKind.P384:
            return ec.generate_private_key(ec.SECP384R1())
        case KeyKind.RSA2048:
            return rsa.generate_private_key(65537, 2048)
        case KeyKind.RSA4096:
            return rsa.generate_private_key(65537, 4096)
        case unreachable:
            assert_never(unreachable)


def _request(key: "CertificateIssuerPrivateKeyTypes", host: str, subdomains: bool) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.x509.oid import NameOID

    address = ip_literal(host)
    names: list[x509.GeneralName] = [x509.DNSName(host) if address is None else x509.IPAddress(address)]
    if subdomains and address is None:
        names.append(x509.DNSName(f"*.{host}"))
    common = [x509.NameAttribute(NameOID.COMMON_NAME, host)] if len(host) <= _LONGEST_COMMON_NAME else []
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name(common))
    builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=not common)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
