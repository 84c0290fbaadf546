"""The chain as it was sent, also where the library refuses it: up to TLS 1.2 it travels in the clear."""

from collections.abc import Iterator

from inspector.chain.der import DerError, cut_certificate

MAX_CERTIFICATES = 1_000
"""Certificates that are read from one message; more are left out."""

_HANDSHAKE_RECORD = 22
_CERTIFICATE_MESSAGE = 11


def read_clear_chain(received: bytes) -> tuple[bytes, ...]:
    """Return the items of the first Certificate message in `received` (RFC 5246, section 7.4.2), as they were sent.

    Empty where there is no such message, it is encrypted (TLS 1.3), or none of its items is a certificate.
    """
    for kind, body in _messages(b"".join(_payloads(received))):
        if kind == _CERTIFICATE_MESSAGE:
            items = tuple(_items(body))[:MAX_CERTIFICATES]
            return items if any(map(_is_certificate, items)) else ()
    return ()


def _payloads(received: bytes) -> Iterator[bytes]:
    at = 0
    while received[at : at + 1] == bytes((_HANDSHAKE_RECORD,)) and at + 5 <= len(received):
        end = at + 5 + int.from_bytes(received[at + 3 : at + 5])
        yield received[at + 5 : end]
        at = end


def _messages(handshake: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(handshake):
        end = at + 4 + int.from_bytes(handshake[at + 1 : at + 4])
        if end > len(handshake):
            return
        yield handshake[at], handshake[at + 4 : end]
        at = end


def _items(body: bytes) -> Iterator[bytes]:
    at = 3
    while at + 3 <= len(body):
        end = at + 3 + int.from_bytes(body[at : at + 3])
        if end > len(body):
            return
        if end > at + 3:
            yield body[at + 3 : end]
        at = end


def _is_certificate(item: bytes) -> bool:
    try:
        cut_certificate(item)
    except DerError:
        return False
    return True
