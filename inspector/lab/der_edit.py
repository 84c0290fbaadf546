"""Certificates that no builder makes: one field put in place of another and signed anew."""

from typing import TYPE_CHECKING

from inspector.chain.der import SEQUENCE, read, sole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec

    from inspector.lab.pki import Credential

_SHA1_WITH_RSA = bytes.fromhex("300d06092a864886f70d0101050500")
_P256_SPKI_HEAD = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200")
_BIT_STRING = 0x03
_ALGORITHM, _SPKI = 2, 6


def with_compressed_point(leaf: "Credential", issuer: "Credential") -> "Credential":
    """Return `leaf`, a P-256 certificate, with its public key written as a compressed point (SEC 1, section 2.3.3)."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public: ec.EllipticCurvePublicKey = leaf.key.public_key()  # type: ignore[assignment]
    point = public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    fields = _fields(leaf)
    fields[_SPKI] = _P256_SPKI_HEAD + point
    return _signed(leaf, issuer, fields)


def with_sha1(leaf: "Credential", issuer: "Credential") -> "Credential":
    """Return `leaf` signed with SHA-1 by `issuer`, whose key is RSA."""
    fields = _fields(leaf)
    fields[_ALGORITHM] = _SHA1_WITH_RSA
    return _signed(leaf, issuer, fields)


def _fields(credential: "Credential") -> list[bytes]:
    """Return the fields of the signed part, each with its header, version first (RFC 5280, section 4.1)."""
    content = sole(credential.certificate.tbs_certificate_bytes, SEQUENCE, "the signed part")
    found: list[bytes] = []
    at = 0
    while at < len(content):
        _, _, stop = read(content, at, len(content))
        found.append(content[at:stop])
        at = stop
    return found


def _signed(credential: "Credential", issuer: "Credential", fields: list[bytes]) -> "Credential":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding

    from inspector.lab.pki import Credential

    body = _value(SEQUENCE, b"".join(fields))
    if isinstance(issuer.key, ec.EllipticCurvePrivateKey):
        signature = issuer.key.sign(body, ec.ECDSA(hashes.SHA256()))
    else:
        digest = hashes.SHA1() if fields[_ALGORITHM] == _SHA1_WITH_RSA else hashes.SHA256()  # noqa: S303
        signature = issuer.key.sign(body, padding.PKCS1v15(), digest)
    der = _value(SEQUENCE, body + fields[_ALGORITHM] + _value(_BIT_STRING, b"\0" + signature))
    return Credential(x509.load_der_x509_certificate(der), credential.key)


def _value(tag: int, content: bytes) -> bytes:
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content
