"""How to inspect: what holds for every target of a session."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from inspector.net.options import FetchOptions
from inspector.trust.store import Store


@dataclass(frozen=True, slots=True)
class Settings:
    """How to inspect, the same for every target of a session."""

    options: FetchOptions = field(default_factory=FetchOptions)
    """Timeout, address family, proxy."""

    roots: str = "mozilla"
    """`mozilla`, `system`, or the name of a PEM file."""

    store: Store | None = None
    """A store to use in place of `roots`, such as the lab's; None to use `roots`."""

    android: int | None = None
    """API level whose release of Android judges in place of a store; None for `roots` or `store`."""

    server_name: str | None = None
    """Name to check and to send as SNI, or None for the target's host."""

    connect_to: str | None = None
    """`HOST:PORT` to connect to instead of the target, or None."""

    at: datetime | None = None
    """Judge as of this moment, UTC; None for the present."""

    password: str | None = field(default=None, repr=False)
    """Password of a PKCS #12 file, or passphrase of a private key file; None where none is known."""

    standard_input: bytes | None = field(default=None, repr=False)
    """What standard input held, where it was read before; None to read it when it is asked for."""

    fetch_missing: bool = False
    """Whether to fetch an issuer that is missing from the address in a certificate. Android never does."""

    all_addresses: bool = False
    """Whether to ask every address of the target for every leaf key that it serves."""

    def for_another_target(self) -> "Settings":
        """Return what holds for targets other than the one that was named beside these settings.

        Its name, address and password mean nothing there, its client certificate is nobody else's to see, and fetching
        what is missing is asked for each time.
        """
        options = replace(self.options, client_certificate=None)
        return replace(self, options=options, server_name=None, connect_to=None, password=None, fetch_missing=False)

    def for_lab(self, store: Store, connect_to: str) -> "Settings":
        """Return what holds for a server of the lab, which is reached directly and judged by its own roots."""
        options = replace(self.options, starttls=None)
        other = replace(self, options=options).for_another_target()
        return replace(other, store=store, connect_to=connect_to)
