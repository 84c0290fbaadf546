"""Name lookup that can be abandoned: the system's resolver has no deadline of its own."""

import socket
import threading
from dataclasses import dataclass

from inspector.chain.host import ip_literal
from inspector.chain.text import visible
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.options import Family
from inspector.net.target import join_port
from inspector.net.waiting import ExpiredError, Waiter, no_resources

MAX_ADDRESSES = 16
"""Addresses of one name that are tried; more are left out."""

_FAMILIES = {Family.ANY: socket.AF_UNSPEC, Family.IPV4: socket.AF_INET, Family.IPV6: socket.AF_INET6}
_SPOKEN = {Family.ANY: "", Family.IPV4: "IPv4 ", Family.IPV6: "IPv6 "}


@dataclass(frozen=True, slots=True)
class Address:
    """One place to connect to."""

    family: int
    """`socket.AF_INET` or `socket.AF_INET6`."""

    place: tuple[str, int] | tuple[str, int, int, int]
    """What `socket.connect` takes."""

    @property
    def host_and_port(self) -> tuple[str, int]:
        """The IP address and the port."""
        return self.place[0], self.place[1]

    def __str__(self) -> str:
        """Return IP address and port, IPv6 in brackets."""
        return join_port(visible(self.place[0]), self.place[1])


class _Lookup:
    """What a lookup thread found."""

    def __init__(self) -> None:
        self.found: list[tuple[int, tuple[object, ...]]] = []
        """Family and socket address, in the order of the system."""
        self.error: OSError | UnicodeError | None = None
        """What the resolver raised, or None."""
        self.done = False
        """Whether it has ended."""


def resolve(host: str, port: int, family: Family, waiter: Waiter) -> tuple[Address, ...]:
    """Return the addresses of `host`, families alternating (RFC 8305, section 4), at most `MAX_ADDRESSES`.

    The lookup runs in a daemon thread, which is left alone when the deadline passes or the fetch is cancelled.
    Raises `FetchError` of stage name and `CancelledError`.
    """
    literal = ip_literal(host)
    if literal is not None:
        own = Family.IPV4 if literal.version == 4 else Family.IPV6
        if family not in (Family.ANY, own):
            raise _no_address(host, family)
        return (Address(_FAMILIES[own], (host, port) if own is Family.IPV4 else (host, port, 0, 0)),)
    lookup = _Lookup()
    work = (lookup, host, port, family, waiter)
    thread = threading.Thread(target=_run, args=work, name=f"lookup {host}", daemon=True)
    try:
        waiter.check()
        _start(thread)
        while not lookup.done:
            waiter.wait()
        thread.join()
    except ExpiredError:
        raise FetchError(
            Stage.NAME,
            Cause.TIMEOUT,
            f"looking up {host} took longer than {waiter.deadline}",
            "The name server does not answer: check the network connection; --timeout gives it longer.",
        ) from None
    if lookup.error is not None:
        raise _explain(host, family, lookup.error)
    addresses = _alternate(lookup.found)
    if not addresses:
        raise _no_address(host, family)
    return addresses


def _start(thread: threading.Thread) -> None:
    try:
        thread.start()
    except RuntimeError as error:
        raise no_resources(Stage.NAME, error) from None


def _run(lookup: _Lookup, host: str, port: int, family: Family, waiter: Waiter) -> None:
    try:
        answers = socket.getaddrinfo(host.encode("ascii"), port, _FAMILIES[family], socket.SOCK_STREAM)
        lookup.found = [(kind, place) for kind, _, _, _, place in answers]
    except (OSError, UnicodeError) as error:
        lookup.error = error
    lookup.done = True
    waiter.wake()


def _alternate(found: list[tuple[int, tuple[object, ...]]]) -> tuple[Address, ...]:
    distinct: dict[Address, None] = {}
    for kind, place in found:
        match (kind, place):
            case socket.AF_INET, (str(ip), int(port), *_):
                distinct[Address(kind, (ip, port))] = None
            case socket.AF_INET6, (str(ip), int(port), int(flow), int(scope)):
                distinct[Address(kind, (ip, port, flow, scope))] = None
            case _:
                pass
    if not distinct:
        return ()
    first = next(iter(distinct)).family
    queues = [[a for a in distinct if a.family == first], [a for a in distinct if a.family != first]]
    mixed: list[Address] = []
    while queues[0] or queues[1]:
        mixed.extend(queue.pop(0) for queue in queues if queue)
    return tuple(mixed[:MAX_ADDRESSES])


def _no_address(host: str, family: Family) -> FetchError:
    other = "the other family, or neither" if family is not Family.ANY else "another name"
    return FetchError(
        Stage.NAME,
        Cause.NO_ADDRESS,
        f"{host} has no {_SPOKEN[family]}address",
        f"Try {other}; --ipv4 and --ipv6 allow one family only." if family is not Family.ANY else f"Try {other}.",
    )


def _explain(host: str, family: Family, error: OSError | UnicodeError) -> FetchError:
    code = error.errno if isinstance(error, socket.gaierror) else None
    detail = visible(str(error.strerror if isinstance(error, OSError) and error.strerror else error), 200)
    missing = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None), getattr(socket, "EAI_ADDRFAMILY", None)}
    if code in missing - {None, socket.EAI_NONAME} or (code == socket.EAI_NONAME and family is not Family.ANY):
        return _no_address(host, family)
    if code == socket.EAI_NONAME:
        return FetchError(
            Stage.NAME,
            Cause.NOT_FOUND,
            f"there is no host called {host}",
            "Check the spelling; a name inside a company may need its network or VPN.",
            detail,
        )
    return FetchError(
        Stage.NAME,
        Cause.LOOKUP_FAILED,
        f"the name {host} could not be looked up",
        "The name server did not answer properly: check the network connection and try again.",
        detail,
    )
