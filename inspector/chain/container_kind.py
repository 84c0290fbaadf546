"""What a file is that holds no certificate, by its first bytes or its PEM labels."""

import re
from enum import StrEnum

from inspector.chain.der import SEQUENCE, DerError, read, values

_LABEL = re.compile(rb"-----BEGIN ([A-Z0-9 #]{1,40})-----")
_CERTIFICATE_HINT = "give the certificate itself, as PEM, DER, PKCS #7 or PKCS #12"


class Kind(StrEnum):
    """What a file without a certificate that can be read may be."""

    PRIVATE_KEY = "private key"
    REQUEST = "request"
    PUBLIC_KEY = "public key"
    REVOCATION_LIST = "list"
    PKCS12 = "pkcs12"
    PKCS7 = "pkcs7"
    BROKEN = "broken"
    OPENPGP = "pgp"
    EMPTY = "empty"
    WEB_PAGE = "html"
    JAVA_KEY_STORE = "jks"
    ZIP = "zip"
    TEXT = "text"
    UNKNOWN_DER = "der"


_WORDS = {
    Kind.PRIVATE_KEY: ("it is a private key, and nothing of it was kept", _CERTIFICATE_HINT),
    Kind.REQUEST: ("it is a certificate request (CSR)", "a request has no chain: give the certificate made from it"),
    Kind.PUBLIC_KEY: ("it is a public key", "a key has no chain: give the certificate"),
    Kind.REVOCATION_LIST: ("it is a certificate revocation list", _CERTIFICATE_HINT),
    Kind.PKCS12: ("it is a PKCS #12 container without certificates", _CERTIFICATE_HINT),
    Kind.PKCS7: ("it is a PKCS #7 container without certificates", _CERTIFICATE_HINT),
    Kind.BROKEN: ("it has a certificate that cannot be read", "get the file again: it may be cut off or edited"),
    Kind.OPENPGP: ("it is an OpenPGP file", _CERTIFICATE_HINT),
    Kind.EMPTY: ("it is empty", "give certificates as PEM, DER, PKCS #7 or PKCS #12"),
    Kind.WEB_PAGE: ("it is a web page", "download the certificate itself: this may be an error or login page"),
    Kind.JAVA_KEY_STORE: (
        "it is a Java key store",
        "export the certificate: keytool -exportcert -rfc -keystore FILE -alias NAME",
    ),
    Kind.ZIP: ("it is a ZIP archive", "unpack it first"),
    Kind.TEXT: ("there is no certificate in it", "give certificates as PEM, DER, PKCS #7 or PKCS #12"),
    Kind.UNKNOWN_DER: ("it is no certificate, nor anything else that is known here", _CERTIFICATE_HINT),
}
KEYS = frozenset({Kind.PRIVATE_KEY, Kind.REQUEST, Kind.PUBLIC_KEY})
"""Kinds that have a key, and so a pin, although they hold no certificate."""


def words_for(kind: Kind) -> tuple[str, str]:
    """Return a clause that says what a file of this kind is, and a hint."""
    return _WORDS[kind]


def block_name(label: str) -> str:
    """Return what a PEM block with this label is, a noun phrase without any text of the file."""
    if label.endswith("PRIVATE KEY"):
        return "a private key"
    if label.endswith("CERTIFICATE REQUEST"):
        return "a certificate request (CSR)"
    if label.endswith("PUBLIC KEY"):
        return "a public key"
    if label.endswith("PARAMETERS"):
        return "a set of key parameters"
    return "a revocation list" if label == "X509 CRL" else "no certificate"


def kind_of(data: bytes) -> Kind:
    """Return what `data` is, taken that no certificate was found in it."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        return Kind.EMPTY
    if data[:1] == b"\x30":
        return _der_kind(data)
    labels = {label.decode("ascii") for label in _LABEL.findall(data)}
    if labels:
        return _pem_kind(labels)
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml", b"<!--")):
        return Kind.WEB_PAGE
    if start.startswith((b"ssh-", b"ecdsa-sha2-")):
        return Kind.PUBLIC_KEY
    if data.startswith((b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")):
        return Kind.JAVA_KEY_STORE
    return Kind.ZIP if data.startswith(b"PK\x03\x04") else Kind.TEXT


def _pem_kind(labels: set[str]) -> Kind:
    if any(label.endswith("CERTIFICATE") for label in labels):
        return Kind.BROKEN
    if any(label.endswith("PRIVATE KEY") for label in labels):
        return Kind.PRIVATE_KEY
    if any(label.endswith("CERTIFICATE REQUEST") for label in labels):
        return Kind.REQUEST
    if any(label.endswith("PUBLIC KEY") for label in labels):
        return Kind.PUBLIC_KEY
    if "X509 CRL" in labels:
        return Kind.REVOCATION_LIST
    if labels & {"PKCS7", "CMS", "PKCS #7 SIGNED DATA"}:
        return Kind.PKCS7
    if "PKCS12" in labels:
        return Kind.PKCS12
    return Kind.OPENPGP if any(label.startswith("PGP") for label in labels) else Kind.TEXT


def _der_kind(data: bytes) -> Kind:
    from inspector.chain.ber import definite

    try:
        if data[1:2] == b"\x80":
            data = definite(data)
        _, start, stop = read(data, 0, len(data))
        parts = values(data[start:stop])
        tags = [tag for tag, _ in parts[:3]]
        inner = [tag for tag, _ in values(parts[0][1])] if tags[:1] == [SEQUENCE] else []
    except DerError:
        return Kind.UNKNOWN_DER
    match tags:
        case [0x30, 0x30, 0x03]:
            if inner[:3] == [0x02, 0x30, 0x30] and inner[3:] in ([], [0xA0]):
                return Kind.REQUEST
            return Kind.REVOCATION_LIST if {0x17, 0x18} & set(inner) else Kind.BROKEN
        case [0x06, 0xA0]:
            return Kind.PKCS7
        case [0x02, 0x30, 0x04] | [0x02, 0x04, *_] | [0x02, 0x02, 0x02] | [0x30, 0x04]:
            return Kind.PRIVATE_KEY
        case [0x02, 0x30] | [0x02, 0x30, 0x30]:
            return Kind.PKCS12
        case [0x30, 0x03] | [0x02, 0x02]:
            return Kind.PUBLIC_KEY
    return Kind.UNKNOWN_DER
