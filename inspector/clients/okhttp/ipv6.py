"""IPv6 addresses as OkHttp reads them in a host: more than `ipaddress` takes, and less."""

import re

from inspector.clients.okhttp.rejected import Rejected

_OCTETS = 16
_GROUP = re.compile("[0-9a-fA-F]*")
_DIGITS = re.compile("[0-9]*")
_MAPPED = bytes(10) + b"\xff\xff"
_NO_ADDRESS = "it has a colon and is no IPv6 address"


def read_ipv6(text: str) -> bytes:
    """Return the 16 octets of `text` as OkHttp's `decodeIpv6` does, brackets dropped; raises `Rejected`."""
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    address = bytearray()
    hole = start = None
    at = 0
    while at < len(text):
        if len(address) == _OCTETS:
            raise Rejected(_NO_ADDRESS)
        if text.startswith("::", at):
            if hole is not None or len(address) + 2 > _OCTETS:
                raise Rejected(_NO_ADDRESS)
            at += 2
            address += b"\0\0"
            hole = len(address)
            if at == len(text):
                break
        elif address:
            if text[at] == "." and start is not None:
                address[-2:] = _read_ipv4(text[start:], _OCTETS - len(address) + 2)
                break
            if text[at] != ":":
                raise Rejected(_NO_ADDRESS)
            at += 1
        found = _GROUP.match(text, at)
        digits = found[0] if found else ""
        if not 1 <= len(digits) <= 4 or len(address) + 2 > _OCTETS:
            raise Rejected(_NO_ADDRESS)
        start, at = at, at + len(digits)
        address += int(digits, 16).to_bytes(2, "big")
    if len(address) != _OCTETS:
        if hole is None:
            raise Rejected(_NO_ADDRESS)
        address[hole:hole] = bytes(_OCTETS - len(address))
    return bytes(address)


def _read_ipv4(text: str, room: int) -> bytes:
    parts = text.split(".")
    for part in parts:
        if not re.fullmatch("0|[1-9][0-9]{0,2}", part) or int(part) > 255:
            raise Rejected(_NO_ADDRESS)
    if len(parts) != 4 or room < 4:
        raise Rejected(_NO_ADDRESS)
    return bytes(map(int, parts))


def write_ipv6(address: bytes) -> str:
    """Return `address` compressed (RFC 5952), also where it is an IPv4-mapped one."""
    groups = [int.from_bytes(address[index : index + 2], "big") for index in range(0, _OCTETS, 2)]
    runs = [(_zeros(groups[index:]), index) for index in range(8) if index == 0 or groups[index - 1]]
    length, begin = max(runs, key=lambda run: (run[0], -run[1]))
    if length < 2:
        return ":".join(f"{group:x}" for group in groups)
    left = ":".join(f"{group:x}" for group in groups[:begin])
    right = ":".join(f"{group:x}" for group in groups[begin + length :])
    return f"{left}::{right}"


def mapped_ipv4(address: bytes) -> str | None:
    """Return the IPv4 address that an IPv4-mapped one holds, dotted; None for any other."""
    return ".".join(map(str, address[12:])) if address.startswith(_MAPPED) else None


def _zeros(groups: list[int]) -> int:
    return next((index for index, group in enumerate(groups) if group), len(groups))
