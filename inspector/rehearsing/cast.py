"""The cast of a rehearsal: a chain of the lab with the shape of the real one, since real keys sign for nobody else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from ipaddress import ip_address

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import DNSName, GeneralName, IPAddress

from inspector.chain.host import ip_literal
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.lab.pki import LEAF_LIFE, Credential, PrivateKey, Validity, issue_ca, issue_leaf, key_named, make_root

MOST_AUTHORITIES = 6
"""Authorities above the leaf that are played at most; those in the middle of a longer path are passed over."""

_LEAF, _BACKUP = "rehearsal leaf", "rehearsal backup"


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

    casting: Mapping[Pin, Pin] = field(repr=False)
    """The pin that is played for each real one. Pins that are not here match nothing in today's chain."""

    @property
    def root(self) -> Credential:
        """Today's anchor."""
        return self.authorities[-1] if self.authorities else self.leaf

    @property
    def chain(self) -> tuple[Credential, ...]:
        """What the server sends today: leaf first, without the anchor unless that is the leaf."""
        return (self.leaf, *self.authorities[:-1])

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


def make_cast(host: str, layers: Sequence[Layer], backups: Iterable[Pin], now: datetime) -> Cast:
    """Return the cast for the path `layers`, leaf first, and for backup pins; keys are made once in a process.

    The played leaf has the real one's last day where that is still to come, so that dates come out as they will.
    """
    authorities = _most(tuple(layers[1:]))
    kinds = tuple(_kind(layer) for layer in (layers[0], *authorities))
    signed: list[Credential] = []
    for place in reversed(range(len(authorities))):
        if not signed:
            signed.append(make_root("Rehearsal Root", now, kind=kinds[place + 1]))
        else:
            name = f"Rehearsal Authority {place + 1}"
            signed.insert(0, issue_ca(name, signed[0], now, key=key_named(name, kinds[place + 1])))
    leaf_key = key_named(_LEAF, kinds[0])
    end = layers[0].certificate.not_after
    when = Validity.around(now, LEAF_LIFE)
    if end is not None and end > now:
        when = Validity(when.not_before, end)
    leaf = issue_leaf([_name(host)], signed[0] if signed else None, now, key=leaf_key, validity=when)
    casting = {
        real.pin: pin_of(played.key) for real, played in zip((layers[0], *authorities), (leaf, *signed), strict=True)
    }
    keys: list[PrivateKey] = []
    for pin in backups:
        if pin not in casting:
            keys.append(key_named(f"{_BACKUP} {len(keys)}", kinds[0]))
            casting[pin] = pin_of(keys[-1])
    return Cast(host, now, leaf, tuple(signed), kinds, tuple(keys), casting)


def pin_of(key: PrivateKey) -> Pin:
    """Return the pin of the public half of `key`."""
    der = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Pin(sha256(der).digest())


def other_kind(kind: str) -> str:
    """Return a kind of key of the other family: ECDSA for RSA, and RSA for ECDSA."""
    return "p256" if kind.startswith("rsa") else "rsa2048"


def _most(authorities: tuple[Layer, ...]) -> tuple[Layer, ...]:
    if len(authorities) <= MOST_AUTHORITIES:
        return authorities
    return (*authorities[: MOST_AUTHORITIES - 1], authorities[-1])


def _kind(layer: Layer) -> str:
    """Return the lab's word for a key that every client treats as it treats the real one."""
    label = layer.certificate.key.label
    if label.startswith("RSA"):
        return "rsa2048"
    return {"EC P-384": "p384", "EC P-521": "p521"}.get(label, "p256")


def _name(host: str) -> GeneralName:
    return DNSName(host) if ip_literal(host) is None else IPAddress(ip_address(host))
