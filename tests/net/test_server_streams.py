"""Mutated server bytes of OpenSSL's client fuzzer: a named outcome for each, from memory and from a socket."""

import socket
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from net.opponents import Opponent, say
from testdata import shared

from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.handshake import Handshake
from inspector.net.target import parse_target
from inspector.net.tls import Engine, Step

OUTCOMES = {Cause.PROTOCOL, Cause.NOT_TLS, Cause.ALERT, Cause.CLOSED}


def streams() -> list[Path]:
    """Return the streams in the order of their names."""
    return sorted(shared("testdata", "openssl-fuzz-server-bytes").glob("*.bin"))


def sent_in_the_clear(stream: bytes) -> list[bytes]:
    """Return the certificates of the first Certificate message, read independently of the product (RFC 5246, 7.4.2)."""
    handshake, at = b"", 0
    while stream[at : at + 1] == b"\x16":
        size = int.from_bytes(stream[at + 3 : at + 5])
        handshake, at = handshake + stream[at + 5 : at + 5 + size], at + 5 + size
    while handshake[:1] not in (b"", b"\x0b"):
        handshake = handshake[4 + int.from_bytes(handshake[1:4]) :]
    body, found = handshake[7 : 4 + int.from_bytes(handshake[1:4])], []
    while body:
        size = int.from_bytes(body[:3])
        found.append(body[3 : 3 + size])
        body = body[3 + size :]
    return found


class Replay:
    """A server that sends the stream at hand to whoever connects."""

    def __init__(self) -> None:
        self.stream = b""

    def __call__(self, sock: socket.socket, stop: threading.Event) -> None:
        """Answer the first flight with the stream, then read on until the client has gone."""
        say(self.stream, after=65_536)(sock, stop)


@pytest.mark.parametrize("legacy", [False, True], ids=["modern", "legacy"])
def test_in_memory_no_stream_raises(legacy: bool) -> None:
    """Each stream is taken in small pieces; facts can be asked for whatever came."""
    chains: Counter[bool] = Counter()
    for path in streams():
        stream = path.read_bytes()
        engine = Engine("localhost", FetchOptions(legacy=legacy))
        assert engine.advance() is Step.MORE
        assert engine.outgoing()
        step = Step.MORE
        for at in range(0, len(stream), 61):
            step = engine.advance(stream[at : at + 61])
            engine.outgoing()
            if step is Step.FAILED:
                break
        assert step is not Step.DONE
        assert (step is Step.FAILED) or not engine.errors
        assert all(text.isprintable() for text in engine.errors)
        served = list(engine.served())
        if served:
            assert len(served) == len(sent_in_the_clear(stream))
            assert engine.version in ({"TLS 1.0", "TLS 1.1", "TLS 1.2"} if legacy else {"TLS 1.2"})
        assert engine.group is None or engine.group.isprintable()
        chains[bool(served)] += 1
    assert chains[True] >= (30 if legacy else 15)


def test_from_a_socket_each_stream_ends_in_a_named_outcome() -> None:
    """A chain with the reason why it broke off, or an error with its cause; never later than the deadline."""
    outcomes: Counter[str] = Counter()
    replay = Replay()
    with Opponent(replay) as server:
        target = parse_target(f"127.0.0.1:{server.port}", server_name="localhost")
        for path in streams():
            replay.stream = path.read_bytes()
            start = time.monotonic()
            try:
                got: Handshake | FetchError = fetch(target, FetchOptions(timeout=1.0))
            except FetchError as error:
                got = error
            assert time.monotonic() - start < 1.5, path.name
            if isinstance(got, Handshake):
                assert got.failure, path.name
                assert got.failure.startswith(f"127.0.0.1:{server.port} "), path.name
                assert list(got.served) == sent_in_the_clear(replay.stream), path.name
                outcomes["chain"] += 1
            else:
                assert got.stage is Stage.TLS, path.name
                assert got.cause in OUTCOMES, path.name
                outcomes[got.cause] += 1
    assert outcomes["chain"] >= 15
    assert outcomes.total() == len(streams())
