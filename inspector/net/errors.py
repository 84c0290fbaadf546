"""Why no chain could be had: the stage, the cause, what to try."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a fetch failed."""

    NAME = "name"
    CONNECT = "connect"
    PROXY = "proxy"
    STARTTLS = "starttls"
    TLS = "tls"


class Cause(StrEnum):
    """What happened at that stage."""

    NOT_FOUND = "not-found"
    NO_ADDRESS = "no-address"
    LOOKUP_FAILED = "lookup-failed"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    BAD_PROXY = "bad-proxy"
    PROXY_REFUSED = "proxy-refused"
    NO_STARTTLS = "no-starttls"
    NOT_TLS = "not-tls"
    ALERT = "alert"
    CLOSED = "closed"
    RESET = "reset"
    PROTOCOL = "protocol"
    NO_CERTIFICATE = "no-certificate"
    CANCELLED = "cancelled"
    NO_RESOURCES = "no-resources"


class FetchError(Exception):
    """No chain could be had."""

    def __init__(
        self, stage: Stage, cause: Cause, reason: str, hint: str, detail: str = "", *, alert: int | None = None
    ) -> None:
        super().__init__(reason)
        self.stage = stage
        self.cause = cause
        self.reason = reason
        """One visible sentence naming host, port and what happened."""
        self.hint = hint
        """What to try, one or two visible sentences."""
        self.detail = detail
        """What the library said, visible text; empty where it adds nothing."""
        self.alert = alert
        """Number of the TLS alert by which the server ended the handshake; None where it sent none."""
