"""The one function from which the word trusted comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.host import ip_literal
from inspector.chain.text import visible
from inspector.trust.signatures import loaded


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one path."""

    trusted: bool
    """Whether the path holds."""

    reason: str
    """Why it does not, one visible sentence; empty where it does."""


def verify(path: Sequence[Certificate], name: str, at: datetime) -> Verdict:
    """Return whether the path, whose last certificate is an anchor, holds for the server `name` at the moment `at`.

    Any exception on the way is an answer of no.
    """
    try:
        return _verify(path, name, at)
    except Exception as error:  # noqa: BLE001
        return Verdict(False, visible(str(error) or type(error).__name__, 200))


def _verify(path: Sequence[Certificate], name: str, at: datetime) -> Verdict:
    from cryptography import x509
    from cryptography.x509 import verification

    certificates = [loaded(item.der) for item in path]
    known = [item for item in certificates if item is not None]
    if len(known) != len(path):
        return Verdict(False, "a certificate of the path cannot be read")
    address = ip_literal(name)
    subject: verification.Subject = x509.DNSName(name) if address is None else x509.IPAddress(address)
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store([known[-1]]))
        .time(at)
        .max_chain_depth(len(path))
        .build_server_verifier(subject)
    )
    chain = verifier.verify(known[0], known[1:-1])
    if chain[0] == known[0] and chain[-1] == known[-1]:
        return Verdict(True, "")
    return Verdict(False, "the library verified another path")
