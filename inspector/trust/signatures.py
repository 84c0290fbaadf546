"""Whether one certificate's key signed another: each question asked of the library once, and not too many of them."""

import functools
import warnings
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.trust.odd_signature import is_signed_by_bytes

if TYPE_CHECKING:
    from cryptography import x509


@functools.lru_cache(maxsize=1024)
def loaded(der: bytes) -> "x509.Certificate | None":
    """Return the certificate as the library reads it, or None where it refuses."""
    from cryptography import x509

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return x509.load_der_x509_certificate(der)
    except Exception:  # noqa: BLE001
        return None


def is_signed(issuer: Certificate, subject: Certificate) -> bool:
    """Whether the names fit and `issuer`'s key made the signature on `subject`, of whatever strength."""
    if issuer.subject.der != subject.issuer.der:
        return False
    above, below = loaded(issuer.der), loaded(subject.der)
    if above is None or below is None:
        return is_signed_by_bytes(issuer.key.spki, subject.der)
    from cryptography.exceptions import InvalidSignature

    try:
        below.verify_directly_issued_by(above)
    except InvalidSignature:
        return False
    except Exception:  # noqa: BLE001
        return is_signed_by_bytes(issuer.key.spki, subject.der)
    return True


class Signatures:
    """Answers `issued` within a budget of signature checks; an answer once found is kept."""

    def __init__(self, budget: int) -> None:
        self._left = budget
        self._known: dict[tuple[bytes, bytes], bool] = {}
        self.cut = False
        """Whether a question was answered with no because the budget was spent."""

    def issued(self, issuer: Certificate, subject: Certificate) -> bool:
        """Whether the names fit and `issuer`'s key made the signature on `subject`, of whatever strength."""
        if issuer.subject.der != subject.issuer.der:
            return False
        question = (issuer.key.spki, subject.der)
        if question not in self._known:
            if self._left <= 0:
                self.cut = True
                return False
            self._left -= 1
            self._known[question] = is_signed(issuer, subject)
        return self._known[question]
