"""Rules about keys and signatures: what clients skip, and where they disagree about a pin."""

from collections.abc import Iterator

from inspector.chain.extension import TIMESTAMPS, TLS_FEATURES
from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.path import Layer, Role
from inspector.chain.pin import dead_reason

_WEAK_HASHES = frozenset({"MD2", "MD4", "MD5", "SHA1"})
_SHORT = {"RSA": 2048, "RSASSA-PSS": 2048, "DSA": 2048, "EC": 224}
_REFUSED = {"RSA": 1024, "RSASSA-PSS": 1024, "DSA": 1024, "EC": 160}
_STATUS_REQUEST = b"\x02\x01\x05"


def _signed_by_others(evidence: Evidence) -> tuple[Layer, ...]:
    """Return the layers whose signatures count: not an anchor's, and not that of a root that is served for nothing."""
    if evidence.has_path and len(evidence.layers) > 1:
        return evidence.layers[:-1]
    return tuple(layer for layer in evidence.layers if layer.role is not Role.ROOT)


def weak_signature(evidence: Evidence) -> Iterator[Finding]:
    """Notice signatures that Conscrypt refuses below the anchor (ChainStrengthAnalyzer: MD2, MD4, MD5, SHA-1)."""
    for layer in _signed_by_others(evidence):
        algorithm = layer.certificate.signature
        if algorithm.partition(" ")[0] in _WEAK_HASHES:
            yield Finding(
                "weak-signature",
                Severity.ERROR,
                f"{layer.certificate.subject.readable} is signed with {algorithm}.",
                "Android and browsers refuse it: have it issued again with SHA-256 or better.",
                layer.served_index,
            )


def weak_key(evidence: Evidence) -> Iterator[Finding]:
    """Notice keys below today's minimum; Conscrypt skips RSA under 1024 and EC under 160 bits, anchors excepted."""
    last = len(evidence.layers) - 1
    for position, layer in enumerate(evidence.layers):
        key = layer.certificate.key
        if key.bits is None or key.bits >= _SHORT.get(key.type, 0):
            continue
        is_anchor = evidence.has_path and 0 < position == last
        refused = key.bits < _REFUSED[key.type] and not is_anchor
        hint = "Use a longer key: no public authority issues for it any more."
        if refused:
            hint = "Android refuses it: use a longer key."
        elif is_anchor:
            hint = "Strict clients refuse so short a root: ask its authority for a newer one."
        yield Finding(
            "weak-key",
            Severity.ERROR if refused else Severity.WARNING,
            f"{layer.certificate.subject.readable} has a short key: {key.label}.",
            hint,
            layer.served_index,
        )


def key_encoding(evidence: Evidence) -> Iterator[Finding]:
    """Notice keys whose re-encoding hashes differently: some clients compute another pin."""
    for layer in (*evidence.layers, *evidence.unused):
        key = layer.certificate.key
        if key.reencoded_pin is not None:
            yield Finding(
                "key-encoding",
                Severity.WARNING,
                f"Clients disagree about the pin of {layer.certificate.subject.readable}: its key is encoded oddly.",
                f"Over the bytes it is {key.pin}, but {key.reencoded_by}, which gives {key.reencoded_pin}. Do not pin "
                "it: pick another layer.",
                layer.served_index,
            )


def dead_pin(evidence: Evidence) -> Iterator[Finding]:
    """Notice a key whose pin is one of the values that protect nobody."""
    for layer in (*evidence.layers, *evidence.unused):
        reason = dead_reason(layer.pin)
        if reason is not None:
            yield Finding(
                "dead-pin",
                Severity.ERROR,
                f"The pin of {layer.certificate.subject.readable} is worthless: {reason}.",
                "Do not pin it, and have the certificate issued for a key of your own.",
                layer.served_index,
            )


def no_scts(evidence: Evidence) -> Iterator[Finding]:
    """Notice a public leaf without embedded certificate transparency timestamps (RFC 6962)."""
    leaf = evidence.layers[0]
    if evidence.public and leaf.certificate.extension(TIMESTAMPS) is None:
        yield Finding(
            "no-scts",
            Severity.INFO,
            "The leaf carries no certificate transparency timestamps.",
            "Chrome, Safari and apps that target Android 17 want them, in the certificate or from the server.",
            leaf.served_index,
        )


def must_staple(evidence: Evidence) -> Iterator[Finding]:
    """Notice a leaf that demands a stapled OCSP response (RFC 7633: the TLS feature status_request)."""
    leaf = evidence.layers[0]
    features = leaf.certificate.extension(TLS_FEATURES)
    if features is not None and _STATUS_REQUEST in features.der:
        yield Finding(
            "must-staple",
            Severity.INFO,
            "The leaf demands a stapled OCSP response.",
            "Clients that honour it refuse the server when it sends none.",
            leaf.served_index,
        )


RULES = (weak_signature, weak_key, key_encoding, dead_pin, no_scts, must_staple)
