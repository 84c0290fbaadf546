"""The texts of curl and wget when the pinned key is another one: curl's exit 90, wget's exit 5."""

import re

from inspector.checking.failure.text import Failure, FailureKind, PeerLine
from inspector.checking.failure.tokens import line_of, line_text, read_host, read_pin, url_host
from inspector.clients.rule import WrittenPin

_CURL = re.compile(r"curl: \(90\)|SSL:? public key does not match pinned public key|CURLE_SSL_PINNEDPUBKEYNOTMATCH")
_WGET = re.compile(r"The public key does not match pinned public key!")
_LEAF = re.compile(r"public key hash: sha256/(/[A-Za-z0-9+/]{43}=)")
_SERVER = re.compile(r"Connected to (\S+) \(")
_PINNED = re.compile(r"--pinnedpubkey[ =]+(?:'([^'\n]*)'|\"([^\"\n]*)\"|(\S+))")


def recognise_shell(text: str) -> Failure | None:
    """Return what curl or wget says, with the key that `curl -v` shows and the pins of a command beside it."""
    found, client = _WGET.search(text), "wget"
    if found is None:
        found, client = _CURL.search(text), "curl"
    if found is None:
        return None
    leaf = _LEAF.search(text)
    peer = () if leaf is None else (PeerLine(read_pin(leaf[1][1:], line_of(text, leaf.start())), ""),)
    connected = _SERVER.search(text)
    host = url_host(text) or (read_host(connected[1]) if connected else None)
    start = found.start()
    return Failure(
        FailureKind.PINS,
        client,
        f"{client}'s failure text",
        line_of(text, start),
        line_text(text, start),
        host,
        peer,
        _pinned(text),
    )


def _pinned(text: str) -> tuple[WrittenPin, ...]:
    found = _PINNED.search(text)
    if found is None:
        return ()
    line = line_of(text, found.start())
    pins = (part for part in (found[1] or found[2] or found[3] or "").split(";") if part.startswith("sha256//"))
    return tuple(read_pin(part.removeprefix("sha256//"), line) for part in pins)
