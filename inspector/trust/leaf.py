"""Which certificate of a file is the leaf: files, unlike servers, come in any order."""

from collections.abc import Sequence

from inspector.chain.certificate import Certificate


def leaf_first(certificates: Sequence[Certificate]) -> tuple[Certificate, ...]:
    """Return the certificates in their order, but with the leaf moved to the front.

    The leaf is the first that is no authority and issued none of the others; without one, the first that issued none
    of the others; without one again, the order stays.
    """
    issuers = {item.issuer.der for item in certificates if not item.is_self_issued}
    ends = [item for item in certificates if item.subject.der not in issuers]
    leaf = next((item for item in ends if not item.is_ca), ends[0] if ends else None)
    if leaf is None:
        return tuple(certificates)
    return (leaf, *(item for item in certificates if item is not leaf))
