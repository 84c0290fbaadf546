"""Failure texts that are one sentence: Android's platform, WebView, Cronet, TrustKit, Alamofire, Apple's systems."""

import re
from dataclasses import dataclass

from inspector.checking.failure.text import Failure, FailureKind
from inspector.checking.failure.tokens import line_of, line_text, read_host, url_host


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One such text."""

    pattern: re.Pattern[str]
    """How it is known; its first group, where there is one, is the host."""

    kind: FailureKind
    """What it is about."""

    client: str
    """Whose it is."""

    title: str
    """What people call it."""


def _of(pattern: str, kind: FailureKind, client: str, title: str) -> _Sentence:
    return _Sentence(re.compile(pattern), kind, client, title)


_SENTENCES = (
    _of(r"Pin verification failed\b", FailureKind.PINS, "nsc", "Android's pin failure"),
    _of(
        r"ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN|SSL_PINNED_KEY_NOT_IN_CERT_CHAIN",
        FailureKind.PINS,
        "cronet",
        "Cronet's failure",
    ),
    _of(r"Error: SSL Pin not found for ([\w.:-]+)", FailureKind.PINS, "trustkit", "TrustKit's failure"),
    _of(
        r"Error: default SSL validation failed for ([\w.-]+)",
        FailureKind.UNTRUSTED,
        "trustkit",
        "TrustKit's trust failure",
    ),
    _of(r"Public key pinning failed for host ([\w.-]+)", FailureKind.PINS, "alamofire", "Alamofire's failure"),
    _of(r"Certificate pinning failed for host ([\w.-]+)", FailureKind.PINS, "alamofire", "Alamofire's failure"),
    _of(r"Public key does not match pinned value", FailureKind.PINS, "apple", "Apple's pin failure"),
    _of(r"Fingerprints did not match", FailureKind.PINS, "python", "urllib3's fingerprint failure"),
    _of(
        r"Trust anchor for certification path not found|PKIX path building failed|Failed to find a trusted cert that",
        FailureKind.UNTRUSTED,
        "android",
        "a trust failure",
    ),
    _of(
        r"_kCFStreamErrorCodeKey\D{0,3}-9802|NSURLErrorDomain\D{0,12}-1200",
        FailureKind.UNCLEAR,
        "apple",
        "Apple's TLS failure",
    ),
    _of(r"NSURLErrorDomain\D{0,12}-999\b", FailureKind.UNCLEAR, "swift", "a cancelled challenge"),
)


def recognise_sentence(text: str) -> Failure | None:
    """Return what the first known sentence in `text` says, a pin failure before any other; None without one."""
    for sentence in _SENTENCES:
        found = sentence.pattern.search(text)
        if found is not None:
            named = read_host(found[1].rstrip(".")) if sentence.pattern.groups else None
            place = found.start()
            host = named or url_host(text)
            return Failure(
                sentence.kind, sentence.client, sentence.title, line_of(text, place), line_text(text, place), host
            )
    return None
