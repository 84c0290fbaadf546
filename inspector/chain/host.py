"""Host names as certificates, SNI and snippets need them: lower-case A-labels, or an IP address."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from inspector.chain.explained import Explained

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
MAX_LENGTH = 253
"""Longest host in characters (RFC 1035, section 2.3.4, as text)."""

_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


class HostError(Explained, ValueError):
    """A text that cannot be a host."""

    def __init__(self, reason: str, hint: str = "write a host such as api.example.com") -> None:
        super().__init__(reason, hint)


def parse_host(text: str) -> str:
    """Return `text` as a lower-case A-label host name without a trailing dot, or as a compressed IP address.

    Brackets around IPv6 are dropped; U-labels are converted by UTS 46 non-transitional processing (RFC 5891).
    Underscores stand in names that are asked all the same, as curl, OkHttp and browsers have it (RFC 2181, section 11).
    Raises `HostError` for anything that cannot be a host: only letters, digits, hyphens, underscores and dots come back
    for a name.
    """
    bare = text.strip()
    address = ip_literal(bare)
    if address is not None:
        return str(address)
    name = bare.removesuffix(".")
    if not name:
        raise HostError("the host is empty")
    lowered = name.lower() if name.isascii() else _to_ascii(name)
    _check_length(lowered)
    for label in lowered.split("."):
        _check_label(label)
    if _NUMBER.fullmatch(lowered.rsplit(".", 1)[-1]):
        raise HostError("the last part is a number, and the whole is no IP address")
    return lowered


def _check_length(name: str) -> None:
    if len(name) > MAX_LENGTH:
        raise HostError(f"the host is longer than {MAX_LENGTH} characters")


def _check_label(label: str) -> None:
    if not label:
        raise HostError("two dots follow each other, or the host begins with one")
    if "*" in label:
        raise HostError("a wildcard is no host", "name one host; what a pin set covers is chosen later")
    if len(label) > 63:
        raise HostError("a part of the host is longer than 63 characters")
    if not _LABEL.fullmatch(label):
        raise HostError("a host has only letters, digits, hyphens and dots")


def _to_ascii(name: str) -> str:
    import idna

    _check_length(name)
    try:
        return idna.encode(name, uts46=True, transitional=False).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise HostError("the host has characters that no domain name may have") from None


def ip_literal(text: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address written in `text`, with or without brackets, or None where it is a name."""
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if "%" in bare:
        return None
    try:
        return ip_address(bare)
    except ValueError:
        return None
