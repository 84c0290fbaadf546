"""Keys and certificates for the servers of these tests."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate and its key."""

    certificate: x509.Certificate
    """The certificate."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    """Its private key."""

    @property
    def der(self) -> bytes:
        """The certificate's bytes."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        """The certificate as PEM."""
        return self.certificate.public_bytes(Encoding.PEM)


def issue(name: str, issuer: Credential | None = None, *, ballast: int = 0, rsa_bits: int = 0) -> Credential:
    """Return a certificate for `name`, self-signed without `issuer`, with `ballast` bytes in an unknown extension.

    Its key is on P-256, or RSA with `rsa_bits` bits.
    """
    key = rsa.generate_private_key(65_537, rsa_bits) if rsa_bits else ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    )
    if ballast:
        unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), bytes(ballast))
        builder = builder.add_extension(unknown, critical=False)
    return Credential(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def write(folder: Path, leaf: Credential, *others: Credential) -> tuple[Path, Path]:
    """Write the chain, leaf first, and the leaf's key into `folder`; return both paths."""
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(b"".join(one.pem for one in (leaf, *others)))
    key.write_bytes(leaf.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return chain, key
