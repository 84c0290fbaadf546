"""What a file is that holds no certificate, by its first bytes or its PEM labels."""

import re

from inspector.chain.der import SEQUENCE, DerError, read, values

_LABEL = re.compile(rb"-----BEGIN ([A-Z0-9 #]{1,40})-----")
_CERTIFICATE_HINT = "give the certificate itself, as PEM, DER or PKCS #7"
_PKCS12 = (
    "it is a PKCS #12 container",
    "take the certificates out: openssl pkcs12 -in FILE -nokeys -out certificates.pem",
)
_KINDS = {
    "private key": ("it is a private key, and nothing of it was kept", _CERTIFICATE_HINT),
    "request": ("it is a certificate request (CSR)", "a request has no chain: give the certificate made from it"),
    "public key": ("it is a public key", "a key has no chain: give the certificate"),
    "list": ("it is a certificate revocation list", _CERTIFICATE_HINT),
    "pkcs12": _PKCS12,
    "pkcs7": ("it is a PKCS #7 container without certificates", _CERTIFICATE_HINT),
    "broken": ("it has a certificate that cannot be read", "get the file again: it may be cut off or edited"),
    "pgp": ("it is an OpenPGP file", _CERTIFICATE_HINT),
    "empty": ("it is empty", "give certificates as PEM, DER or PKCS #7"),
    "html": ("it is a web page", "download the certificate itself: this may be an error or login page"),
    "jks": ("it is a Java key store", "export the certificate: keytool -exportcert -rfc -keystore FILE -alias NAME"),
    "zip": ("it is a ZIP archive", "unpack it first"),
    "text": ("there is no certificate in it", "give certificates as PEM, DER or PKCS #7"),
    "der": ("it is no certificate, nor anything else that is known here", _CERTIFICATE_HINT),
}


def kind_of(data: bytes) -> tuple[str, str]:
    """Return a clause that says what `data` is, and a hint; neither holds any text of `data`."""
    return _KINDS[_kind(data)]


def _kind(data: bytes) -> str:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        return "empty"
    if data[:1] == b"\x30":
        return _der_kind(data)
    labels = {label.decode("ascii") for label in _LABEL.findall(data)}
    if labels:
        return _pem_kind(labels)
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml", b"<!--")):
        return "html"
    if start.startswith((b"ssh-", b"ecdsa-sha2-")):
        return "public key"
    if data.startswith((b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")):
        return "jks"
    return "zip" if data.startswith(b"PK\x03\x04") else "text"


def _pem_kind(labels: set[str]) -> str:
    if any(label.endswith("CERTIFICATE") for label in labels):
        return "broken"
    if any(label.endswith("PRIVATE KEY") for label in labels):
        return "private key"
    if any(label.endswith("CERTIFICATE REQUEST") for label in labels):
        return "request"
    if any(label.endswith("PUBLIC KEY") for label in labels):
        return "public key"
    if "X509 CRL" in labels:
        return "list"
    if labels & {"PKCS7", "CMS", "PKCS #7 SIGNED DATA"}:
        return "pkcs7"
    if "PKCS12" in labels:
        return "pkcs12"
    return "pgp" if any(label.startswith("PGP") for label in labels) else "text"


def _der_kind(data: bytes) -> str:
    try:
        _, start, stop = read(data, 0, len(data))
        parts = values(data[start:stop])
        tags = [tag for tag, _ in parts[:3]]
        inner = [tag for tag, _ in values(parts[0][1])] if tags[:1] == [SEQUENCE] else []
    except DerError:
        return "der"
    match tags:
        case [0x30, 0x30, 0x03]:
            if inner[:3] == [0x02, 0x30, 0x30] and inner[3:] in ([], [0xA0]):
                return "request"
            return "list" if {0x17, 0x18} & set(inner) else "broken"
        case [0x06, 0xA0]:
            return "pkcs7"
        case [0x02, 0x30, 0x04] | [0x02, 0x04, *_] | [0x02, 0x02, 0x02] | [0x30, 0x04]:
            return "private key"
        case [0x02, 0x30] | [0x02, 0x30, 0x30]:
            return "pkcs12"
        case [0x30, 0x03] | [0x02, 0x02]:
            return "public key"
    return "der"
