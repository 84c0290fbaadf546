"""What every test has: a fixed moment, and no way out of this machine."""

import socket
import sys
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_LOOPBACK_NAMES = frozenset({"localhost", "localhost.", "ip6-localhost", ""})


class LeftTheMachineError(AssertionError):
    """A test tried to reach another machine."""


def _is_loopback(host: object) -> bool:
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if text in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_literal(host: object) -> bool:
    try:
        ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return True


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    """Answer lookups of names as a machine without network would, and refuse connections beyond loopback."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
        if host is not None and not _is_loopback(host) and not _is_literal(host):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    elif event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        if isinstance(address, tuple) and not _is_loopback(address[0]):
            raise LeftTheMachineError(f"a test may not reach {address[0]}")


sys.addaudithook(_guard)


@pytest.fixture
def now() -> datetime:
    """Return the moment at which the tests take place."""
    return NOW
