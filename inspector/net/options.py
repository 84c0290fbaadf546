"""How to ask: limits and ways of a fetch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

DEFAULT_TIMEOUT = 10.0

Progress = Callable[[str], None]
"""Told what the fetch is doing now, one short visible sentence such as `Connecting to 192.0.2.7:443`."""


class Family(StrEnum):
    """Which addresses may be used."""

    ANY = "any"
    IPV4 = "ipv4"
    IPV6 = "ipv6"


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
