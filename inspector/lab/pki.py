"""The lab's private PKI: keys and certificates that look like the real thing and vouch for nothing outside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID, ObjectIdentifier

PrivateKey: TypeAlias = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

ORGANISATION = "Pinspector Lab"
LEAF_LIFE = timedelta(days=90)
INTERMEDIATE_LIFE = timedelta(days=3 * 365)
ROOT_LIFE = timedelta(days=15 * 365)
_AGE = {LEAF_LIFE: timedelta(days=20), INTERMEDIATE_LIFE: timedelta(days=300), ROOT_LIFE: timedelta(days=1500)}
_DOMAIN_VALIDATED = ObjectIdentifier("2.23.140.1.2.1")

_keys: dict[str, PrivateKey] = {}


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate and its private key."""

    certificate: x509.Certificate
    """The certificate."""

    key: PrivateKey = field(repr=False)
    """Its private key: made in this process, never written anywhere by the lab."""

    @property
    def der(self) -> bytes:
        """The certificate as DER."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> str:
        """The certificate as PEM text."""
        return self.certificate.public_bytes(Encoding.PEM).decode("ascii")

    @property
    def key_pem(self) -> bytes:
        """The private key as unencrypted PKCS #8 PEM, for a server of another program."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a certificate holds."""

    not_before: datetime
    """First valid moment, UTC."""

    not_after: datetime
    """Last valid moment, UTC."""

    @classmethod
    def around(cls, now: datetime, life: timedelta) -> "Validity":
        """Return a period of length `life` in whose first third `now` lies, on full hours."""
        start = now.replace(minute=0, second=0, microsecond=0) - _AGE.get(life, life / 5)
        return cls(start, start + life)


def key_named(label: str, kind: str = "p256") -> PrivateKey:
    """Return the key of this process with this label; `kind` is `p256`, `p384`, `rsa1024`, `rsa2048`, ...

    Made at the first call and kept in memory, so that every scenario of one process shows the same pins.
    """
    name = f"{label}/{kind}"
    if name not in _keys:
        _keys[name] = _make_key(kind)
    return _keys[name]


def _make_key(kind: str) -> PrivateKey:
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind[3:]))
    curves: dict[str, ec.EllipticCurve] = {"p384": ec.SECP384R1(), "p521": ec.SECP521R1()}
    return ec.generate_private_key(curves.get(kind, ec.SECP256R1()))


def name_of(common: str, organisation: str | None = ORGANISATION) -> x509.Name:
    """Return the name with this common name, and the lab's organisation where it is a CA's."""
    attributes = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)] if organisation else []
    return x509.Name([*attributes, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def make_root(common: str, now: datetime, *, kind: str = "p256", validity: Validity | None = None) -> Credential:
    """Return a self-signed CA."""
    key = key_named(common, kind)
    return issue_ca(common, None, now, key=key, validity=validity or Validity.around(now, ROOT_LIFE))


def issue_ca(
    common: str,
    issuer: Credential | None,
    now: datetime,
    *,
    key: PrivateKey | None = None,
    validity: Validity | None = None,
    path_length: int | None = None,
) -> Credential:
    """Return a CA signed by `issuer`, or self-signed where that is None; a key given again makes a cross-sign."""
    own = key or key_named(common)
    when = validity or Validity.around(now, INTERMEDIATE_LIFE)
    builder = (
        _begin(name_of(common), issuer, own, when)
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_usage(ca=True), critical=True)
    )
    if issuer is not None:
        builder = _addresses(builder, issuer)
    return _sign(builder, own, issuer)


def issue_leaf(
    names: Sequence[x509.GeneralName | str],
    issuer: Credential | None,
    now: datetime,
    *,
    key: PrivateKey | None = None,
    validity: Validity | None = None,
    subject: x509.Name | None = None,
) -> Credential:
    """Return a server certificate for `names` (texts are DNS names), self-signed where `issuer` is None."""
    general = [x509.DNSName(name) if isinstance(name, str) else name for name in names]
    common = str(general[0].value)
    own = key or key_named(common)
    builder = (
        _begin(subject or name_of(common, None), issuer, own, validity or Validity.around(now, LEAF_LIFE))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(ca=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(general), critical=False)
    )
    if issuer is not None:
        builder = _addresses(builder, issuer).add_extension(
            x509.CertificatePolicies([x509.PolicyInformation(_DOMAIN_VALIDATED, None)]), critical=False
        )
    return _sign(builder, own, issuer)


def _begin(subject: x509.Name, issuer: Credential | None, key: PrivateKey, when: Validity) -> x509.CertificateBuilder:
    public = key.public_key()
    signer = issuer.key.public_key() if issuer else public
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(when.not_before)
        .not_valid_after(when.not_after)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer), critical=False)
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _addresses(builder: x509.CertificateBuilder, issuer: Credential) -> x509.CertificateBuilder:
    common = issuer.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    slug = str(common).lower().replace(" ", "-")
    access = x509.AccessDescription(
        AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(f"http://ca.lab.test/{slug}.cer")
    )
    lists = x509.DistributionPoint([x509.UniformResourceIdentifier(f"http://ca.lab.test/{slug}.crl")], None, None, None)
    return builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False).add_extension(
        x509.CRLDistributionPoints([lists]), critical=False
    )


def _sign(
    builder: x509.CertificateBuilder,
    key: PrivateKey,
    issuer: Credential | None,
) -> Credential:
    signer = issuer.key if issuer else key
    return Credential(builder.sign(signer, hashes.SHA256()), key)
