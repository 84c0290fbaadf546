"""Where the pinned keys are served: the port, and what is spoken there before TLS."""

from dataclasses import dataclass

HTTPS_PORT = 443
"""The port that a URL with `https` need not name (RFC 9110, section 4.2.2)."""


@dataclass(frozen=True, slots=True)
class Service:
    """One TLS service of a host."""

    port: int = HTTPS_PORT
    """1 to 65535; that of HTTPS where the chain came from a file."""

    starttls: str = ""
    """The protocol that goes over to TLS there, as people write it: `SMTP`; empty where TLS begins at once."""

    def at(self, host: str) -> str:
        """Return `host` as it stands in a URL with `https`: IPv6 in brackets, and the port where it is another one."""
        bare = f"[{host}]" if ":" in host else host
        return bare if self.port == HTTPS_PORT else f"{bare}:{self.port}"


HTTPS = Service()
"""What is meant where nothing else is said."""
