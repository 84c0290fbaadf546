"""The cast of a rehearsal: a chain of the lab with the shape of the real one, since real keys sign for nobody else."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1
from ipaddress import ip_address

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import DNSName, GeneralName, IPAddress

from inspector.chain.host import ip_literal
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.lab.pki import (
    INTERMEDIATE_LIFE,
    LEAF_LIFE,
    ROOT_LIFE,
    Credential,
    PrivateKey,
    Validity,
    issue_ca,
    issue_leaf,
    key_named,
)

_LEAF, _BACKUP, _OTHER = "rehearsal leaf", "rehearsal backup", "rehearsal known leaf"


OLD_ROOT = "Rehearsal Old Root"
"""The older root that cross-signed today's, by which a device without today's takes the chain."""


@dataclass(frozen=True, slots=True)
class OtherLeaf:
    """Another leaf key that the host serves today, at another address or for another kind of key."""

    pin: Pin
    """Its pin."""

    label: str
    """Its kind as people call it (`RSA 2048`); empty where unknown."""


@dataclass(frozen=True, slots=True)
class KnownLeaf:
    """The key that stands for another leaf key of today."""

    kind: str
    """The lab's word for its kind."""

    key: PrivateKey = field(repr=False)
    """The key."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The chain of today, as it is played, and who stands for whom."""

    host: str
    """The host that is asked, an A-label or address."""

    now: datetime
    """The present of the rehearsal, UTC."""

    leaf: Credential
    """Today's leaf."""

    authorities: tuple[Credential, ...]
    """Today's authorities from the leaf's issuer up to the anchor; empty where the leaf signed itself."""

    kinds: tuple[str, ...]
    """The lab's word for the kind of key of the leaf and of each authority."""

    backups: tuple[PrivateKey, ...] = field(repr=False)
    """The keys that stand for the backup pins, in their order."""

    leaves: tuple[KnownLeaf, ...]
    """The keys that stand for the other leaf keys of today, in their order."""

    casting: Mapping[Pin, Pin] = field(repr=False)
    """The pin that is played for each real one. Pins that are not here match nothing in today's chain."""

    sha1: Mapping[str, str] = field(repr=False)
    """The same for the layers' obsolete SHA-1 pins, in base64."""

    @property
    def root(self) -> Credential:
        """Today's anchor."""
        return self.authorities[-1] if self.authorities else self.leaf

    @property
    def chain(self) -> tuple[Credential, ...]:
        """What the server sends today: leaf first, without the anchor unless that is the leaf."""
        return (self.leaf, *self.authorities[:-1])

    @property
    def other_kind_leaf(self) -> KnownLeaf | None:
        """A known leaf key of the other family than today's; None where there is none."""
        return next((leaf for leaf in self.leaves if _is_rsa(leaf.kind) != _is_rsa(self.kinds[0])), None)

    @property
    def edge_leaf(self) -> KnownLeaf | None:
        """A known leaf key of another edge, of the family of today's where there is one; None where none is known."""
        return next((leaf for leaf in self.leaves if leaf is not self.other_kind_leaf), self.other_kind_leaf)

    def make_leaf(
        self,
        issuer: Credential | None,
        *,
        key: PrivateKey,
        validity: Validity | None = None,
        now: datetime | None = None,
    ) -> Credential:
        """Return another leaf for the host, signed by `issuer`, or by itself where that is None."""
        return issue_leaf([_name(self.host)], issuer, now or self.now, key=key, validity=validity)

    def played(self, pin: Pin) -> Pin:
        """Return the pin that is played for the real `pin`; itself where it is in no role."""
        return self.casting.get(pin, pin)

    def played_sha1(self, raw: str) -> str:
        """Return the text of a pin with the SHA-1 of a layer's key replaced by the one that is played; else itself."""
        prefix, slash, value = raw.partition("/")
        return f"{prefix}{slash}{self.sha1.get(value, value)}" if prefix == "sha1" else raw


def make_cast(
    host: str,
    layers: Sequence[Layer],
    backups: Iterable[Pin],
    now: datetime,
    leaves: Iterable[OtherLeaf] = (),
    older: Iterable[Pin] = (),
) -> Cast:
    """Return the cast for the path `layers`, leaf first, for backup pins and for the other leaf keys of the host.

    `older` are the pins of roots that some devices' paths go on to: all of them are played by one older root.

    Keys are made once in a process.

    The played leaf has the real one's last day where that is still to come, so that dates come out as they will.
    """
    kinds = tuple(_kind(layer.certificate.key.label) for layer in layers)
    names = (_LEAF, *(f"Rehearsal Authority {place}" for place in range(1, len(layers) - 1)), "Rehearsal Root")
    keys: dict[Pin, PrivateKey] = {}
    for layer, name, kind in zip(layers, names, kinds, strict=False):
        keys.setdefault(layer.pin, key_named(name, kind))
    signed: list[Credential] = []
    for layer, name in reversed(list(zip(layers, names, strict=False))[1:]):
        life = INTERMEDIATE_LIFE if signed else ROOT_LIFE
        issuer = signed[0] if signed else None
        signed.insert(0, issue_ca(name, issuer, now, key=keys[layer.pin], validity=Validity.around(now, life)))
    end = layers[0].certificate.not_after
    when = Validity.around(now, LEAF_LIFE)
    if end is not None and end > now:
        when = Validity(when.not_before, end)
    own = keys[layers[0].pin]
    leaf = issue_leaf([_name(host)], signed[0] if signed else None, now, key=own, validity=when)
    casting = {pin: pin_of(key) for pin, key in keys.items()}
    old = {_sha1(layer.certificate.key.spki): _sha1(_spki(keys[layer.pin])) for layer in layers}
    for pin in older:
        casting.setdefault(pin, pin_of(key_named(OLD_ROOT, "p256")))
    others: list[KnownLeaf] = []
    for other in leaves:
        if other.pin not in casting:
            kind = _kind(other.label)
            others.append(KnownLeaf(kind, key_named(f"{_OTHER} {len(others)}", kind)))
            casting[other.pin] = pin_of(others[-1].key)
    spare: list[PrivateKey] = []
    for pin in backups:
        if pin not in casting:
            spare.append(key_named(f"{_BACKUP} {len(spare)}", kinds[0]))
            casting[pin] = pin_of(spare[-1])
    return Cast(host, now, leaf, tuple(signed), kinds, tuple(spare), tuple(others), casting, old)


def pin_of(key: PrivateKey) -> Pin:
    """Return the pin of the public half of `key`."""
    return Pin.of(_spki(key))


def _spki(key: PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _sha1(spki: bytes) -> str:
    return b64encode(sha1(spki, usedforsecurity=False).digest()).decode("ascii")


def other_kind(kind: str) -> str:
    """Return a kind of key of the other family: ECDSA for RSA, and RSA for ECDSA."""
    return "p256" if _is_rsa(kind) else "rsa2048"


def _is_rsa(kind: str) -> bool:
    return kind.startswith("rsa")


def _kind(label: str) -> str:
    """Return the lab's word for a key that every client treats as it treats one that people call `label`."""
    if label.startswith("RSA"):
        return "rsa2048"
    return {"EC P-384": "p384", "EC P-521": "p521"}.get(label, "p256")


def _name(host: str) -> GeneralName:
    return DNSName(host) if ip_literal(host) is None else IPAddress(ip_address(host))
