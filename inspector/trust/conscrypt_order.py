"""Which certificates Conscrypt prefers (CertificatePriorityComparator) and which it refuses (ChainStrengthAnalyzer)."""

from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.key import Key
from inspector.trust.data.roots import Root

Rank = tuple[int, int, int, int, float, float]

_SIGNATURE_ORDER = {
    **dict.fromkeys(("SHA512 with RSA", "SHA512 with ECDSA"), 1),
    **dict.fromkeys(("SHA384 with RSA", "SHA384 with ECDSA"), 2),
    **dict.fromkeys(("SHA256 with RSA", "SHA256 with ECDSA"), 3),
    **dict.fromkeys(("SHA224 with RSA", "SHA224 with ECDSA"), 4),
    **dict.fromkeys(("SHA1 with RSA", "SHA1 with ECDSA"), 5),
    "MD5 with RSA": 6,
}
_UNKNOWN_SIGNATURE = -1
_BROKEN_HASHES = frozenset({"MD2", "MD4", "MD5", "SHA1"})
_SMALLEST = {"RSA": 1024, "EC": 160, "DSA": 1024}
_CURVES = frozenset({"P-224", "P-256", "P-384", "P-521"})


def certificate_rank(certificate: Certificate) -> Rank:
    """Return the sort key of a candidate issuer, the preferred one smallest.

    Self-issued first, EC before others, larger key, stronger signature hash, later end, later begin.
    """
    return (
        0 if certificate.is_self_issued else 1,
        0 if certificate.key.type == "EC" else 1,
        -(certificate.key.bits or 0),
        _SIGNATURE_ORDER.get(certificate.signature, _UNKNOWN_SIGNATURE),
        _later(certificate.not_after),
        _later(certificate.not_before),
    )


def root_rank(root: Root) -> Rank:
    """Return the same for a root without certificate: self-issued, its signature unknown."""
    kind, _, size = root.key.partition(" ")
    bits = int(size.removeprefix("P-")) if size.removeprefix("P-").isdigit() else 0
    return (0, 0 if kind == "EC" else 1, -bits, _UNKNOWN_SIGNATURE, _later(root.not_after), _later(root.not_before))


def weakness(certificate: Certificate) -> str:
    """Return why Conscrypt refuses the certificate as weak, one visible sentence; empty where it does not."""
    name, key = certificate.subject.readable, certificate.key
    if certificate.signature.split(" ")[0] in _BROKEN_HASHES:
        return f"{name} is signed with {certificate.signature}, which Android refuses."
    if not is_known_key(key):
        return f"{name} has a key of a kind that Android does not know ({key.label})."
    if (key.bits or 0) < _SMALLEST[key.type]:
        return f"{name} has a key that is too short for Android ({key.label})."
    return ""


def is_known_key(key: Key) -> bool:
    """Whether Conscrypt makes a usable key of it: RSA, DSA, or EC on a curve that BoringSSL has."""
    return key.type in _SMALLEST and (key.type != "EC" or key.curve in _CURVES)


def _later(moment: datetime | None) -> float:
    return -moment.timestamp() if moment is not None else 0.0
