"""What the tests of extensions put into one, and how they read it back."""

from chain.building import certificate, extension

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.chain.der import encode
from inspector.chain.extension import Extension

OCSP, ISSUERS = bytes.fromhex("06082b06010505073001"), bytes.fromhex("06082b06010505073002")


def uri(text: str) -> bytes:
    """Return a GeneralName that is a URI."""
    return encode(0x86, text.encode())


def only(oid: str, inner: bytes) -> tuple[Extension, Certificate]:
    """Return the one extension of a certificate, and the certificate."""
    parsed = parse_certificate(certificate(extension(oid, inner)))
    (found,) = parsed.extensions
    return found, parsed
