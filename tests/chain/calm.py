"""What holds for every certificate that is read, however hostile."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator

from inspector.chain.certificate import Certificate

UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST_TEXT = 20_000


def texts(certificate: Certificate) -> Iterator[str]:
    """Yield every text that a screen may show of a certificate."""
    yield from (certificate.serial, certificate.signature, certificate.fingerprint)
    for name in (certificate.subject, certificate.issuer):
        yield from (name.readable, name.full, *name.problems)
        for attribute in name.attributes:
            yield from attribute
    key = certificate.key
    yield from (key.type, key.label, key.curve or "", key.reencoded_by, *key.problems)
    yield from certificate.key_usages
    yield from certificate.extended_usages
    yield from (name.text for name in certificate.names)
    for extension in certificate.extensions:
        yield from (extension.oid, extension.name, *extension.lines)
    for problem in certificate.problems:
        yield from (problem.field, problem.reason)


def unsafe(text: str) -> list[str]:
    """Return the code points in `text` that must not reach a terminal."""
    return [f"{ord(char):04x}" for char in text if unicodedata.category(char) in UNSAFE]


def faults(certificate: Certificate) -> list[str]:
    """Return what is wrong with a parsed certificate; empty where nothing is."""
    found = [f"unsafe {unsafe(text)[:3]} in {text[:40]!r}" for text in texts(certificate) if unsafe(text)]
    found += [f"{len(text)} characters" for text in texts(certificate) if len(text) > LONGEST_TEXT]
    if certificate.pin.digest != hashlib.sha256(certificate.key.spki).digest():
        found.append("the pin is not over the key's bytes")
    if certificate.key.spki not in certificate.der:
        found.append("the key's bytes do not stand in the certificate")
    if any(not problem.field or not problem.reason for problem in certificate.problems):
        found.append("a problem says nothing")
    try:
        json.dumps(list(texts(certificate))).encode("utf-8")
    except (TypeError, ValueError) as error:
        found.append(f"no JSON: {error}")
    return found
