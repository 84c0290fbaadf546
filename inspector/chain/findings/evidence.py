"""What the rules look at: one chain with all that is known about it, as plain values."""

from dataclasses import dataclass
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.match import HostMatch
from inspector.chain.path import Layer
from inspector.chain.pin import Pin


@dataclass(frozen=True, slots=True)
class Ending:
    """Where neighbouring releases of Android end the chain."""

    where: str
    """Which releases: `from Android 14 on`, `on 7.1.1-13`, `up to 7.0`."""

    newest_api: int
    """API level of the newest of them."""

    root: str
    """Name of the root in which their path ends, visible text; empty where they refuse the chain."""

    identity: Pin | None
    """The pin of that root; None where they refuse the chain."""

    reason: str = ""
    """Why they refuse it, one visible sentence; empty where they take it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One served list, the path that was built from it, and the facts of the connection."""

    served: tuple[Certificate, ...]
    """In the order of the server or the file; never empty."""

    unreadable: tuple[str, ...]
    """One visible sentence for each served item that is no certificate."""

    layers: tuple[Layer, ...]
    """The layers of the path, leaf first; the served certificates where there is no path."""

    has_path: bool
    """Whether `layers` is a path to an anchor."""

    unused: tuple[Layer, ...]
    """Served certificates in no path."""

    trusted: bool
    """Whether the store trusts the path for the host at the time."""

    reason: str
    """Why it is not trusted; empty where it is."""

    public: bool
    """Whether the path ends in a public root."""

    store: str
    """The store's label, such as `Mozilla's roots`."""

    in_lab: bool
    """Whether the store is the lab's own."""

    match: HostMatch | None
    """What came of matching the name that was checked; None where none was."""

    at: datetime
    """The moment of the judgement, UTC."""

    cut: bool = False
    """Whether the search for paths stopped at its budget."""

    tls_version: str | None = None
    """`TLS 1.3`, …; None for files."""

    handshake_failure: str | None = None
    """Why the handshake failed although a chain came; None where it succeeded."""

    client_certificate_requested: bool = False
    """Whether the server asked for a client certificate."""

    top: Certificate | None = None
    """Where there is no path: the last certificate that signatures lead to, the leaf at least. Else None."""

    claimed: bool = False
    """Whether a certificate has the name of the issuer of `top` and did not sign it."""

    allowed: str = ""
    """What strict clients refuse and Android takes in the path, one visible clause; empty for an ordinary path."""

    in_file: bool = False
    """Whether the certificates stand in a file, in any order, and no server sent them."""

    leaf: int = 0
    """Place of the leaf in `served`; 0 but for some files."""

    skipped: tuple[str, ...] = ()
    """One visible sentence for each thing in a file that is no certificate and none that is broken."""

    client_certificate_sent: bool = False
    """Whether the server was shown a client certificate."""

    fetch_address: str = ""
    """The address that was asked for a missing issuer, visible text; empty where none was."""

    fetch_problem: str = ""
    """Why a missing issuer could not be fetched, one visible clause; empty where it could, or was not tried."""

    android: str = ""
    """Releases of Android that have the root in which the chain ends where Mozilla's bundle has not: `Android 7.0-13`;
    empty for all other roots."""

    android_by_name: bool = False
    """Whether that root was not sent, so that nothing but its name was compared."""

    roots: tuple[str, ...] = ()
    """Names of the different roots in which the store's valid paths end, the first one's first; visible text."""

    endings: tuple[Ending, ...] = ()
    """Where releases of Android end the chain, oldest first; empty until somebody asked."""

    before: tuple[Layer, ...] = ()
    """The layers that the same source had when it was first looked at, leaf first; empty at the first look."""

    before_at: datetime | None = None
    """When that was, UTC."""

    leaf_keys: int = 0
    """How many different leaf keys the host is known to serve; 0 where nobody asked."""

    unpinned: tuple[str, ...] = ()
    """What people call those of them that are not pinned, such as `RSA 2048`."""

    def served_index(self, certificate: Certificate) -> int | None:
        """Return the first place of `certificate` in the served list, or None."""
        return next((index for index, item in enumerate(self.served) if item.der == certificate.der), None)
