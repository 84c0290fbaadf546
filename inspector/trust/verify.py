"""The one function from which the word trusted comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.chain.host import ip_literal
from inspector.chain.text import visible
from inspector.trust.allowance import allowance
from inspector.trust.directories import directory_objection
from inspector.trust.refusal import explain
from inspector.trust.revocation import revocation_objection
from inspector.trust.rules import name_objection, objection
from inspector.trust.signatures import is_signed, loaded
from inspector.trust.store import Store

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.x509 import verification


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one path."""

    trusted: bool = False
    """Whether the path holds."""

    reason: str = "Nothing vouches for it."
    """Why it does not, one visible sentence; empty where it does."""

    allowed: str = ""
    """What the verifier refuses and Android takes, so that our own rules decided: one visible clause. Else empty."""


def verify(
    path: Sequence[Certificate],
    store: Store,
    name: str | None,
    at: datetime,
    *,
    lists: Sequence[bytes] = (),
) -> Verdict:
    """Return whether `path`, leaf first and ending in an anchor of `store`, holds for the server `name` at `at`.

    `name` None leaves the name out. `lists` are DER revocation lists that were handed over. Both must agree: our own
    rules, which give the reason, and cryptography's server verifier, which sees this path and nothing else. Where the
    verifier refuses what `allowance` names, the rules and the signatures decide. An exception is an answer of no.
    """
    try:
        return _verify(path, store, name, at, lists)
    except Exception as error:  # noqa: BLE001
        return Verdict(reason=f"The check failed: {visible(str(error) or type(error).__name__, 200)}.")


def _verify(
    path: Sequence[Certificate], store: Store, name: str | None, at: datetime, lists: Sequence[bytes]
) -> Verdict:
    if not path or path[-1].der not in store.anchors:
        return Verdict(reason="The path does not end in a root of the store.")
    reason = objection(path, at) or (name_objection(path[0], name) if name is not None else "")
    reason = reason or directory_objection(path) or revocation_objection(path, lists, at)
    if reason:
        return Verdict(reason=reason)
    known: list[x509.Certificate] = []
    for item in path:
        read = loaded(item.der)
        if read is None:
            return Verdict(reason=f"{item.subject.readable} is encoded in a way that strict clients refuse.")
        known.append(read)
    from cryptography.x509 import verification

    try:
        chain = _ask(known, name, at)
    except verification.VerificationError as error:
        return _after_refusal(path, str(error))
    if list(chain) != known:
        return Verdict(reason="The library verified another path than this one.")
    return Verdict(True, "")


def _ask(known: "list[x509.Certificate]", name: str | None, at: datetime) -> "Sequence[x509.Certificate]":
    """Return the chain that the library verified; raises `VerificationError`."""
    from cryptography import x509
    from cryptography.x509 import verification

    policy, agnostic = verification.ExtensionPolicy, verification.Criticality.AGNOSTIC
    authority = policy.permit_all().require_present(x509.BasicConstraints, agnostic, None)
    builder = verification.PolicyBuilder().store(verification.Store([known[-1]])).time(at).max_chain_depth(len(known))
    subject = _subject(name)
    if subject is not None:
        leaf = policy.permit_all().require_present(x509.SubjectAlternativeName, agnostic, None)
        server = builder.extension_policies(ca_policy=authority, ee_policy=leaf).build_server_verifier(subject)
        return server.verify(known[0], known[1:-1])
    client = builder.extension_policies(ca_policy=authority, ee_policy=policy.permit_all()).build_client_verifier()
    return client.verify(known[0], known[1:-1]).chain


def _subject(name: str | None) -> "verification.Subject | None":
    """Return the name as the library takes it; None where there is none, and for underscores, which it refuses."""
    from cryptography import x509
    from cryptography.x509 import verification

    if name is None or "_" in name:
        return None
    address = ip_literal(name)
    subject: verification.Subject = x509.DNSName(name) if address is None else x509.IPAddress(address)
    return subject


def _after_refusal(path: Sequence[Certificate], said: str) -> Verdict:
    allowed = allowance(path)
    if allowed and all(is_signed(above, below) for below, above in pairwise(path)):
        return Verdict(True, "", allowed)
    return Verdict(reason=explain(path, said))
