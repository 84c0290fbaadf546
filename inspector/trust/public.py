"""Whether an anchor is one of the public roots, whatever store it came from."""

import functools

from inspector.chain.certificate import Certificate
from inspector.chain.der import cut_certificate
from inspector.trust.store import StoreError
from inspector.trust.stores import mozilla


def is_public_root(certificate: Certificate) -> bool:
    """Whether a root of Mozilla's set has this certificate's subject and key; False where the set is not there."""
    return (certificate.subject.der, certificate.key.spki) in _public_roots()


@functools.cache
def _public_roots() -> frozenset[tuple[bytes, bytes]]:
    try:
        parts = [cut_certificate(der) for der in mozilla().anchors]
    except StoreError:
        return frozenset()
    return frozenset((part.subject, part.spki) for part in parts)
