"""One chain from one host: name lookup, connection, proxy and handshake under one deadline."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from inspector.net.handshake import Handshake
from inspector.net.target import Target

DEFAULT_TIMEOUT = 10.0


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
    """Address family to use."""

    proxy: str | None = None
    """URL of an HTTP proxy for CONNECT, or None for a direct connection. The environment is never read here."""


class Cancel:
    """A switch that ends a fetch at once, from any thread: it closes the socket that the fetch waits on."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """End the fetch; it raises `FetchError` with cause `CANCELLED`."""
        raise NotImplementedError


Progress = Callable[[str], None]
"""Told what the fetch is doing now, one short visible sentence such as `Connecting to 192.0.2.7:443`."""


def fetch(
    target: Target,
    options: FetchOptions = FetchOptions(),
    *,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> Handshake:
    """Return what `target` sent.

    Blocks for at most `options.timeout` seconds. Raises `FetchError` with stage and cause.
    """
    raise NotImplementedError
