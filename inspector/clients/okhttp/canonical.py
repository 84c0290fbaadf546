"""The host that OkHttp makes of a pattern: `toCanonicalHost`, and before 4.3 the host of a URL around it."""

import re

from inspector.clients.okhttp.epoch import Epoch
from inspector.clients.okhttp.idn import idna2003, uts46
from inspector.clients.okhttp.ipv6 import mapped_ipv4, read_ipv6, write_ipv6
from inspector.clients.okhttp.rejected import Rejected

_FORBIDDEN = re.compile(r"[^!-~]|[#%/:?@\[\\\]]")
_PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")
_PORT = re.compile(r"\+?[0-9]{1,400}")


def canonical_host(text: str, epoch: Epoch) -> str:
    """Return `text` as OkHttp spells a host; raises `Rejected` where it is none (-HostnamesCommon.kt)."""
    if ":" in text:
        address = read_ipv6(text)
        mapped = mapped_ipv4(address)
        if mapped is not None and epoch < Epoch.URL_KOTLIN:
            raise Rejected("it is an IPv4-mapped IPv6 address")
        return mapped or write_ipv6(address)
    name = uts46(text) if epoch >= Epoch.UTS46 else idna2003(text).lower()
    if not name:
        raise Rejected("it is empty")
    if _FORBIDDEN.search(name):
        raise Rejected("it has a character that no host has, such as a slash, a colon or a blank")
    return name


def url_host(text: str, epoch: Epoch) -> str:
    """Return the host of the URL `http://` and `text`, as OkHttp before 4.3 does with a pattern (HttpUrl.parse).

    User names, ports and whatever follows the host fall away; escapes are decoded. Raises `Rejected`.
    """
    authority = text.rstrip("\t\n\f\r ").lstrip("/\\")
    authority = re.split(r"[/\\?#]", authority, maxsplit=1)[0].rpartition("@")[2]
    host, colon, port = _cut_port(authority)
    name = canonical_host(_percent_decoded(host), epoch)
    if colon and port and (not _PORT.fullmatch(port) or not 1 <= int(port) <= 65535):
        raise Rejected("its port is none")
    return name


def _cut_port(authority: str) -> tuple[str, str, str]:
    at = 0
    while at < len(authority):
        if authority[at] == "[":
            end = authority.find("]", at)
            at = len(authority) if end < 0 else end
        elif authority[at] == ":":
            return authority[:at], ":", authority[at + 1 :]
        at += 1
    return authority, "", ""


def _percent_decoded(text: str) -> str:
    if "%" not in text:
        return text
    octets = text.encode("utf-8", "replace")
    return _PERCENT.sub(lambda found: bytes((int(found[1], 16),)), octets).decode("utf-8", "replace")
