"""What Conscrypt's last step, Java's PKIX validation, objects to in the part of a path below its anchor."""

from collections.abc import Sequence
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.trust.conscrypt_constraints import constraint_broken
from inspector.trust.conscrypt_order import weakness

_KEY_USAGE = "2.5.29.15"
_ALTERNATIVE_NAMES = "2.5.29.17"
_EXTENDED_KEY_USAGE = "2.5.29.37"
_UNDERSTOOD = frozenset(f"2.5.29.{arc}" for arc in (15, 17, 19, 30, 32, 33, 36, 37, 54))
_SERVER_USAGES = frozenset({"serverAuth", "anyExtendedKeyUsage", "nsServerGatedCrypto", "msServerGatedCrypto"})


def objection(untrusted: Sequence[Certificate], at: datetime) -> str:
    """Return the first reason to refuse the path, one visible sentence; empty where it holds.

    `untrusted` goes from the leaf to the certificate that the anchor signed; the signatures were checked before.
    Looked at: weak keys and signatures, dates, CA flag, path length, key usage, name constraints, critical extensions,
    and the leaf's extended key usage. Not at: revocation, policies, certificate transparency. The anchor's own dates
    and constraints are not asked (TrustManagerImpl.verifyChain gives Java the first anchor without constraints).
    """
    for certificate in untrusted:
        reason = weakness(certificate) or date_objection(certificate, at) or _shape_objection(certificate)
        if reason:
            return reason
    return _authority_objection(untrusted) or constraint_broken(untrusted) or _usage_objection(untrusted[0])


def date_objection(certificate: Certificate, at: datetime) -> str:
    """Return why the certificate is not valid at `at`, one visible sentence; empty where it is."""
    name = certificate.subject.readable
    if certificate.not_before is None or certificate.not_after is None:
        return f"{name} has a validity that cannot be read."
    if at < certificate.not_before:
        return f"{name} is not valid before {certificate.not_before:%Y-%m-%d}."
    if at > certificate.not_after:
        return f"{name} expired on {certificate.not_after:%Y-%m-%d}."
    return ""


def _shape_objection(certificate: Certificate) -> str:
    if not certificate.subject.attributes and not _has(certificate, _ALTERNATIVE_NAMES, critical=True):
        return "A certificate has no subject and no critical alternative names."
    for extension in certificate.extensions:
        if extension.critical and extension.oid not in _UNDERSTOOD:
            return f"{certificate.subject.readable} has a critical extension that Android does not know."
    return ""


def _authority_objection(untrusted: Sequence[Certificate]) -> str:
    """Return what breaks basic constraints or key usage (RFC 5280, section 6.1.4, k to n)."""
    below = 0
    for certificate in untrusted[1:]:
        name = certificate.subject.readable
        if not certificate.is_ca:
            return f"{name} is not a CA certificate."
        if certificate.path_length is not None and certificate.path_length < below:
            return f"{name} allows fewer certificates below it than there are."
        if _has(certificate, _KEY_USAGE) and "keyCertSign" not in certificate.key_usages:
            return f"{name} may not sign certificates by its key usage."
        below += not certificate.is_self_issued
    return ""


def _usage_objection(leaf: Certificate) -> str:
    if _has(leaf, _EXTENDED_KEY_USAGE) and not _SERVER_USAGES.intersection(leaf.extended_usages):
        return f"{leaf.subject.readable} is not for TLS servers by its extended key usage."
    return ""


def _has(certificate: Certificate, oid: str, *, critical: bool = False) -> bool:
    return any(item.oid == oid and (item.critical or not critical) for item in certificate.extensions)
