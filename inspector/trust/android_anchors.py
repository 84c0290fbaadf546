"""The roots of packaged tables as anchors for one served list: with a certificate or a key wherever one is at hand."""

import functools
import hashlib
from collections.abc import Iterable, Sequence

from inspector.chain.certificate import Certificate
from inspector.chain.der import cut_certificate
from inspector.chain.name import Name
from inspector.trust.conscrypt_anchor import Anchor, same_name
from inspector.trust.data.roots import Root, roots_named
from inspector.trust.enumerate import parsed_anchor
from inspector.trust.store import Store


def anchors_near(served: Sequence[Certificate], sources: Sequence[Store]) -> tuple[Anchor, ...]:
    """Return the table's roots that could stand in a path of `served`: named as an issuer, or being the leaf.

    A root's certificate comes from `sources` or from the served list, by fingerprint, else by the same subject and key;
    else its key from a served certificate with that subject and key; else only its name and pin are known.
    """
    names = {item.issuer.der: item.issuer for item in served} | {served[0].subject.der: served[0].subject}
    waiting = list(names.values())
    found: dict[str, Anchor] = {}
    while waiting:
        name = waiting.pop(0)
        for root in roots_named(name):
            if root.fingerprint in found:
                continue
            anchor = _anchor(root, name, served, sources)
            found[root.fingerprint] = anchor
            above = anchor.certificate.issuer if anchor.certificate is not None else None
            if above is not None and above.der not in names:
                names[above.der] = above
                waiting.append(above)
    return tuple(found.values())


def _anchor(root: Root, name: Name, served: Sequence[Certificate], sources: Sequence[Store]) -> Anchor:
    certificate = certificate_of(root, sources) or next(
        (item for item in served if item.fingerprint == root.fingerprint), None
    )
    if certificate is not None:
        return Anchor(root.name, root.pin, certificate, certificate.key.spki, root)
    bearer = next((item for item in served if item.pin == root.pin and same_name(item.subject, name)), None)
    return Anchor(root.name, root.pin, None, bearer.key.spki if bearer is not None else None, root)


def certificate_of(root: Root, sources: Iterable[Store]) -> Certificate | None:
    """Return the root's certificate from `sources`, else one with the same subject and key, or None."""
    for store in sources:
        der = _fingerprints(store.anchors).get(root.fingerprint)
        if der is not None:
            return parsed_anchor(der)
    for store in sources:
        for der in _pins(store.anchors).get(root.pin.digest, ()):
            certificate = parsed_anchor(der)
            if certificate is not None and root.is_named(certificate.subject):
                return certificate
    return None


@functools.lru_cache(maxsize=8)
def _fingerprints(anchors: tuple[bytes, ...]) -> dict[str, bytes]:
    return {hashlib.sha256(der).hexdigest(): der for der in anchors}


@functools.lru_cache(maxsize=8)
def _pins(anchors: tuple[bytes, ...]) -> dict[bytes, tuple[bytes, ...]]:
    found: dict[bytes, tuple[bytes, ...]] = {}
    for der in anchors:
        digest = hashlib.sha256(cut_certificate(der).spki).digest()
        found[digest] = (*found.get(digest, ()), der)
    return found
