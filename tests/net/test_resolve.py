"""Names to addresses: order, families, bounds and errors."""

import socket
from collections.abc import Iterator

import pytest

from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.options import Family
from inspector.net.resolve import MAX_ADDRESSES, resolve
from inspector.net.waiting import Waiter

Answer = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int]]


@pytest.fixture
def waiter() -> Iterator[Waiter]:
    """Return a waiter with ample time."""
    with Waiter(Deadline(10), Cancel()) as found:
        yield found


def v4(ip: str) -> Answer:
    """Return the resolver's answer for an IPv4 address."""
    return (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443))


def v6(ip: str) -> Answer:
    """Return the resolver's answer for an IPv6 address."""
    return (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, 443, 0, 0))


def answering(monkeypatch: pytest.MonkeyPatch, answers: list[Answer]) -> list[tuple[object, ...]]:
    """Make the system's resolver answer with `answers`; return the list in which the questions appear."""
    asked: list[tuple[object, ...]] = []

    def getaddrinfo(*arguments: object) -> list[Answer]:
        asked.append(arguments)
        return answers

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Make the system's resolver raise `error`."""

    def getaddrinfo(*_: object) -> list[Answer]:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_families_alternate_beginning_with_the_systems_choice(monkeypatch: pytest.MonkeyPatch, waiter: Waiter) -> None:
    """One dead family costs one turn only (RFC 8305, section 4); repetitions go."""
    asked = answering(
        monkeypatch,
        [v6("2001:db8::1"), v6("2001:db8::2"), v6("2001:db8::1"), v6("2001:db8::3"), v4("192.0.2.1"), v4("192.0.2.2")],
    )
    found = resolve("api.test", 443, Family.ANY, waiter)
    assert [str(address) for address in found] == [
        "[2001:db8::1]:443",
        "192.0.2.1:443",
        "[2001:db8::2]:443",
        "192.0.2.2:443",
        "[2001:db8::3]:443",
    ]
    assert asked == [(b"api.test", 443, socket.AF_UNSPEC, socket.SOCK_STREAM)]


@pytest.mark.parametrize(("family", "number"), [(Family.IPV4, socket.AF_INET), (Family.IPV6, socket.AF_INET6)])
def test_one_family_is_asked_for_alone(
    family: Family, number: int, monkeypatch: pytest.MonkeyPatch, waiter: Waiter
) -> None:
    """The system is asked for the family that is allowed."""
    asked = answering(monkeypatch, [v4("192.0.2.1")])
    resolve("api.test", 443, family, waiter)
    assert asked[0][2] == number


def test_the_number_of_addresses_is_bounded(monkeypatch: pytest.MonkeyPatch, waiter: Waiter) -> None:
    """A name with a thousand addresses opens no thousand sockets."""
    answering(monkeypatch, [v4(f"10.0.{high}.{low}") for high in range(10) for low in range(100)])
    assert len(resolve("many.test", 443, Family.ANY, waiter)) == MAX_ADDRESSES


def test_addresses_are_not_looked_up(monkeypatch: pytest.MonkeyPatch, waiter: Waiter) -> None:
    """An IP address needs no resolver and no thread."""
    asked = answering(monkeypatch, [])
    assert str(resolve("192.0.2.1", 8443, Family.ANY, waiter)[0]) == "192.0.2.1:8443"
    assert str(resolve("2001:db8::1", 443, Family.IPV6, waiter)[0]) == "[2001:db8::1]:443"
    assert asked == []


@pytest.mark.parametrize(
    ("error", "family", "cause", "reason"),
    [
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            Family.ANY,
            Cause.NOT_FOUND,
            "no host called",
        ),
        (socket.gaierror(socket.EAI_NONAME, "x"), Family.IPV6, Cause.NO_ADDRESS, "has no IPv6 address"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), Family.ANY, Cause.LOOKUP_FAILED, "looked up"),
        (socket.gaierror(-999, "bad\x1b[2Jthing"), Family.ANY, Cause.LOOKUP_FAILED, "looked up"),
        (OSError(24, "Too many open files"), Family.ANY, Cause.LOOKUP_FAILED, "looked up"),
        (UnicodeError("label too long"), Family.ANY, Cause.LOOKUP_FAILED, "looked up"),
    ],
)
def test_errors_of_the_resolver_have_causes(
    error: Exception, family: Family, cause: Cause, reason: str, monkeypatch: pytest.MonkeyPatch, waiter: Waiter
) -> None:
    """Not found, no address of that family, and a resolver in trouble are told apart, in visible text."""
    failing(monkeypatch, error)
    with pytest.raises(FetchError) as caught:
        resolve("api.test", 443, family, waiter)
    assert (caught.value.stage, caught.value.cause) == (Stage.NAME, cause)
    assert reason in caught.value.reason
    assert "api.test" in caught.value.reason
    assert caught.value.detail.isprintable()


def test_an_empty_answer_is_no_address(monkeypatch: pytest.MonkeyPatch, waiter: Waiter) -> None:
    """Families that are neither IPv4 nor IPv6 do not count."""
    answering(monkeypatch, [(1, 1, 0, "", ("/run/socket", 0))])
    with pytest.raises(FetchError) as caught:
        resolve("api.test", 443, Family.ANY, waiter)
    assert caught.value.cause is Cause.NO_ADDRESS
