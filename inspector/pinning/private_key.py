"""The public half of a private key, encoded as a certificate for that key would hold it."""

from importlib.util import find_spec

from inspector.chain.der import BIT_STRING, INTEGER, OCTET_STRING, SEQUENCE, DerError, read
from inspector.pinning.errors import BackupError, PassphraseNeeded

FROM_KEY = "give the CSR, the certificate or the public key file made from it"
_EC = bytes.fromhex("06072a8648ce3d0201")
_RESTRICTED = (bytes.fromhex("06092a864886f70d01010a"), _EC)
"""Algorithms whose encoding does not follow from the key alone: RSASSA-PSS (RFC 4055) and EC (RFC 5480)."""


def public_half(data: bytes, password: str | None, *, form: str) -> bytes:
    """Return the DER SubjectPublicKeyInfo for the private key in `data`; `form` is `pem`, `der` or `ssh`.

    Where the key is not encrypted, its algorithm identifier and its EC point are taken as they stand (RSASSA-PSS
    parameters, compressed points, explicit curves), as OpenSSL does when it makes a CSR; an encrypted key is taken in
    its usual encoding. Raises `PassphraseNeeded` or `BackupError`.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization

    loaders = {
        "pem": serialization.load_pem_private_key,
        "der": serialization.load_der_private_key,
        "ssh": serialization.load_ssh_private_key,
    }
    secret = password.encode() if password else None
    try:
        try:
            key = loaders[form](data, secret)
        except TypeError:
            if secret is None:
                raise
            key = loaders[form](data, None)
        return key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    except TypeError:
        if form == "ssh" and find_spec("bcrypt") is None:
            raise BackupError(
                "an encrypted OpenSSH key cannot be opened here", "give the .pub file beside it: its pin is the same"
            ) from None
        raise PassphraseNeeded(wrong=False) from None
    except UnsupportedAlgorithm:
        raise BackupError("this kind of private key cannot be read here", FROM_KEY) from None
    except Exception:  # noqa: BLE001
        if secret is not None:
            raise PassphraseNeeded(wrong=True) from None
        raise BackupError("the private key in the file cannot be read", FROM_KEY) from None


def as_it_stands(private: bytes, spki: bytes) -> bytes:
    """Return `spki` with the algorithm and the EC point as the unencrypted DER private key `private` spells them.

    `private` is PKCS #8 (RFC 5958), SEC 1 (RFC 5915) or anything else, for which `spki` comes back.
    """
    fields, public = parts(private), parts(spki)
    tags = [tag for tag, _ in fields[:3]]
    try:
        if tags == [INTEGER, SEQUENCE, OCTET_STRING] and content(fields[1][1]).startswith(_RESTRICTED):
            return _sequence(fields[1][1], _point(parts(content(fields[2][1])), public[1][1]))
        if tags[:2] == [INTEGER, OCTET_STRING]:
            curve = next((content(value) for tag, value in fields if tag == 0xA0), None)
            algorithm = public[0][1] if curve is None else _sequence(_EC, curve)
            return _sequence(algorithm, _point(fields, public[1][1]))
    except DerError:
        pass
    return spki


def _point(fields: list[tuple[int, bytes]], usual: bytes) -> bytes:
    """Return the BIT STRING in the field [1] of an ECPrivateKey, or `usual` where it has none."""
    point = next((content(value) for tag, value in fields if tag == 0xA1), b"")
    return point if point[:1] == bytes([BIT_STRING]) else usual


def parts(der: bytes) -> list[tuple[int, bytes]]:
    """Return tag and whole bytes of each part of the outer DER value; none where it cannot be walked."""
    try:
        _, at, end = read(der, 0, len(der))
        found: list[tuple[int, bytes]] = []
        while at < end:
            tag, _, stop = read(der, at, end)
            found.append((tag, der[at:stop]))
            at = stop
    except DerError:
        return []
    return found


def content(value: bytes) -> bytes:
    """Return what stands inside the whole DER value `value`."""
    _, start, stop = read(value, 0, len(value))
    return value[start:stop]


def _sequence(*fields: bytes) -> bytes:
    body = b"".join(fields)
    size = len(body)
    if size < 0x80:
        return bytes([SEQUENCE, size]) + body
    octets = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([SEQUENCE, 0x80 | len(octets)]) + octets + body
