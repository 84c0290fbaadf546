"""Chains that are read from the bytes of the server: exactly as sent, also where OpenSSL refuses them."""

import gzip
import json
import socket
import threading
from pathlib import Path

import pytest
from net.credentials import Credential
from net.opponents import Opponent, say
from testdata import shared

from inspector.net.clear_chain import MAX_CERTIFICATES, read_clear_chain
from inspector.net.errors import Cause, FetchError
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.handshake import Handshake
from inspector.net.target import parse_target

LONGEST_MESSAGE = 100 * 1_024
ECDHE_RSA_AES128_GCM = b"\xc0\x2f"


def records(kind: int, payload: bytes) -> bytes:
    """Return `payload` in TLS records of at most 16 KiB."""
    pieces = [payload[at : at + 16_384] for at in range(0, len(payload), 16_384)]
    return b"".join(bytes((kind, 3, 3)) + len(piece).to_bytes(2) + piece for piece in pieces)


def certificate_message(*items: bytes) -> bytes:
    """Return a Certificate message (RFC 5246, section 7.4.2) of these items."""
    listed = b"".join(len(item).to_bytes(3) + item for item in items)
    body = len(listed).to_bytes(3) + listed
    return b"\x0b" + len(body).to_bytes(3) + body


def flight(*items: bytes) -> bytes:
    """Return the first flight of a TLS 1.2 server up to its certificates: hello and Certificate message."""
    hello = b"\x03\x03" + bytes(range(32)) + b"\0" + ECDHE_RSA_AES128_GCM + b"\0"
    return records(22, b"\x02" + len(hello).to_bytes(3) + hello + certificate_message(*items))


def hostile() -> dict[str, bytes]:
    """Return the hostile certificates that are certificates, by file name."""
    folder = shared("testdata", "hostile")
    manifest = json.loads((folder / "manifest.json").read_text())
    return {entry["file"]: _read(folder / entry["file"]) for entry in manifest.values() if entry["spki_pin"]}


def _read(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


class Flights:
    """A server that sends the flight at hand to whoever connects."""

    def __init__(self) -> None:
        self.flight = b""

    def __call__(self, sock: socket.socket, stop: threading.Event) -> None:
        """Answer the client's hello and read on until it has gone."""
        say(self.flight, after=65_536)(sock, stop)


def test_each_hostile_certificate_is_shown_as_it_was_sent() -> None:
    """Whatever OpenSSL makes of a certificate, its bytes come back unchanged, with the reason of the failure."""
    flights = Flights()
    with Opponent(flights) as server:
        target = parse_target(f"127.0.0.1:{server.port}", server_name="localhost")
        tried = 0
        for name, der in hostile().items():
            flights.flight = flight(der)
            if len(der) + 10 > LONGEST_MESSAGE:
                with pytest.raises(FetchError) as caught:
                    fetch(target, FetchOptions(timeout=2))
                assert caught.value.cause is Cause.PROTOCOL, name
                assert "longer than 100 KiB" in caught.value.reason, name
            else:
                handshake = fetch(target, FetchOptions(timeout=2))
                assert handshake.served == (der,), name
                assert handshake.failure, name
                assert handshake.version == "TLS 1.2", name
            tried += 1
    assert tried > 100


def test_odd_items_keep_their_place(authority: Credential) -> None:
    """Order, repeated certificates and items that are no certificate stay as the server sent them."""
    items = (authority.der, b"no certificate", authority.der)
    with Opponent(say(flight(*items), after=65_536)) as server:
        handshake: Handshake = fetch(parse_target(f"127.0.0.1:{server.port}"), FetchOptions(timeout=2))
    assert handshake.served == items


def test_a_message_without_any_certificate_is_an_error() -> None:
    """Items of which none is a certificate are no chain."""
    with Opponent(say(flight(b"nothing", b"at all"), after=65_536)) as server, pytest.raises(FetchError) as caught:
        fetch(parse_target(f"127.0.0.1:{server.port}"), FetchOptions(timeout=2))
    assert caught.value.cause is Cause.PROTOCOL


def test_broken_lengths_end_the_reading(authority: Credential) -> None:
    """A record, a message or an item that is cut off gives what is whole before it, or nothing."""
    whole = flight(authority.der, authority.der)
    assert read_clear_chain(whole) == (authority.der, authority.der)
    assert read_clear_chain(whole[:-1]) == ()
    assert read_clear_chain(b"") == ()
    assert read_clear_chain(b"HTTP/1.1 400 Bad Request") == ()
    lying = certificate_message(authority.der)[4:] + b"\xff\xff\xff\0"
    assert read_clear_chain(records(22, b"\x0b" + len(lying).to_bytes(3) + lying)) == (authority.der,)


def test_the_number_of_items_is_bounded(authority: Credential) -> None:
    """A message of many tiny items is cut at the stated number."""
    sent = records(22, certificate_message(authority.der, *[b"0"] * 5_000))
    assert len(read_clear_chain(sent)) == MAX_CERTIFICATES
