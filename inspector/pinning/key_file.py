"""The SubjectPublicKeyInfo of a certificate, CSR, public key or private key file, in PEM or DER."""

import base64
import binascii
import re
from dataclasses import dataclass, field

from inspector.chain.der import BIT_STRING, INTEGER, SEQUENCE, DerError, cut_certificate, read
from inspector.pinning.errors import BackupError, PassphraseNeeded

LARGEST = 1 << 20
"""Bytes of the largest file that is looked into."""

_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \1-----", re.DOTALL)
_CERTIFICATES = ("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE")
_REQUESTS = ("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")
_CONTAINERS = ("PKCS7", "CMS", "PKCS #7 SIGNED DATA", "PKCS12")
_SSH_PUBLIC = re.compile(rb"\s*(ssh-|ecdsa-sha2-)[a-z0-9-]+ +[A-Za-z0-9+/=]+")
_PSS = bytes.fromhex("06092a864886f70d01010a")
_FROM_KEY = "give the CSR, the certificate or the public key file made from it"
_KINDS = "give a certificate, a CSR, a public key or a private key, as PEM or DER"


@dataclass(frozen=True, slots=True)
class FoundKey:
    """The public half of what a file holds; never the private one."""

    spki: bytes = field(repr=False)
    """DER SubjectPublicKeyInfo."""

    kind: str
    """What the file is: `certificate`, `CSR`, `public key`, `private key`."""


def read_key(data: bytes, password: str | None = None) -> FoundKey:
    """Return the public key in the file content `data`.

    From certificates, CSRs and public keys the bytes are cut as they stand; only from a private key are they made.
    Of several PEM blocks the first that holds a key counts. Raises `PassphraseNeeded` or `BackupError`.
    """
    if len(data) > LARGEST:
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
        plain = _unarmour(match[2]) if label == "PRIVATE KEY" else None
        return _private(match[0], password, pem=True, plain=plain, ssh=label.startswith("OPENSSH"))
    if label in _CERTIFICATES:
        return FoundKey(_certificate(_unarmour(match[2])), "certificate")
    if label in _REQUESTS:
        return FoundKey(_request(_unarmour(match[2])), "CSR")
    if label in ("PUBLIC KEY", "RSA PUBLIC KEY"):
        return FoundKey(_public(_unarmour(match[2])), "public key")
    return None


def _unarmour(body: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BackupError("a PEM block in the file is not base64", "get the file again") from None


def _from_der(data: bytes, password: str | None) -> FoundKey:
    parts = _children(data)
    match [tag for tag, _ in parts[:4]]:
        case [0x30, 0x30, 0x03]:
            inner = [tag for tag, _ in _children(parts[0][1])]
            if inner[:3] == [INTEGER, SEQUENCE, SEQUENCE] and len(inner) <= 4:
                return FoundKey(_request(data), "CSR")
            return FoundKey(_certificate(data), "certificate")
        case [0x30, 0x03] | [0x02, 0x02]:
            return FoundKey(_public(data), "public key")
        case [0x06, 0xA0] | [0x02, 0x30, 0x30] | [0x02, 0x30]:
            raise _container()
    plain = data if len(parts) > 1 and parts[1][0] == SEQUENCE else None
    return _private(data, password, pem=False, plain=plain)


def _container() -> BackupError:
    return BackupError(
        "the file is a PKCS #7 or PKCS #12 container", "take the certificate out of it and give that: as PEM or DER"
    )


def _certificate(der: bytes) -> bytes:
    try:
        return cut_certificate(der).spki
    except DerError:
        raise BackupError("the file looks like a certificate and cannot be read as one", _KINDS) from None


def _request(der: bytes) -> bytes:
    """Cut the third field of certificationRequestInfo (RFC 2986, section 4.1)."""
    parts = _children(der)
    fields = _children(parts[0][1]) if parts and parts[0][0] == SEQUENCE else []
    if [tag for tag, _ in fields[:3]] != [INTEGER, SEQUENCE, SEQUENCE]:
        raise BackupError("the file looks like a CSR and cannot be read as one", _KINDS)
    return _checked(fields[2][1])


def _public(der: bytes) -> bytes:
    if [tag for tag, _ in _children(der)] == [SEQUENCE, BIT_STRING]:
        return _checked(der)
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

    try:
        return load_der_public_key(der).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001
        raise BackupError("the public key in the file cannot be read", _KINDS) from None


def _checked(spki: bytes) -> bytes:
    """Return `spki` where it is an algorithm and a bit string (RFC 5280, section 4.1.2.7)."""
    parts = _children(spki)
    if [tag for tag, _ in parts] != [SEQUENCE, BIT_STRING] or not _children(parts[0][1]):
        raise BackupError("the file holds no public key", _KINDS)
    return spki


def _ssh_public(data: bytes) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_public_key

    try:
        return load_ssh_public_key(data.strip()).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001
        raise BackupError("the OpenSSH public key cannot be read", _KINDS) from None


def _private(data: bytes, password: str | None, *, pem: bool, plain: bytes | None, ssh: bool = False) -> FoundKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization

    load = serialization.load_pem_private_key if pem else serialization.load_der_private_key
    if ssh:
        load = serialization.load_ssh_private_key
    secret = password.encode() if password else None
    try:
        try:
            key = load(data, secret)
        except TypeError:
            if secret is None:
                raise
            key = load(data, None)
        public = key.public_key()
        spki = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    except TypeError:
        raise PassphraseNeeded(wrong=False) from None
    except UnsupportedAlgorithm:
        hint = "give the .pub file beside it" if ssh else _FROM_KEY
        raise BackupError("this kind of private key cannot be read here", hint) from None
    except Exception:  # noqa: BLE001
        if secret is not None:
            raise PassphraseNeeded(wrong=True) from None
        raise BackupError("the private key in the file cannot be read", _FROM_KEY) from None
    if plain is not None and _PSS in plain[:40]:
        raise BackupError("an RSASSA-PSS private key does not say how certificates will encode it", _FROM_KEY)
    return FoundKey(spki, "private key")


def _children(der: bytes) -> list[tuple[int, bytes]]:
    """Return tag and whole bytes of each part of the outer DER value; none where it cannot be walked."""
    try:
        _, at, end = read(der, 0, len(der))
        parts: list[tuple[int, bytes]] = []
        while at < end:
            tag, _, stop = read(der, at, end)
            parts.append((tag, der[at:stop]))
            at = stop
    except DerError:
        return []
    return parts
