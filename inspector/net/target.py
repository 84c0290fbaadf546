"""What the user asked for: host, port, server name, and optionally where to connect instead."""

from dataclasses import dataclass

DEFAULT_PORT = 443


class TargetError(ValueError):
    """A text that cannot be a target."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence: what is wrong."""
        self.hint = hint
        """What to try."""


@dataclass(frozen=True, slots=True)
class Target:
    """A TLS server to ask."""

    host: str
    """Lower-case A-label name or compressed IP address, without brackets or trailing dot."""

    port: int
    """1 to 65535."""

    server_name: str
    """The name to check certificates against, sent as SNI where it is no IP address (RFC 6066, section 3)."""

    connect_to: tuple[str, int] | None = None
    """Host and port to connect to instead of `host`; None to connect to the host itself."""

    @property
    def sni(self) -> str | None:
        """The name to send as SNI, or None where `server_name` is an IP address."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Return `host:port`, IPv6 in brackets."""
        raise NotImplementedError


def parse_target(text: str, *, server_name: str | None = None, connect_to: str | None = None) -> Target:
    """Return the target written as `host`, `host:port`, `[v6]:port` or URL.

    A URL's scheme gives the port where none is written (https and wss: 443; others must name one).
    Raises `TargetError` with the reason; the port is checked before any socket is made.
    """
    raise NotImplementedError
