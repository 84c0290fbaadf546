"""The pin set: the chosen pins, the backups, the host pattern and the expiry."""

from dataclasses import dataclass, field
from datetime import date, datetime

from inspector.chain.certificate import Certificate
from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.pinning.service import HTTPS, Service


@dataclass(frozen=True, slots=True)
class ChosenPin:
    """A pin of a layer that the user picked."""

    pin: Pin
    """The value."""

    role: Role
    """The role of its layer in the path."""

    label: str
    """The layer's readable name, visible text."""

    not_after: datetime | None
    """Last valid moment of the layer's certificate, UTC; None where unreadable."""

    in_path: bool = True
    """Whether the layer stands in the path that clients build; False for a served certificate that no path uses, and
    for a layer that is gone."""

    reencoded: Pin | None = None
    """The pin that clients which re-encode the key would compute, where it differs: then no pin is safe. Else None."""

    served: bool = True
    """Whether the server sent the layer's certificate, so that clients which look at the handshake alone see it."""

    certificate: Certificate | None = field(default=None, repr=False, compare=False)
    """The layer's certificate, for clients that hold whole certificates or ask what the key is; None where unknown."""

    elsewhere: bool = False
    """Whether it is another leaf key of the host, met at another address or for another kind of key: the path that is
    shown does not hold it, the one that is built there does."""

    devices: str = ""
    """The releases of devices whose path has its layer while the one that is shown has not, such as `Android 7.1.1-13`;
    empty for a layer of the shown path."""

    gone: bool = False
    """Whether it was picked when the chain had its key, and the chain has it no longer: shipped apps have the pin."""


@dataclass(frozen=True, slots=True)
class BackupPin:
    """A pin that is meant not to be in the current chain (RFC 7469, section 4.3)."""

    pin: Pin
    """The value."""

    label: str
    """Where it came from, visible text: `typed`, `private key backup.pem`, `CSR next.csr`, …"""

    in_path: bool = False
    """Whether it stands in the present path after all, and so is no backup. Set by `make_pin_set`."""

    spki: bytes = field(default=b"", repr=False, compare=False)
    """The DER SubjectPublicKeyInfo where it came from a file; empty where only the pin is known."""


@dataclass(frozen=True, slots=True)
class PinSet:
    """What goes into an app."""

    host: str
    """The host as a lower-case A-label name, or an IP address."""

    subdomains: bool
    """Whether all names below the host are meant too."""

    chosen: tuple[ChosenPin, ...]
    """Pins of layers, leaf first."""

    backups: tuple[BackupPin, ...]
    """Backup pins in the order they were added."""

    expires: date | None
    """The date for clients that have an expiry; from the start of that day on they do not pin. None: never."""

    made_at: datetime
    """When the chain was looked at, UTC."""

    stamp: str = ""
    """Why the snippets must not go into a release, one visible sentence; empty where the path ends in a public root."""

    refused: str = ""
    """Why clients refuse the chain of the pins before they look at any pin, one visible sentence; empty where they take
    it, and where there is no path, which `ChosenPin.in_path` tells."""

    reach_notes: tuple[str, ...] = ()
    """What devices from a minimum SDK on lack, one visible sentence without its full stop each; empty where none was
    given or every pin reaches all of them."""

    lock_out: str = ""
    """Which of those devices take the chain and match none of the pins, one visible sentence without its full stop that
    begins with the minimum and a comma; empty where there are none, or no minimum SDK was given."""

    path_keys: tuple[tuple[Pin, str], ...] = field(default=(), repr=False, compare=False)
    """Pin and key of every layer of the path as people call it (`RSA 2048`), leaf first; empty where unknown."""

    service: Service = HTTPS
    """Where the chain was served; HTTPS where it came from a file."""

    as_of: bool = False
    """Whether `made_at` is a moment that the user chose to judge at, and not the one of the handshake."""

    @property
    def pins(self) -> tuple[Pin, ...]:
        """All different pins, chosen first, each once."""
        return tuple(dict.fromkeys([*(item.pin for item in self.chosen), *(item.pin for item in self.backups)]))
