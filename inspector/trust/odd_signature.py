"""Signatures that the library does not check as a certificate's, such as SHA-1: checked over the bytes."""

from inspector.chain import oids
from inspector.chain.der import BIT_STRING, SEQUENCE, DerError, read, sole, values


def is_signed_by_bytes(spki: bytes, der: bytes) -> bool:
    """Whether the key `spki` made the signature on the DER certificate `der`.

    Understood: RSA with PKCS #1 v1.5, ECDSA and Ed25519, however weak the hash; for any other kind the answer is no.
    """
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        signed, algorithm, signature = _cut(der)
        return _verifies(load_der_public_key(spki), signed, algorithm, signature)
    except Exception:  # noqa: BLE001
        return False


def _cut(der: bytes) -> tuple[bytes, str, bytes]:
    """Return the signed part with its header, the algorithm as people call it, and the signature."""
    content = sole(der, SEQUENCE, "the certificate")
    tag, _, stop = read(content, 0, len(content))
    rest = values(content[stop:])
    if tag != SEQUENCE or [kind for kind, _ in rest] != [SEQUENCE, BIT_STRING] or not rest[1][1].startswith(b"\0"):
        raise DerError("the certificate is not a signed value")
    oid = oids.dotted(values(rest[0][1])[0][1])
    return content[:stop], oids.SIGNATURES.get(oid, oid), rest[1][1][1:]


def _verifies(key: object, signed: bytes, algorithm: str, signature: bytes) -> bool:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

    digests: dict[str, hashes.HashAlgorithm] = {
        "MD5": hashes.MD5(),  # noqa: S303
        "SHA1": hashes.SHA1(),  # noqa: S303
        "SHA224": hashes.SHA224(),
        "SHA256": hashes.SHA256(),
        "SHA384": hashes.SHA384(),
        "SHA512": hashes.SHA512(),
    }
    digest = digests.get(algorithm.partition(" ")[0])
    if isinstance(key, rsa.RSAPublicKey) and digest is not None and algorithm.endswith("with RSA"):
        key.verify(signature, signed, padding.PKCS1v15(), digest)
        return True
    if isinstance(key, ec.EllipticCurvePublicKey) and digest is not None and algorithm.endswith("with ECDSA"):
        key.verify(signature, signed, ec.ECDSA(digest))
        return True
    if isinstance(key, ed25519.Ed25519PublicKey) and algorithm == "Ed25519":
        key.verify(signature, signed)
        return True
    return False
