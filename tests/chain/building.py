"""Certificates put together by hand, field by field, so that each can be wrong on purpose."""

from collections.abc import Sequence

from inspector.chain.der import BIT_STRING, INTEGER, OCTET_STRING, OID, SEQUENCE, SET, encode

ECDSA = encode(SEQUENCE, encode(OID, bytes.fromhex("2a8648ce3d040302")))
SAN = "551d11"
P256 = bytes.fromhex(
    "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)
"""A key whose point is the generator of P-256."""

VALIDITY = encode(0x17, b"250101000000Z") + encode(0x17, b"301231235959Z")


def sequence(*parts: bytes) -> bytes:
    """Return a SEQUENCE of whole values."""
    return encode(SEQUENCE, b"".join(parts))


def attribute(oid: str, value: bytes) -> bytes:
    """Return an attribute with its OID's octets in hexadecimal and a whole value."""
    return sequence(encode(OID, bytes.fromhex(oid)), value)


def name(*groups: bytes) -> bytes:
    """Return a Name with one attribute in each part."""
    return sequence(*(encode(SET, group) for group in groups))


def common_name(text: str) -> bytes:
    """Return a Name that is one common name."""
    return name(attribute("550403", encode(0x0C, text.encode())))


def extension(oid: str, inner: bytes, critical: bytes | None = None) -> bytes:
    """Return an extension with its OID's octets in hexadecimal."""
    flag = b"" if critical is None else encode(0x01, critical)
    return sequence(encode(OID, bytes.fromhex(oid)), flag, encode(OCTET_STRING, inner))


def dns_names(*texts: str) -> bytes:
    """Return a subject alternative name extension of DNS names."""
    return extension(SAN, sequence(*(encode(0x82, text.encode()) for text in texts)))


def certificate(
    *extensions: bytes,
    subject: bytes | None = None,
    spki: bytes = P256,
    validity: bytes = VALIDITY,
    serial: bytes = b"\x01",
    version: bytes = encode(0xA0, encode(INTEGER, b"\x02")),
    algorithm: bytes = ECDSA,
    outer: bytes | None = None,
    tail: Sequence[bytes] | None = None,
) -> bytes:
    """Return a DER certificate; its signature is none."""
    holder = common_name("subject") if subject is None else subject
    after = [encode(0xA3, sequence(*extensions))] if extensions else []
    signed = sequence(
        version,
        encode(INTEGER, serial),
        algorithm,
        common_name("issuer"),
        encode(SEQUENCE, validity),
        holder,
        spki,
        *(after if tail is None else tail),
    )
    return sequence(signed, algorithm if outer is None else outer, encode(BIT_STRING, b"\0none"))
