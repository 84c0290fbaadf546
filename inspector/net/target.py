"""What the user asked for: host, port, server name, and optionally where to connect instead."""

from dataclasses import dataclass

from inspector.chain.explained import Explained
from inspector.chain.host import HostError, ip_literal, parse_host
from inspector.chain.text import visible

DEFAULT_PORT = 443

SCHEME_PORTS = {
    "https": 443,
    "wss": 443,
    "smtps": 465,
    "submissions": 465,
    "nntps": 563,
    "ldaps": 636,
    "dot": 853,
    "ftps": 990,
    "telnets": 992,
    "imaps": 993,
    "pop3s": 995,
    "sips": 5061,
    "amqps": 5671,
    "rediss": 6379,
    "ircs": 6697,
    "mqtts": 8883,
    "secure-mqtt": 8883,
}
"""Ports of URL schemes that speak TLS from the first byte (IANA service names)."""

_SCHEME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789+.-")
_MAX_PORT = 65_535
_LONGEST = 1_000
_EXAMPLE = "write a host such as api.example.com, host:port, [2001:db8::1]:443 or a URL"


class TargetError(Explained, ValueError):
    """A text that cannot be a target."""


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
        return None if ip_literal(self.server_name) else self.server_name

    @property
    def endpoint(self) -> tuple[str, int]:
        """Host and port to connect to."""
        return self.connect_to or (self.host, self.port)

    def __str__(self) -> str:
        """Return `host:port`, IPv6 in brackets."""
        return join_port(self.host, self.port)


def join_port(host: str, port: int) -> str:
    """Return `host:port`, IPv6 in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def parse_target(
    text: str, *, server_name: str | None = None, connect_to: str | None = None, default_port: int | None = None
) -> Target:
    """Return the target written as `host`, `host:port`, `[v6]:port` or URL.

    A URL's scheme gives the port where none is written (see `SCHEME_PORTS`; others must name one, unless there is a
    `default_port`); its user information, path, query and fragment are ignored.
    Raises `TargetError` with the reason; the port is checked before any socket is made.
    """
    host, port = _parse_place(text.strip(), default_port)
    name = host if server_name is None else parse_server_name(server_name)
    return Target(host, port, name, None if connect_to is None else parse_connect_to(connect_to, port))


def parse_server_name(text: str) -> str:
    """Return the name to check and to send as SNI: a host, without port.

    Raises `TargetError`.
    """
    return check_host(text.strip(), "the server name cannot be used: ")


def parse_connect_to(text: str, port: int | None = None) -> tuple[str, int]:
    """Return the host and port to connect to, written as `HOST:PORT`; `port` stands in for a missing one.

    Raises `TargetError`, also where there is no port at all.
    """
    host, found = split_port(text.strip())
    chosen = found or port
    if chosen is None:
        raise TargetError("the place to connect to has no port", "write HOST:PORT, such as 192.0.2.7:443")
    return check_host(host, "the place to connect to cannot be used: "), chosen


def split_port(text: str) -> tuple[str, int | None]:
    """Return host and port of `host`, `host:port`, `[v6]:port` or a bare IPv6 address; None for no port.

    The host is not checked yet. Raises `TargetError` for a bad port and for misplaced brackets and colons.
    """
    if text.startswith("["):
        inner, closed, rest = text[1:].partition("]")
        if not closed:
            raise TargetError("a bracket is opened and never closed", "write IPv6 as [2001:db8::1]:443")
        if ":" not in inner or (rest and not rest.startswith(":")):
            raise TargetError("brackets are for an IPv6 address alone", "write IPv6 as [2001:db8::1]:443")
        return inner, parse_port(rest[1:]) if rest else None
    if text.count(":") > 1:
        if ip_literal(text) is None:
            raise TargetError(
                "there is more than one colon, and it is no IPv6 address", "write IPv6 as [2001:db8::1]:443"
            )
        return text, None
    host, colon, port = text.partition(":")
    return host, parse_port(port) if colon else None


def parse_port(text: str) -> int:
    """Return the port 1 to 65535 written in ASCII digits; raises `TargetError`."""
    hint = f"a port is a number from 1 to {_MAX_PORT}"
    if not text:
        raise TargetError("there is no port after the colon", hint)
    if not (text.isascii() and text.isdigit()):
        raise TargetError(f"the port is not a number: {visible(text, 20)}", hint)
    port = int(text) if len(text) <= 10 else _MAX_PORT + 1
    if not 1 <= port <= _MAX_PORT:
        raise TargetError(f"port {visible(text, 20)} does not exist", hint)
    return port


def _parse_place(text: str, default_port: int | None) -> tuple[str, int]:
    if not text:
        raise TargetError("there is no host", _EXAMPLE)
    scheme, found, rest = text.partition("://")
    if found and scheme and scheme.isascii() and set(scheme.lower()) <= _SCHEME_CHARACTERS:
        return _parse_url(scheme.lower(), rest, default_port)
    place = _before_path(text)
    if place != text and not set(".:") & set(place.strip(".")):
        raise TargetError("this is a path, not a host", "for a URL write https:// in front; for a file check its name")
    host, port = split_port(place)
    return check_host(host), port or default_port or DEFAULT_PORT


def _parse_url(scheme: str, rest: str, default_port: int | None) -> tuple[str, int]:
    place = _before_path(rest).rpartition("@")[2]
    host, port = split_port(place.removesuffix(":"))
    checked = check_host(host)
    chosen = port or SCHEME_PORTS.get(scheme) or default_port
    if chosen is None:
        raise TargetError(
            f"{visible(scheme, 30)}:// does not say which port speaks TLS",
            f"write https://{checked} or name the port, such as {join_port(checked, DEFAULT_PORT)}",
        )
    return checked, chosen


def _before_path(text: str) -> str:
    for mark in "/?#":
        text = text.partition(mark)[0]
    return text


def check_host(text: str, prefix: str = "") -> str:
    """Return the host in `text` as `parse_host` does; raises `TargetError`, its reason after `prefix`."""
    if len(text) > _LONGEST:
        raise TargetError(f"{prefix}the host is longer than a host can be", _EXAMPLE)
    if "%" in text:
        raise TargetError(f"{prefix}a zone or a percent sign cannot stand in a host", _EXAMPLE)
    if text.startswith("*."):
        raise TargetError(f"{prefix}a wildcard is no single server", "write one of its hosts, such as www.example.com")
    try:
        return parse_host(text)
    except HostError as error:
        raise TargetError(f"{prefix}{error.reason}", error.hint) from None
