"""The SubjectPublicKeyInfo of a certificate, CSR, public key or private key file, in PEM or DER."""

import base64
import binascii
import re
from dataclasses import dataclass, field

from inspector.chain.der import BIT_STRING, INTEGER, SEQUENCE, DerError, cut_certificate, read
from inspector.chain.sizes import KEY_FILE_BYTES
from inspector.pinning.errors import BackupError
from inspector.pinning.private_key import as_it_stands, parts, public_half

_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \1-----", re.DOTALL)
_CERTIFICATES = ("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE")
_REQUESTS = ("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")
_CONTAINERS = ("PKCS7", "CMS", "PKCS #7 SIGNED DATA", "PKCS12")
_SSH_PUBLIC = re.compile(rb"\s*(ssh-|ecdsa-sha2-)[a-z0-9-]+ +[A-Za-z0-9+/=]+")
_PLAIN = ("PRIVATE KEY", "EC PRIVATE KEY")
_KINDS = "give a certificate, a CSR, a public key or a private key, as PEM or DER"


@dataclass(frozen=True, slots=True)
class FoundKey:
    """The public half of what a file holds; never the private one."""

    spki: bytes = field(repr=False)
    """DER SubjectPublicKeyInfo."""

    kind: str
    """What the file is: `certificate`, `CSR`, `public key`, `private key`."""

    request: bytes | None = field(default=None, repr=False)
    """The DER of a CSR; None for everything else."""


def read_key(data: bytes, password: str | None = None) -> FoundKey:
    """Return the public key in the file content `data`.

    From certificates, CSRs and public keys the bytes are cut as they stand; only from a private key are they made.
    Of several PEM blocks the first that holds a key counts. Raises `PassphraseNeeded` or `BackupError`.
    """
    if len(data) > KEY_FILE_BYTES:
        raise BackupError("the file is larger than 1 MiB", _KINDS)
    blocks = [(match[1].decode("ascii"), match) for match in _BLOCK.finditer(data)]
    for label, match in blocks:
        found = _from_block(label, match, password)
        if found is not None:
            return found
    if blocks:
        raise BackupError("the file holds no key that can be read here", _KINDS)
    if _SSH_PUBLIC.match(data):
        return FoundKey(_ssh_public(data), "public key")
    if data[:1] != bytes([SEQUENCE]):
        raise BackupError("the file is neither PEM nor DER", _KINDS)
    return _from_der(data, password)


def _from_block(label: str, match: re.Match[bytes], password: str | None) -> FoundKey | None:
    if label in _CONTAINERS:
        raise _container()
    if label.endswith("PRIVATE KEY"):
        spki = public_half(match[0], password, form="ssh" if label.startswith("OPENSSH") else "pem")
        if label in _PLAIN and b"Proc-Type:" not in match[2]:
            spki = as_it_stands(_unarmour(match[2]), spki)
        return FoundKey(spki, "private key")
    if label in _CERTIFICATES:
        return FoundKey(_certificate(_unarmour(match[2])), "certificate")
    if label in _REQUESTS:
        return _request(_unarmour(match[2]))
    if label in ("PUBLIC KEY", "RSA PUBLIC KEY"):
        return FoundKey(_public(_unarmour(match[2])), "public key")
    return None


def _unarmour(body: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BackupError("a PEM block in the file is not base64", "get the file again") from None


def _from_der(data: bytes, password: str | None) -> FoundKey:
    fields = parts(data)
    match [tag for tag, _ in fields[:4]]:
        case [0x30, 0x30, 0x03]:
            inner = [tag for tag, _ in parts(fields[0][1])]
            if inner[:3] == [INTEGER, SEQUENCE, SEQUENCE] and len(inner) <= 4:
                return _request(data)
            return FoundKey(_certificate(data), "certificate")
        case [0x30, 0x03] | [0x02, 0x02]:
            return FoundKey(_public(data), "public key")
        case [0x06, 0xA0] | [0x02, 0x30, 0x30] | [0x02, 0x30]:
            raise _container()
    return FoundKey(as_it_stands(data, public_half(data, password, form="der")), "private key")


def _container() -> BackupError:
    return BackupError(
        "the file is a PKCS #7 or PKCS #12 container", "take the certificate out of it and give that: as PEM or DER"
    )


def _certificate(der: bytes) -> bytes:
    try:
        return cut_certificate(der).spki
    except DerError:
        raise BackupError("the file looks like a certificate and cannot be read as one", _KINDS) from None


def _request(der: bytes) -> FoundKey:
    """Cut the third field of certificationRequestInfo (RFC 2986, section 4.1)."""
    outer = parts(der)
    fields = parts(outer[0][1]) if outer and outer[0][0] == SEQUENCE else []
    if [tag for tag, _ in fields[:3]] != [INTEGER, SEQUENCE, SEQUENCE]:
        raise BackupError("the file looks like a CSR and cannot be read as one", _KINDS)
    return FoundKey(_checked(fields[2][1]), "CSR", der[: read(der, 0, len(der))[2]])


def _public(der: bytes) -> bytes:
    if [tag for tag, _ in parts(der)] == [SEQUENCE, BIT_STRING]:
        return _checked(der)
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

    try:
        return load_der_public_key(der).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001
        raise BackupError("the public key in the file cannot be read", _KINDS) from None


def _checked(spki: bytes) -> bytes:
    """Return `spki` without trailing bytes where it is an algorithm and a bit string (RFC 5280, section 4.1.2.7)."""
    fields = parts(spki)
    if [tag for tag, _ in fields] != [SEQUENCE, BIT_STRING] or not parts(fields[0][1]):
        raise BackupError("the file holds no public key", _KINDS)
    return spki[: read(spki, 0, len(spki))[2]]


def _ssh_public(data: bytes) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_public_key

    try:
        return load_ssh_public_key(data.strip()).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001
        raise BackupError("the OpenSSH public key cannot be read", _KINDS) from None
