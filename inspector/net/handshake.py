"""What a server sent in one handshake."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Handshake:
    """Facts of one TLS handshake, made without verification."""

    served: tuple[bytes, ...] = field(repr=False)
    """DER certificates in the order of the server; never empty."""

    address: str
    """IP address and port that answered, IPv6 in brackets; the proxy's where there is one."""

    version: str | None
    """`TLS 1.3`, …; None where the handshake failed before it was agreed."""

    cipher: str | None
    """Cipher suite name; None as above."""

    group: str | None
    """Key exchange group, such as `X25519`; None where unknown."""

    milliseconds: int
    """From the start of the name lookup to the end of the handshake."""

    failure: str | None = None
    """Why the handshake failed although the chain could be read (visible text), or None where it succeeded."""

    client_certificate_requested: bool = False
    """Whether the server asked for a client certificate."""

    proxy: str | None = None
    """`host:port` of the HTTP proxy in between, or None for a direct connection."""

    client_certificate_sent: bool = False
    """Whether the server was shown a client certificate."""

    starttls: str | None = None
    """What was spoken before TLS, such as `SMTP`; None where TLS began at once."""
