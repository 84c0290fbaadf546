"""All paths from a leaf to an anchor by names and signatures, within fixed budgets."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.trust.signatures import Signatures
from inspector.trust.store import Store

MAX_NODES = 2_048
"""Steps of one search."""

MAX_SIGNATURES = 400
"""Signature checks of one search; one answered before is free."""

MAX_LENGTH = 22
"""Certificates in a path: Conscrypt's limit of 20 untrusted ones, and anchors."""

MAX_PATHS = 64
"""Paths that are kept."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found."""

    paths: tuple[tuple[Certificate, ...], ...]
    """Leaf first, anchor last, in the order in which a client that prefers anchors comes upon them."""

    cut: bool
    """Whether a budget ended the search, so that more paths may exist."""


def enumerate_paths(served: Sequence[Certificate], store: Store) -> Search:
    """Return all paths from `served[0]` to an anchor of `store`, by issuer name and signature alone.

    Anchors are tried before served certificates; a self-issued anchor ends its path, any other ends one and may go on
    to anchors above it; no certificate stands twice in a path. Dates, names and constraints are not looked at.
    """
    return _Searcher(served, store).search() if served else Search((), False)


@functools.lru_cache(maxsize=512)
def parsed_anchor(der: bytes) -> Certificate | None:
    """Return an anchor of a store as a certificate, or None where it is none."""
    try:
        return parse_certificate(der)
    except NotACertificate:
        return None


class _Searcher:
    def __init__(self, served: Sequence[Certificate], store: Store) -> None:
        self._leaf = served[0]
        self._served = tuple({item.der: item for item in served}.values())
        self._store = store
        self._anchors = frozenset(store.anchors)
        self._signatures = Signatures(MAX_SIGNATURES)
        self._nodes = MAX_NODES
        self._rising: set[bytes] = set()
        self._found: list[tuple[Certificate, ...]] = []
        self._cut = False

    def search(self) -> Search:
        self._find_rising()
        if self._leaf.der in self._rising:
            self._climb((self._leaf,))
        return Search(tuple(self._found), self._cut or self._signatures.cut)

    def _find_rising(self) -> None:
        """Find the served certificates from which an anchor can be reached, so that no step is spent on others."""
        named = self._named_above_leaf()
        below: dict[bytes, list[Certificate]] = {}
        for item in named:
            below.setdefault(item.issuer.der, []).append(item)
        fresh = [item for item in named if item.der in self._anchors or any(self._anchors_above(item))]
        while fresh:
            self._rising.update(item.der for item in fresh)
            fresh = [
                child
                for item in fresh
                for child in below.get(item.subject.der, ())
                if child.der not in self._rising and self._signatures.issued(item, child)
            ]

    def _named_above_leaf(self) -> list[Certificate]:
        """Return the leaf and the served certificates that issuer names lead to, each once."""
        subjects: dict[bytes, list[Certificate]] = {}
        for item in self._served:
            subjects.setdefault(item.subject.der, []).append(item)
        reached = {self._leaf.der: self._leaf}
        waiting = [self._leaf]
        while waiting:
            for item in subjects.pop(waiting.pop().issuer.der, ()):
                if item.der not in reached:
                    reached[item.der] = item
                    waiting.append(item)
        return list(reached.values())

    def _climb(self, path: tuple[Certificate, ...]) -> None:
        top = path[-1]
        if top.der in self._anchors:
            if len(self._found) >= MAX_PATHS:
                self._cut = True
                return
            self._found.append(path)
            if top.is_self_issued:
                return
        taken = {item.der for item in path}
        for issuer in self._issuers(top):
            if issuer.der in taken:
                continue
            if self._nodes <= 0 or len(path) >= MAX_LENGTH:
                self._cut = True
                return
            self._nodes -= 1
            self._climb((*path, issuer))

    def _issuers(self, certificate: Certificate) -> Iterator[Certificate]:
        yield from self._anchors_above(certificate)
        if certificate.der in self._anchors:
            return
        for item in self._served:
            if (
                item.der in self._rising
                and item.der not in self._anchors
                and self._signatures.issued(item, certificate)
            ):
                yield item

    def _anchors_above(self, certificate: Certificate) -> Iterator[Certificate]:
        for der in self._store.by_subject.get(certificate.issuer.der, ()):
            anchor = parsed_anchor(der)
            if anchor is not None and self._signatures.issued(anchor, certificate):
                yield anchor
