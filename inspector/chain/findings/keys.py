"""Rules about keys and signatures: what clients skip, and where they disagree about a pin."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.path import Layer, Role
from inspector.chain.pin import dead_reason

_WEAK_HASHES = ("MD2", "MD4", "MD5", "SHA1")
_MIN_RSA = 2048
_ANDROID_RSA = 1024
_ANDROID_EC = 160


def _below_anchor(evidence: Evidence) -> tuple[Layer, ...]:
    return evidence.layers[:-1] if evidence.has_path and len(evidence.layers) > 1 else evidence.layers


def weak_signature(evidence: Evidence) -> Iterator[Finding]:
    """Notice signatures that Conscrypt refuses below the anchor (ChainStrengthAnalyzer: MD2, MD4, MD5, SHA-1)."""
    for layer in _below_anchor(evidence):
        algorithm = layer.certificate.signature.replace("-", "").upper()
        if any(algorithm.startswith(name) for name in _WEAK_HASHES):
            yield Finding(
                "weak-signature",
                Severity.ERROR,
                f"{layer.certificate.subject.readable} is signed with {layer.certificate.signature}.",
                "Android and browsers skip it: have it issued again with SHA-256 or better.",
                layer.served_index,
            )


def weak_key(evidence: Evidence) -> Iterator[Finding]:
    """Notice keys below today's minimum; Conscrypt skips RSA under 1024 and EC under 160 bits."""
    for layer in _below_anchor(evidence):
        key = layer.certificate.key
        if key.bits is None:
            continue
        rsa = key.type.startswith("RSA")
        if (rsa and key.bits < _MIN_RSA) or (key.type == "EC" and key.bits < 224):
            skipped = key.bits < (_ANDROID_RSA if rsa else _ANDROID_EC)
            yield Finding(
                "weak-key",
                Severity.ERROR if skipped else Severity.WARNING,
                f"{layer.certificate.subject.readable} has a short key: {key.label}.",
                "Android refuses it." if skipped else "No public authority issues for it any more: use a longer key.",
                layer.served_index,
            )


def key_encoding(evidence: Evidence) -> Iterator[Finding]:
    """Notice keys whose canonical re-encoding hashes differently: clients that re-encode compute another pin."""
    for layer in (*evidence.layers, *evidence.unused):
        key = layer.certificate.key
        if key.reencoded_pin is not None:
            yield Finding(
                "key-encoding",
                Severity.WARNING,
                f"Clients disagree about the pin of {layer.certificate.subject.readable}: its key is encoded oddly.",
                f"Over the bytes it is {key.pin}, re-encoded {key.reencoded_pin}. Do not pin it: pick another layer.",
                layer.served_index,
            )


def dead_pin(evidence: Evidence) -> Iterator[Finding]:
    """Notice a key whose pin is one of the values that protect nobody."""
    for layer in evidence.layers:
        reason = dead_reason(layer.pin)
        if reason is not None:
            yield Finding(
                "dead-pin", Severity.ERROR, f"The pin of this key is worthless: {reason}.", "", layer.served_index
            )


def no_scts(evidence: Evidence) -> Iterator[Finding]:
    """Notice a public leaf without embedded certificate transparency timestamps (RFC 6962)."""
    leaf = evidence.layers[0]
    if not evidence.public or leaf.role is not Role.LEAF:
        return
    oids = {extension.oid for extension in leaf.certificate.extensions}
    if "1.3.6.1.4.1.11129.2.4.2" not in oids:
        yield Finding(
            "no-scts",
            Severity.INFO,
            "The leaf carries no certificate transparency timestamps.",
            "Chrome, Safari and apps that target Android 17 want them, in the certificate or from the server.",
            leaf.served_index,
        )


def must_staple(evidence: Evidence) -> Iterator[Finding]:
    """Notice a leaf that demands a stapled OCSP response (RFC 7633)."""
    leaf = evidence.layers[0]
    if any(extension.oid == "1.3.6.1.5.5.7.1.24" for extension in leaf.certificate.extensions):
        yield Finding(
            "must-staple",
            Severity.INFO,
            "The leaf demands a stapled OCSP response.",
            "Clients that honour it refuse the server when it sends none.",
            leaf.served_index,
        )


RULES = (weak_signature, weak_key, key_encoding, dead_pin, no_scts, must_staple)
