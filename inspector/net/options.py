"""How to ask: limits and ways of a fetch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.net.client_certificate import ClientCertificate
    from inspector.net.starttls.protocol import Protocol

DEFAULT_TIMEOUT = 10.0

Progress = Callable[[str], None]
"""Told what the fetch is doing now, one short visible sentence such as `Connecting to 192.0.2.7:443`."""


class Family(StrEnum):
    """Which addresses may be used."""

    ANY = "any"
    IPV4 = "ipv4"
    IPV6 = "ipv6"


class KeyKind(StrEnum):
    """Which keys a server may show: clients that take both kinds see one or the other."""

    RSA = "RSA"
    ECDSA = "ECDSA"


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How to ask."""

    timeout: float = DEFAULT_TIMEOUT
    """Seconds for everything: lookup, connect, proxy, handshake."""

    family: Family = Family.ANY
    """Address family to use, for the proxy where there is one."""

    proxy: str | None = field(default=None, repr=False)
    """URL of an HTTP proxy for CONNECT, or None for a direct connection.

    `env` stands for what the environment names; the environment is read for that word only.
    """

    legacy: bool = False
    """Whether TLS 1.0 and 1.1 are spoken too; without it the server must speak TLS 1.2 or 1.3."""

    starttls: "Protocol | None" = None
    """What is spoken in plain text until both sides agree to go on in TLS; None: TLS from the first byte."""

    client_certificate: "ClientCertificate | None" = field(default=None, repr=False)
    """What to show where the server asks for a client certificate; None to show none."""

    keys: KeyKind | None = None
    """The only kind of key that is asked for, or None for any. EdDSA keys count as ECDSA ones (RFC 8422)."""

    send_name: bool = True
    """Whether the server name is sent; the name that is checked stays the same."""
