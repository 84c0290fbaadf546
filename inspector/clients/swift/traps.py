"""What Swift code does wrong that compares keys or certificates by itself, whoever wrote it."""

import re
from collections.abc import Iterator

from inspector.chain.finding import Severity
from inspector.clients.rule import PinProblem

_CODE = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_BARE = re.compile(r"SecKeyCopyExternalRepresentation")
_HASH = re.compile(r"\bSHA256\b|CC_SHA256|\.sha256\b")
_HEADER = re.compile(r"(?i)0x30\b|\b48, *(?:89|130|118|129)\b|asn1|header|prefix|\"30[58]|MII|MFkw|MHYw")
_WHOLE = re.compile(r"SecCertificateCopyData")
_MANAGER = re.compile(r"\bServerTrustManager\s*\(")
_BUNDLED = re.compile(r"\bPinnedCertificatesTrustEvaluator\b")
_CREDENTIAL = re.compile(r"URLCredential\s*\(\s*trust\s*:")
_EVALUATED = re.compile(r"SecTrustEvaluate|performDefaultValidation|TrustKit|\.evaluate\(")


def marks_of(text: str) -> bool:
    """Return whether Swift compares keys or certificates by itself, as far as names tell."""
    return bool(_MANAGER.search(text) or ((_BARE.search(text) or _WHOLE.search(text)) and _HASH.search(text)))


def swift_traps(text: str) -> tuple[PinProblem, ...]:
    """Return what names alone tell: the bare key is hashed, the chain is not evaluated, other hosts fail."""
    code = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return tuple(_traps(code))


def _traps(code: str) -> Iterator[PinProblem]:
    hashes = _HASH.search(code) is not None
    bare = _BARE.search(code)
    if bare and hashes and not _HEADER.search(code):
        title = "The bare key is hashed: without the ASN.1 header in front of it no pin can ever equal the hash."
        hint = "Put the DER header of the key's kind in front, as in the text that is written for the Swift delegate."
        yield PinProblem("bare-key-hash", Severity.ERROR, title, hint, _line(code, bare.start()))
    whole = _WHOLE.search(code)
    if whole and hashes and not bare:
        title = "The whole certificate is hashed: that is a fingerprint and no pin, and a renewal changes it."
        hint = "Hash the SubjectPublicKeyInfo of the key."
        yield PinProblem("certificate-hash", Severity.WARNING, title, hint, _line(code, whole.start()))
    credential = _CREDENTIAL.search(code)
    if credential and not _EVALUATED.search(code):
        title = "The chain is taken without being evaluated: neither issuer, name nor dates count."
        hint = "Call SecTrustEvaluateWithError first, and refuse what it refuses."
        yield PinProblem("trust-not-evaluated", Severity.WARNING, title, hint, _line(code, credential.start()))
    manager = _MANAGER.search(code)
    if manager and "allHostsMustBeEvaluated" not in code:
        title = "Every host that has no evaluator fails: allHostsMustBeEvaluated is true by default."
        hint = "Pass allHostsMustBeEvaluated: false where other hosts are asked too."
        yield PinProblem("all-hosts-evaluated", Severity.WARNING, title, hint, _line(code, manager.start()))
    bundled = _BUNDLED.search(code)
    if bundled:
        title = "Whole certificates are compared: the app must ship the next one before the server has it."
        hint = "Compare keys, or use NSPinnedDomains."
        yield PinProblem("whole-certificates", Severity.INFO, title, hint, _line(code, bundled.start()))


def _line(code: str, at: int) -> int:
    return code.count("\n", 0, at) + 1
