"""Whether an anchor is one of the public roots, whatever store it came from."""

from inspector.chain.certificate import Certificate
from inspector.chain.der import cut_certificate
from inspector.trust.store import StoreError
from inspector.trust.stores import mozilla


def is_public_root(certificate: Certificate) -> bool:
    """Whether a root of Mozilla's set has this certificate's subject and key; False where the set is not there."""
    try:
        named = mozilla().by_subject.get(certificate.subject.der, ())
    except StoreError:
        return False
    return any(cut_certificate(der).spki == certificate.key.spki for der in named)
