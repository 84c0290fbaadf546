"""Certificates to order, for chains that no authority would issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.trust.store import Store
from inspector.trust.stores import from_anchors

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOST = "api.bank.test"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Made:
    """A certificate and its key."""

    certificate: Certificate
    key: Key

    @property
    def subject(self) -> x509.Name:
        """The subject as the library has it."""
        return x509.load_der_x509_certificate(self.certificate.der).subject


def name_of(common: str) -> x509.Name:
    """Return a name of one attribute, or an empty one."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)] if common != "(empty)" else [])


def make(
    common: str,
    issuer: Made | None = None,
    *,
    ca: bool | None = True,
    path_length: int | None = None,
    key: Key | None = None,
    days: tuple[int, int] = (-30, 60),
    names: Sequence[x509.GeneralName] = (),
    usages: Sequence[x509.ObjectIdentifier] = (),
    signs: bool | None = None,
    extra: Sequence[tuple[x509.ExtensionType, bool]] = (),
    serial: int | None = None,
) -> Made:
    """Return a certificate; `days` is its validity around `AT`, `ca` None leaves basic constraints out.

    `signs` is the keyCertSign bit of the key usage, None leaves that extension out.
    """
    own = key or ec.generate_private_key(ec.SECP256R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(name_of(common))
        .issuer_name(issuer.subject if issuer else name_of(common))
        .public_key(own.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(AT + timedelta(days=days[0]))
        .not_valid_after(AT + timedelta(days=days[1]))
    )
    if ca is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca, path_length), critical=True)
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    if usages:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
    if signs is not None:
        usage = x509.KeyUsage(True, False, False, False, False, signs, False, False, False)
        builder = builder.add_extension(usage, critical=True)
    for extension, critical in extra:
        builder = builder.add_extension(extension, critical=critical)
    signer = issuer.key if issuer else own
    digest = None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return Made(parse_certificate(builder.sign(signer, digest).public_bytes(Encoding.DER)), own)


def make_leaf(
    issuer: Made | None,
    host: str = HOST,
    *,
    common: str | None = None,
    key: Key | None = None,
    days: tuple[int, int] = (-30, 60),
    usages: Sequence[x509.ObjectIdentifier] = (ExtendedKeyUsageOID.SERVER_AUTH,),
    extra: Sequence[tuple[x509.ExtensionType, bool]] = (),
    serial: int | None = None,
) -> Made:
    """Return a server certificate for `host`."""
    names = [x509.DNSName(host)]
    return make(
        common or host,
        issuer,
        ca=False,
        key=key,
        days=days,
        names=names,
        usages=usages,
        extra=extra,
        serial=serial,
    )


def store_of(*anchors: Made) -> Store:
    """Return a store of these."""
    return from_anchors("test", "the test's roots", [anchor.certificate.der for anchor in anchors])


def chain_of(*made: Made) -> tuple[Certificate, ...]:
    """Return the certificates alone."""
    return tuple(item.certificate for item in made)
