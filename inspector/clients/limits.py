"""What no client may be given: the checks that every writer makes first."""

from inspector.chain.host import HostError, ip_literal, parse_host
from inspector.chain.pin import DIGEST_BYTES, dead_reason
from inspector.clients.client import CannotExpress
from inspector.pinning.pin_set import PinSet

_NAME_LENGTH = 100


def checked_host(pin_set: PinSet) -> str:
    """Return the host of `pin_set` as it stands in code: a lower-case A-label name or a compressed IP address.

    Raises `CannotExpress` for a host that is none, for subdomains where there can be none, for a set without pins and
    for pins that no key can have.
    """
    if not pin_set.pins:
        raise CannotExpress("there is nothing to pin yet", "pick a layer of the path, or add a backup pin")
    for pin in pin_set.pins:
        if len(pin.digest) != DIGEST_BYTES:
            raise CannotExpress("a pin is no SHA-256 hash", "pick a layer, or paste 44 characters of base64")
        reason = dead_reason(pin)
        if reason is not None:
            raise CannotExpress(f"a pin matches no key: {reason}", "compute it again from the certificate or the key")
    if "[" in pin_set.host or "]" in pin_set.host:
        raise CannotExpress("brackets cannot stand in a host pattern", "write the bare IPv6 address")
    try:
        host = parse_host(pin_set.host)
    except HostError as error:
        raise CannotExpress(error.reason, error.hint) from None
    if pin_set.subdomains:
        if ip_literal(host) is not None:
            raise CannotExpress("an IP address has no subdomains", "pin the address itself, without subdomains")
        if "." not in host:
            raise CannotExpress(
                "a name of one part with its subdomains is a whole top-level domain or a local name",
                "pin a name such as example.com, or this name without subdomains",
            )
    return host


def file_stem(host: str) -> str:
    """Return `host` as part of a file name on any system."""
    return host.replace(":", "-")[:_NAME_LENGTH].rstrip(".-")
