"""Certificates for chain graphs: any subject, any key, any signer, whatever the outcome."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

HOST = "graph.dev.test"


@dataclass(frozen=True, slots=True)
class Subject:
    """A name with a key: what certificates are issued to, and by."""

    name: str
    """Common name."""

    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()), compare=False)
    """Private key."""

    unit: str = ""
    """Organisational unit; empty for none."""

    @property
    def x509_name(self) -> x509.Name:
        """The distinguished name."""
        pairs = [(x509.NameOID.ORGANIZATION_NAME, "Dev Graph"), (x509.NameOID.COMMON_NAME, self.name)]
        if self.unit:
            pairs.insert(1, (x509.NameOID.ORGANIZATIONAL_UNIT_NAME, self.unit))
        return x509.Name([x509.NameAttribute(oid, value) for oid, value in pairs])


def issue(
    subject: Subject,
    issuer: Subject,
    now: datetime,
    *,
    days: tuple[int, int] = (-30, 300),
    authority: bool = True,
    path_length: int | None = None,
    hosts: tuple[str, ...] = (),
    usages: tuple[x509.ObjectIdentifier, ...] = (),
    weak: bool = False,
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
) -> bytes:
    """Return a DER certificate for `subject` signed by `issuer`, valid from and to `now` plus `days`."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject.x509_name)
        .issuer_name(issuer.x509_name)
        .public_key(subject.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(authority, path_length), critical=True)
    )
    if hosts:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), False)
    if usages:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), False)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    certificate = builder.sign(issuer.key, hashes.SHA256())
    return _signed_with_sha1(certificate, issuer) if weak else certificate.public_bytes(Encoding.DER)


_ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
_ECDSA_SHA1 = bytes.fromhex("300906072a8648ce3d0401")


def _signed_with_sha1(certificate: x509.Certificate, issuer: Subject) -> bytes:
    """Return the certificate with another signature: the library makes none with SHA-1 itself (RFC 3279, 2.2.3)."""
    signed = certificate.tbs_certificate_bytes
    content = signed[2 + (signed[1] & 0x7F if signed[1] & 0x80 else 0) :]
    tbs = _sequence(content.replace(_ECDSA_SHA256, _ECDSA_SHA1, 1))
    signature = b"\0" + issuer.key.sign(tbs, ec.ECDSA(hashes.SHA1()))
    return _sequence(tbs + _ECDSA_SHA1 + b"\x03" + bytes([len(signature)]) + signature)


def _sequence(content: bytes) -> bytes:
    octets = len(content).to_bytes(2, "big").lstrip(b"\0")
    return b"\x30" + bytes([0x80 | len(octets)]) + octets + content


def issue_leaf(subject: Subject, issuer: Subject, now: datetime, host: str = HOST, **options: Any) -> bytes:
    """Return a DER certificate for a TLS server named `host`."""
    return issue(subject, issuer, now, authority=False, hosts=(host,), **options)


def pem_of(*ders: bytes) -> bytes:
    """Return the certificates in textual encoding, in their order."""
    return b"".join(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM) for der in ders)


def pem_key(subject: Subject) -> bytes:
    """Return the private key of `subject` in PEM."""
    encoded: bytes = subject.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return encoded
