"""Signed certificate timestamps of certificate transparency (RFC 6962, sections 3.2 and 3.3)."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from inspector.chain.der import OCTET_STRING, DerError, sole

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOG_OCTETS = 32
_SHORTEST = 1 + _LOG_OCTETS + 8 + 2


class Timestamp(NamedTuple):
    """One log's promise to publish the certificate."""

    log: str
    """The log's identifier: 44 characters of base64."""

    at: datetime
    """When the log promised it, UTC."""


def timestamps(der: bytes) -> tuple[Timestamp, ...]:
    """Return the timestamps of version 1 in the extension, in their order; raises `DerError`."""
    whole = sole(der, OCTET_STRING, "the extension")
    listed, rest = _vector(whole)
    if rest:
        raise DerError("bytes follow the list of timestamps")
    found: list[Timestamp] = []
    while listed:
        item, listed = _vector(listed)
        if item[:1] == b"\0":
            found.append(_timestamp(item))
    return tuple(found)


def _vector(data: bytes) -> tuple[bytes, bytes]:
    """Return what the two octets of length in front of `data` count, and what follows it."""
    stop = 2 + int.from_bytes(data[:2], "big")
    if len(data) < stop or len(data) < 2:
        raise DerError("a timestamp is longer than the bytes around it")
    return data[2:stop], data[stop:]


def _timestamp(item: bytes) -> Timestamp:
    if len(item) < _SHORTEST:
        raise DerError("a timestamp is cut off")
    milliseconds = int.from_bytes(item[1 + _LOG_OCTETS : 9 + _LOG_OCTETS], "big")
    try:
        at = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        raise DerError("a timestamp lies beyond the calendar") from None
    return Timestamp(base64.b64encode(item[1 : 1 + _LOG_OCTETS]).decode("ascii"), at)


def lines(der: bytes, _: list[str]) -> Iterator[str]:
    """Yield the count of timestamps, then time and log of each; raises `DerError`."""
    found = timestamps(der)
    yield f"{len(found)} timestamp{'s' * (len(found) != 1)}"
    for item in found:
        yield f"{item.at:%Y-%m-%d %H:%M:%S} UTC by the log {item.log}"
