"""The path that OkHttp cleans on a desktop JVM, and on Android with a trust manager of its own."""

from collections.abc import Sequence

from inspector.chain.certificate import Certificate
from inspector.trust.conscrypt_anchor import same_name
from inspector.trust.conscrypt_signature import KeySignatures

MAX_SIGNERS = 9
"""Steps from the leaf upwards."""

_UNLIMITED = 0x7FFFFFFF


class NotCleaned(Exception):  # noqa: N818
    """OkHttp finds no way to an accepted issuer; the connection fails before a pin is compared."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence."""


def clean_chain(
    served: Sequence[Certificate],
    accepted: Sequence[Certificate],
    signatures: KeySignatures,
    *,
    counts_intermediates: bool = False,
) -> tuple[Certificate, ...]:
    """Return the chain from `served[0]`, the leaf, to an accepted issuer (OkHttp's BasicCertificateChainCleaner).

    An accepted issuer comes before served certificates, in the order of `accepted`; of the served ones the first that
    signed is taken, and there is no way back; no date is looked at. `counts_intermediates`: as OkHttp 5 does, a served
    signer must be a CA whose path length allows what is below it (3 and 4 do not ask).
    Raises `NotCleaned`.
    """
    queue = list(served[1:])
    chain = [served[0]]
    anchored = False
    for _ in range(MAX_SIGNERS):
        top = chain[-1]
        anchor = next((item for item in accepted if _signed(item, top, signatures)), None)
        if anchor is not None:
            if len(chain) > 1 or top.der != anchor.der:
                chain.append(anchor)
            below = len(chain) - 2
            if _signed(anchor, anchor, signatures) and (not counts_intermediates or _room(anchor) >= below):
                return tuple(chain)
            anchored = True
            continue
        place = next(
            (
                index
                for index, item in enumerate(queue)
                if (not counts_intermediates or _room(item) >= len(chain) - 1) and _signed(item, top, signatures)
            ),
            None,
        )
        if place is not None:
            chain.append(queue.pop(place))
        elif anchored:
            return tuple(chain)
        else:
            raise NotCleaned(f"No certificate at hand signed {top.subject.readable}.")
    raise NotCleaned(f"The chain has more than {MAX_SIGNERS} signers.")


def _signed(issuer: Certificate, subject: Certificate, signatures: KeySignatures) -> bool:
    return same_name(issuer.subject, subject.issuer) and signatures.made_by(issuer.key.spki, subject)


def _room(certificate: Certificate) -> int:
    """Return how many intermediates may stand below, -1 for no CA (X509Certificate.getBasicConstraints)."""
    if not certificate.is_ca:
        return -1
    return _UNLIMITED if certificate.path_length is None else certificate.path_length
