"""Whether a key made a certificate's signature, asked by the key's bytes: a root can be known by its key alone."""

from typing import TYPE_CHECKING, Any

from inspector.chain.certificate import Certificate
from inspector.chain.oids import RSASSA_PSS
from inspector.trust.signatures import loaded

if TYPE_CHECKING:
    from cryptography import x509

MAX_CHECKS = 400
"""Signature checks of one search; an answer once found is free."""


class KeySignatures:
    """Answers `made_by` within a budget of signature checks; an answer once found is kept."""

    def __init__(self, budget: int = MAX_CHECKS) -> None:
        self._left = budget
        self._known: dict[tuple[bytes, bytes], bool] = {}
        self.cut = False
        """Whether a question was answered with no because the budget was spent."""

    def made_by(self, spki: bytes, certificate: Certificate) -> bool:
        """Whether the key `spki` (DER) made the signature on `certificate`, however weak. Names are not asked."""
        question = (spki, certificate.der)
        if question not in self._known:
            if self._left <= 0:
                self.cut = True
                return False
            self._left -= 1
            self._known[question] = _is_made_by(spki, certificate)
        return self._known[question]


def _is_made_by(spki: bytes, certificate: Certificate) -> bool:
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    known = loaded(certificate.der)
    if known is None:
        return False
    try:
        _verify(load_der_public_key(spki), known)
    except Exception:  # noqa: BLE001
        return False
    return True


def _verify(key: Any, certificate: "x509.Certificate") -> None:
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa

    signature, signed = certificate.signature, certificate.tbs_certificate_bytes
    algorithm: Any = certificate.signature_hash_algorithm
    if isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
        key.verify(signature, signed)
    elif isinstance(key, rsa.RSAPublicKey):
        is_pss = certificate.signature_algorithm_oid.dotted_string == RSASSA_PSS
        parameters: Any = certificate.signature_algorithm_parameters if is_pss else padding.PKCS1v15()
        key.verify(signature, signed, parameters, algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(algorithm))
    elif isinstance(key, dsa.DSAPublicKey):
        key.verify(signature, signed, algorithm)
    else:
        raise TypeError("a key that signs no certificates")
