"""What Ktor's Darwin engine does with its `CertificatePinner`."""

import base64
import hashlib
from collections.abc import Sequence

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.key_header import header_pin
from inspector.clients.matching import connects, matched, refused, stopped, uncovered
from inspector.clients.rule import MatchedPin, PinRule, RuleSet, Verdict

KEYS = frozenset(("RSA 1024", "RSA 2048", "RSA 3072", "RSA 4096", "EC P-256", "EC P-384"))
"""Keys that it hashes; others are passed over (CertificatesInfo.kt)."""

_SHA1 = "sha1/"


def judge(rules: RuleSet, path: Sequence[Layer], host: str) -> Verdict:
    """Return what the engine does at `host`.

    A host is pinned once a pattern with at least one pin matches it; then any pin of the whole pinner is taken,
    whatever host that one was meant for (`applyPinning` and `hasOnePinnedCertificate` in Ktor's CertificatePinner.kt).
    """
    crash = stopped(rules)
    if crash is not None:
        return crash
    applying = tuple(rule for rule in rules.rules if rule.pins and covers(rule.pattern, host))
    if not applying:
        return uncovered("this pinner")
    every = tuple(rule for rule in rules.rules if rule.pins)
    groups = [group for rule in every for group in rule.lists]
    found = (*matched(groups, path, _hashed), *_by_sha1(every, path))
    if found:
        return connects(found, every)
    pins = {written.pin for group in groups for written in group.pins}
    passed_over = next((layer for layer in path if layer.pin in pins), None)
    if passed_over is not None:
        reason = f"The pin is that of the {passed_over.role.value}, whose key the engine cannot hash."
        return refused(reason, applying)
    return refused("No pin of the whole pinner is that of a certificate in the path.", applying)


def covers(pattern: str, host: str) -> bool:
    """Return whether `pattern` matches `host` (`PinnedCertificate.matches`): ``**.``, ``*.`` or letter by letter."""
    pattern = pattern.lower()
    if pattern.startswith("**."):
        name = pattern[3:]
        return host == name or host.endswith(f".{name}")
    if pattern.startswith("*."):
        name = pattern[1:]
        return host.endswith(name) and "." not in host[: len(host) - len(name)]
    return host == pattern


def _hashed(layer: Layer) -> Pin | None:
    key = layer.certificate.key
    return header_pin(key) if key.label in KEYS else None


def _by_sha1(rules: Sequence[PinRule], path: Sequence[Layer]) -> tuple[MatchedPin, ...]:
    """Return the layers of which a SHA-1 pin is written: the engine still takes those."""
    written = {pin.raw for rule in rules for pin in rule.pins if pin.raw.startswith(_SHA1)}
    found = []
    for layer in path:
        if _hashed(layer) == layer.pin:
            digest = hashlib.sha1(layer.certificate.key.spki, usedforsecurity=False).digest()
            if _SHA1 + base64.b64encode(digest).decode("ascii") in written:
                found.append(MatchedPin(layer.pin, layer.role))
    return tuple(found)
