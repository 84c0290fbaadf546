"""The certificate of an issuer from the address in a certificate: asked for, once, and from public places only.

The address was written by whoever made the certificate, so that nothing of it is believed (RFC 5280, section 8).
"""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from inspector.chain.container import NoCertificate, read_certificates
from inspector.chain.text import visible
from inspector.net.bytewise import receive, send
from inspector.net.cancel import Cancel
from inspector.net.connect import connect
from inspector.net.deadline import Deadline
from inspector.net.errors import FetchError
from inspector.net.options import Family
from inspector.net.resolve import Address, resolve
from inspector.net.target import TargetError, check_host, join_port, split_port
from inspector.net.waiting import CancelledError, ExpiredError, Waiter

SECONDS = 5.0
"""Seconds for everything: lookup, connection, answer."""

MAX_BYTES = 65_536
"""Bytes of an answer, header and all, that are taken."""

DEFAULT_PORT = 80

_URL = re.compile(r"http://([^/?#@\\]*)([/?][!-~]*)?", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/1\.[01] ([0-9]{3})(?: [^\r\n]*)?\r?\n")
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*([0-9]{1,12})[ \t]*\r?(?:\n|$)", re.IGNORECASE)
_CODED = re.compile(rb"\r?\n(?:transfer|content)-encoding:[ \t]*(?!identity)", re.IGNORECASE)
_NAT64 = ip_network("64:ff9b::/96")
_UNICAST = ip_network("2000::/3")
_NOWHERE = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
"""Protocol assignments, withdrawn relays, documentation (RFC 6890, 7526, 9637): not every Python knows them."""

Allowed = Callable[[Address], bool]
"""Whether an address may be connected to."""


class AiaError(Exception):
    """No certificate could be fetched."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible clause that stands after the address, without a full stop."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an address in a certificate leads to."""

    host: str
    """Lower-case A-label name or IP address."""

    port: int
    """1 to 65535."""

    path: str
    """Path and query, printable ASCII without spaces."""


def parse_place(url: str) -> Place:
    """Return where `url` leads; raises `AiaError` for everything but plain http to a host that can exist."""
    found = _URL.fullmatch(url)
    if found is None:
        scheme = url.partition(":")[0].lower()
        other = ":" in url and scheme.isalnum() and scheme != "http"
        raise AiaError(f"{visible(scheme, 20)} is not fetched, only http is" if other else "it is no address of http")
    try:
        host, port = split_port(found[1])
        checked = check_host(host)
    except TargetError as error:
        raise AiaError(error.reason) from None
    path = (found[2] or "/").partition("#")[0]
    return Place(checked, port or DEFAULT_PORT, path if path.startswith("/") else f"/{path}")


def is_public(address: Address) -> bool:
    """Return whether `address` is one that everybody on the internet reaches, also behind what wraps IPv4 in IPv6."""
    try:
        return _is_global(ip_address(address.place[0].partition("%")[0]))
    except ValueError:
        return False


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if wrapped is None and ip in _NAT64:
            wrapped = IPv4Address(int(ip) & 0xFFFF_FFFF)
        if wrapped is not None:
            return _is_global(wrapped)
        if ip not in _UNICAST:
            return False
    odd = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    return ip.is_global and not ip.is_private and not odd and not any(ip in place for place in _NOWHERE)


def fetch_issuers(
    url: str, *, allowed: Allowed = is_public, cancel: Cancel | None = None, seconds: float = SECONDS
) -> tuple[bytes, ...]:
    """Return the DER certificates at `url`: DER, PEM or PKCS #7, of which it may hold several.

    One request over http to an address that was looked up and is `allowed`, without following where the answer
    points; at most `seconds` and `MAX_BYTES`. Raises `AiaError`.
    """
    place = parse_place(url)
    try:
        with Waiter(Deadline(seconds), cancel or Cancel()) as waiter:
            body = _get(place, allowed, waiter)
    except CancelledError:
        raise AiaError("asking it was cancelled") from None
    except ExpiredError:
        raise AiaError(f"it did not answer within {seconds:g} s") from None
    except FetchError as error:
        raise AiaError(error.reason) from None
    except OSError as error:
        raise AiaError(f"the connection broke off ({visible(error.strerror or 'no reason', 80)})") from None
    try:
        return read_certificates(body)
    except NoCertificate as error:
        raise AiaError(f"what it gave is no certificate: {error.reason}") from None


def _get(place: Place, allowed: Allowed, waiter: Waiter) -> bytes:
    addresses = resolve(place.host, place.port, Family.ANY, waiter)
    public = tuple(address for address in addresses if allowed(address))
    if not public:
        raise AiaError("its host is not on a public address, and no other is asked")
    sock, _ = connect((place.host, place.port), public, waiter, lambda _: None)
    host = place.host if place.port == DEFAULT_PORT else join_port(place.host, place.port)
    if ":" in place.host and place.port == DEFAULT_PORT:
        host = f"[{place.host}]"
    lines = (f"GET {place.path} HTTP/1.0", f"Host: {host}", "User-Agent: pinspector", "Accept: */*", "", "")
    with closing(sock):
        send(sock, "\r\n".join(lines).encode("ascii"), waiter)
        return _body(receive(sock, waiter, MAX_BYTES + 1, _whole))


def _whole(got: bytes) -> bool:
    """Return whether the answer has come as far as it says that it goes, or is refused before."""
    head, found, body = _split(got)
    if not found:
        return False
    status, length = _STATUS.match(head + b"\r\n"), _LENGTH.search(head)
    if status is None or status[1] != b"200":
        return True
    return length is not None and (int(length[1]) > MAX_BYTES or len(body) >= int(length[1]))


def _split(got: bytes) -> tuple[bytes, bytes, bytes]:
    end = re.search(rb"\r?\n\r?\n", got)
    return (got[: end.start()], end[0], got[end.end() :]) if end else (got, b"", b"")


def _body(got: bytes) -> bytes:
    head, found, body = _split(got)
    status, length = _STATUS.match(head + b"\r\n"), _LENGTH.search(head)
    if status is None:
        raise AiaError("it does not answer in http" if got else "it closed the connection without an answer")
    code = int(status[1])
    if 300 <= code < 400:
        raise AiaError(f"it points elsewhere ({code}), which is not followed")
    if code != 200:
        raise AiaError(f"it answered {code}")
    if len(got) > MAX_BYTES or (length is not None and int(length[1]) > MAX_BYTES):
        raise AiaError(f"it answers with more than {MAX_BYTES // 1024} KiB")
    if _CODED.search(head):
        raise AiaError("it answers in a coding that was not asked for")
    if not found or (length is not None and len(body) < int(length[1])):
        raise AiaError("its answer broke off")
    return body if length is None else body[: int(length[1])]
