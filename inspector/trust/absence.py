"""Why no path leads from a leaf to a root, in the best words that can be had."""

from collections.abc import Sequence

from inspector.chain.certificate import Certificate
from inspector.trust.signatures import is_signed
from inspector.trust.store import Store

_MAX_CHECKS = 40


def explain_absence(given: Sequence[Certificate], store: Store, *, in_file: bool = False) -> str:
    """Return one visible sentence; `given` are the served and fetched certificates, leaf first, and no path exists.

    With `in_file` they came in a file, and nobody sent them.
    """
    top, claimed = climb(given)
    name, issuer = top.subject.readable, top.issuer.readable
    if top.is_self_issued:
        if top is given[0]:
            return f"{name} is self-signed: it vouches for itself, and it is not among {store.label}."
        return f"The chain ends in {name}, a root that is not among {store.label}."
    if top.issuer.der in store.by_subject or claimed:
        return f"{name} names {issuer} as its issuer, whose key did not make the signature."
    alone, missing = ("stands alone", "is not in the file") if in_file else ("was sent alone", "was not sent")
    if top is given[0] and len(given) == 1:
        return f"{name} {alone}: its issuer, {issuer}, {missing} and is not among {store.label}."
    return f"The issuer of {name}, {issuer}, {missing} and is not among {store.label}."


def climb(given: Sequence[Certificate]) -> tuple[Certificate, bool]:
    """Return the last certificate that signatures lead to, and whether one only has the name of its issuer."""
    top, seen, checks = given[0], {given[0].der}, _MAX_CHECKS
    while not top.is_self_issued:
        named = [item for item in given if item.subject.der == top.issuer.der and item.der not in seen]
        above = None
        for item in named:
            checks -= 1
            if checks >= 0 and is_signed(item, top):
                above = item
                break
        if above is None:
            return top, bool(named)
        top = above
        seen.add(top.der)
    return top, False
