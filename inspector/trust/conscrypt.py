"""The path that Conscrypt, Android's TLS library, builds from a served list and a store."""

import itertools
from collections.abc import Sequence
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.path import Origin, Role
from inspector.chain.pin import Pin
from inspector.trust.conscrypt_anchor import Anchor, Anchors, same_name
from inspector.trust.conscrypt_order import weakness
from inspector.trust.conscrypt_pkix import date_objection, objection
from inspector.trust.conscrypt_signature import KeySignatures
from inspector.trust.data.roots import Root
from inspector.trust.device_path import DeviceLayer, DevicePath, Trust

MAX_UNTRUSTED = 20
"""Served certificates in a path."""

MAX_STEPS = 2_048
"""Steps of one search. Both limits are those of Conscrypt since 2026; older releases have none."""

NO_ANCHOR = "No root of the store signed this chain."


def build_path(served: Sequence[Certificate], anchors: Anchors, signatures: KeySignatures, at: datetime) -> DevicePath:
    """Return the path from `served[0]`, the leaf, as Conscrypt builds it at the moment `at`.

    Depth first, the first that validates wins (TrustManagerImpl.checkTrustedRecursive): a self-issued certificate ends
    the path; anchors that signed the current one come before served ones, and an anchor's issuer is looked for among
    the anchors again; served ones come in their order, those that are expired or weak are passed over. Nothing is
    fetched, and nothing is remembered from earlier connections. Where no path validates, the one that would without
    dates and rules is returned as refused, with the reason.
    """
    strict = _Search(served, anchors, signatures, at)
    found = strict.run()
    if found is not None:
        trust = Trust.BY_NAME if strict.by_name else Trust.TRUSTED
        return DevicePath(_layers(served, *found), trust, "", strict.cut)
    loose = _Search(served, anchors, signatures, None)
    signed = loose.run()
    if signed is None:
        return DevicePath((), Trust.REFUSED, strict.reason or NO_ANCHOR, strict.cut or loose.cut)
    reason = objection([served[index] for index in signed[0]], at) if signed[0] else ""
    cut = strict.cut or loose.cut
    return DevicePath(_layers(served, *signed), Trust.REFUSED, reason or strict.reason or NO_ANCHOR, cut)


_Found = tuple[list[int], list[Anchor]]


class _Search:
    def __init__(
        self, served: Sequence[Certificate], anchors: Anchors, signatures: KeySignatures, at: datetime | None
    ) -> None:
        self._served = served
        self._anchors = anchors
        self._signatures = signatures
        self._at = at
        self._untrusted: list[int] = []
        self._trusted: list[Anchor] = []
        self._used: set[bytes] = set()
        self._steps = 0
        self._out_of_steps = False
        self.by_name = False
        self.reason = ""

    @property
    def cut(self) -> bool:
        return self._out_of_steps or self._signatures.cut

    def run(self) -> _Found | None:
        leaf = self._served[0]
        anchor = self._anchors.like(leaf)
        self._used.add(leaf.der)
        if anchor is not None:
            self._trusted.append(anchor)
            self._used.add(anchor.identity)
        else:
            self._untrusted.append(0)
        return (self._untrusted, self._trusted) if self._grow() else None

    def _grow(self) -> bool:
        self._steps += 1
        if self._steps > MAX_STEPS:
            self._out_of_steps = True
        if self._out_of_steps or len(self._untrusted) > MAX_UNTRUSTED:
            return False
        current = self._trusted[-1].certificate if self._trusted else self._served[self._untrusted[-1]]
        if current is None or same_name(current.issuer, current.subject):
            return self._holds()
        known = self._anchors.issuers_of(current)
        issuers = [item for item in known if item.identity not in self._used]
        if any(self._climb(anchor) for anchor in issuers):
            return True
        if issuers and self._trusted:
            return False
        if not known and self._meets_namesake(current):
            return True
        if self._trusted:
            return self._holds()
        return any(self._descend(index) for index in range(1, len(self._served)) if self._issues(index, current))

    def _climb(self, anchor: Anchor) -> bool:
        self._trusted.append(anchor)
        self._used.add(anchor.identity)
        if self._grow():
            return True
        self._trusted.pop()
        self._used.discard(anchor.identity)
        return False

    def _descend(self, index: int) -> bool:
        self._untrusted.append(index)
        self._used.add(self._served[index].der)
        if self._grow():
            return True
        self._untrusted.pop()
        self._used.discard(self._served[index].der)
        return False

    def _issues(self, index: int, current: Certificate) -> bool:
        candidate = self._served[index]
        if candidate.der in self._used or not same_name(current.issuer, candidate.subject):
            return False
        if self._at is None:
            return self._signatures.made_by(candidate.key.spki, current)
        refused = date_objection(candidate, self._at) or weakness(candidate)
        self.reason = self.reason or refused
        return not refused

    def _meets_namesake(self, current: Certificate) -> bool:
        """Try anchors of the issuer's name and unknown key; a key at hand that made the signature rules them out."""
        namesakes = self._anchors.namesakes_of_issuer(current)
        if not namesakes or any(self._signed(item, current) for item in self._served):
            return False
        self.by_name = True
        for anchor in namesakes:
            if self._climb(anchor):
                return True
        self.by_name = False
        return False

    def _signed(self, issuer: Certificate, current: Certificate) -> bool:
        return same_name(issuer.subject, current.issuer) and self._signatures.made_by(issuer.key.spki, current)

    def _holds(self) -> bool:
        if not self._trusted:
            return False
        chain = [self._served[index] for index in self._untrusted]
        if not all(self._signed(above, below) for below, above in itertools.pairwise(chain)):
            return False
        if self._at is None or not chain:
            return True
        reason = objection(chain, self._at)
        self.reason = self.reason or reason
        return not reason


def _layers(served: Sequence[Certificate], untrusted: list[int], trusted: list[Anchor]) -> tuple[DeviceLayer, ...]:
    places = {item.der: index for index, item in reversed(list(enumerate(served)))}
    items: list[tuple[str, Pin, Certificate | None, int | None, Root | None]] = [
        (served[index].subject.readable, served[index].pin, served[index], index, None) for index in untrusted
    ]
    for anchor in trusted:
        place = places.get(anchor.certificate.der) if anchor.certificate is not None else None
        items.append((anchor.name, anchor.pin, anchor.certificate, place, anchor.root))
    last = len(items) - 1
    return tuple(
        DeviceLayer(
            name=name,
            pin=pin,
            role=Role.LEAF if index == 0 else Role.ROOT if index == last else Role.INTERMEDIATE,
            origin=Origin.STORE if place is None else Origin.SERVED,
            served_index=place,
            certificate=certificate,
            root=root,
        )
        for index, (name, pin, certificate, place, root) in enumerate(items)
    )
