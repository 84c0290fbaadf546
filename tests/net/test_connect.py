"""Connecting to several addresses: a dead one costs little, and no socket stays open."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from inspector.net.cancel import Cancel
from inspector.net.connect import connect
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.resolve import Address
from inspector.net.waiting import Waiter


@contextmanager
def listening(ip: str = "127.0.0.1") -> Iterator[Address]:
    """Give the address of a listener that answers."""
    with socket.create_server((ip, 0)) as listener:
        yield Address(socket.AF_INET, (ip, listener.getsockname()[1]))


@contextmanager
def dead() -> Iterator[Address]:
    """Give the address of a listener whose queue is full, so that it answers nobody (Linux)."""
    if not sys.platform.startswith("linux"):
        pytest.skip("full queues answer nobody on Linux only")
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        place = listener.getsockname()
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(place)
        yield Address(socket.AF_INET, (place[0], place[1]))


def closed() -> Address:
    """Return an address on which nothing listens."""
    with listening() as address:
        return address


def run(*addresses: Address, timeout: float = 5.0, told: list[str] | None = None) -> Address:
    """Return the address that answers first."""
    with Waiter(Deadline(timeout), Cancel()) as waiter:
        sock, address = connect(("api.test", 443), addresses, waiter, (told if told is not None else []).append)
        sock.close()
    return address


def test_a_refusal_leads_to_the_next_address_at_once() -> None:
    """Each attempt is told with its number."""
    told: list[str] = []
    first = closed()
    with listening() as good:
        assert run(first, good, told=told) == good
    assert told == [f"Connecting to {first} (1 of 2)", f"Connecting to {good} (2 of 2)"]


def test_a_silent_address_does_not_eat_the_deadline() -> None:
    """The next address is tried beside it; the later ones are not even begun."""
    told: list[str] = []
    with dead() as silent, listening() as good, listening() as spare:
        assert run(silent, good, spare, told=told) == good
    assert told == [f"Connecting to {silent} (1 of 3)", f"Connecting to {good} (2 of 3)"]


def test_silence_everywhere_is_a_timeout_that_names_the_limit() -> None:
    """The detail says what each address did."""
    with dead() as silent, dead() as other, pytest.raises(FetchError) as caught:
        run(silent, other, closed(), timeout=0.8)
    assert (caught.value.stage, caught.value.cause) == (Stage.CONNECT, Cause.TIMEOUT)
    assert caught.value.reason == "api.test:443 did not answer within 0.8 s"
    assert f"{silent}: no answer" in caught.value.detail
    assert "Connection refused" in caught.value.detail


def test_what_was_not_tried_is_told() -> None:
    """Addresses that the deadline cut off are named as such."""
    later = closed()
    with dead() as silent, pytest.raises(FetchError) as caught:
        run(silent, later, timeout=0.1)
    assert caught.value.detail == f"{silent}: no answer; {later}: not tried"


def test_an_address_that_no_route_leads_to_is_unreachable() -> None:
    """A family that this machine refuses at once counts as unreachable; a refusal elsewhere says more."""
    nowhere = Address(socket.AF_INET6, ("127.0.0.1", 1, 0, 0))
    with pytest.raises(FetchError) as caught:
        run(nowhere)
    assert caught.value.cause is Cause.UNREACHABLE
    with pytest.raises(FetchError) as caught:
        run(nowhere, closed())
    assert caught.value.cause is Cause.REFUSED
