"""BER as older programs write containers, with lengths left open and strings in pieces, made into definite lengths."""

from inspector.chain.der import OCTET_STRING, DerError, encode, read

MAX_DEPTH = 50
"""Deepest nesting that is looked into."""

MAX_VALUES = 200_000
"""Most values of one container that are looked into."""

CONSTRUCTED = 0x20
_OPEN = 0x80
_END = b"\0\0"
_PIECES = OCTET_STRING | CONSTRUCTED


def definite(data: bytes) -> bytes:
    """Return the first value in `data` with definite lengths, and OCTET STRINGs in one piece (X.690, section 8).

    A value in which every length is definite already comes back byte for byte, so that certificates stay as they are.
    Raises `DerError` where the value is broken or nested absurdly.
    """
    return _Reader(data).value(0, len(data), 0)[0]


class _Reader:
    __slots__ = ("_data", "_left")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MAX_VALUES

    def value(self, at: int, end: int, depth: int) -> tuple[bytes, int]:
        """Return the value at `at` in definite form, and where it stops."""
        self._left -= 1
        if depth > MAX_DEPTH or self._left < 0:
            raise DerError("the values in it are too many or nested too deep")
        data = self._data
        tag = data[at] if at < end else 0
        if data[at + 1 : min(at + 2, end)] == bytes((_OPEN,)):
            if not tag & CONSTRUCTED or tag & 0x1F == 0x1F:
                raise DerError("a length is left open where that is not allowed")
            pieces, stop = self._until_end(at + 2, end, depth)
            return _joined(tag, pieces), stop
        tag, start, stop = read(data, at, end)
        if not tag & CONSTRUCTED:
            return data[at:stop], stop
        try:
            pieces = self._all(start, stop, depth)
        except DerError:
            return data[at:stop], stop
        if tag != _PIECES and b"".join(pieces) == data[start:stop]:
            return data[at:stop], stop
        return _joined(tag, pieces), stop

    def _all(self, at: int, end: int, depth: int) -> list[bytes]:
        pieces: list[bytes] = []
        while at < end:
            piece, at = self.value(at, end, depth + 1)
            pieces.append(piece)
        return pieces

    def _until_end(self, at: int, end: int, depth: int) -> tuple[list[bytes], int]:
        pieces: list[bytes] = []
        while self._data[at : min(at + 2, end)] != _END:
            piece, at = self.value(at, end, depth + 1)
            pieces.append(piece)
        return pieces, at + 2


def _joined(tag: int, pieces: list[bytes]) -> bytes:
    if tag == _PIECES:
        return encode(OCTET_STRING, joined_octets(b"".join(pieces)))
    return encode(tag, b"".join(pieces))


def joined_octets(content: bytes) -> bytes:
    """Return the octets of the OCTET STRINGs that stand one after the other in `content`; raises `DerError`."""
    found: list[bytes] = []
    at, end = 0, len(content)
    while at < end:
        tag, start, at = read(content, at, end)
        if tag != OCTET_STRING:
            raise DerError("a string in pieces has a piece of another kind")
        found.append(content[start:at])
    return b"".join(found)
