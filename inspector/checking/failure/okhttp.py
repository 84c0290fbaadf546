"""OkHttp's two texts, and the one of Ktor's Darwin engine that is laid out alike.

Source: CertificatePinner.check, ConnectPlan.connectTls, and Ktor's CertificatePinner of the Darwin engine.
Indentation, the spelling of names and what a log puts in front of each line differ; pins and headings do not.
"""

import re

from inspector.chain.text import visible
from inspector.checking.failure.text import Failure, FailureKind, PeerLine
from inspector.checking.failure.tokens import line_of, line_text, read_host, read_pin
from inspector.clients.rule import WrittenPin

_HEADING = "Certificate pinning failure!"
_CHAIN = re.compile(r"Peer certificate chain:(?=\s)")
_PINNED = re.compile(r"Pinned certificates for (\S+?):(?=\s|$)")
_PEER = re.compile(r"(sha256/[A-Za-z0-9+/_-]{20,64}={0,2}):[ \t]*((?:(?!sha256/|Pinned certificates for)[^\n])*)")
_PIN = re.compile(r"sha(?:256|1)/[A-Za-z0-9+/_-]*={0,2}")
_HOSTNAME = re.compile(r"Hostname (\S+) not verified(?: \(no certificates\)|:)")
_LEAF = re.compile(r"certificate: (sha256/[A-Za-z0-9+/_-]{20,64}={0,2})")
_SUBJECT = re.compile(r"DN: ([^\n]*)")
_STACK = ("\tat ", "Caused by", "Suppressed:")


def recognise_pinning(text: str) -> Failure | None:
    """Return what a "Certificate pinning failure!" says, the last one where there are several; None without one."""
    for start in reversed([found.start() for found in re.finditer(re.escape(_HEADING), text)]):
        chain = _CHAIN.search(text, start)
        pinned = _PINNED.search(text, start)
        if chain is None or pinned is None or pinned.start() < chain.start():
            continue
        peer = tuple(
            PeerLine(read_pin(found[1], line_of(text, found.start())), visible(found[2].strip(), 200))
            for found in _PEER.finditer(text, chain.end(), pinned.start())
        )
        darwin = "TlsPeerUnverifiedException" in text[max(0, start - 300) : start]
        return Failure(
            FailureKind.PINS if peer else FailureKind.EMPTY_CHAIN,
            "ktor-darwin" if darwin else "okhttp",
            "Ktor's failure text" if darwin else "OkHttp's failure text",
            line_of(text, start),
            line_text(text, start),
            read_host(pinned[1]),
            peer,
            tuple(_pins(text, pinned.end())),
        )
    return None


def recognise_hostname(text: str) -> Failure | None:
    """Return what "Hostname … not verified" says, with the leaf's pin that stands under it; None without one."""
    found = _HOSTNAME.search(text)
    if found is None:
        return None
    leaf = _LEAF.search(text, found.end())
    subject = _SUBJECT.search(text, leaf.end()) if leaf else None
    peer: tuple[PeerLine, ...] = ()
    if leaf is not None:
        shown = visible(subject[1].strip(), 200) if subject else ""
        peer = (PeerLine(read_pin(leaf[1], line_of(text, leaf.start())), shown),)
    start = found.start()
    return Failure(
        FailureKind.HOSTNAME,
        "okhttp",
        "OkHttp's host name failure",
        line_of(text, start),
        line_text(text, start),
        read_host(found[1]),
        peer,
    )


def _pins(text: str, start: int) -> list[WrittenPin]:
    """Return the pins on the lines after `start`, up to the first line that has none."""
    found: list[WrittenPin] = []
    place = start
    for line in text[start:].split("\n"):
        pins = [] if any(mark in line for mark in _STACK) else list(_PIN.finditer(line))
        if line.strip() and not pins:
            break
        number = line_of(text, place)
        found.extend(read_pin(pin[0], number) for pin in pins)
        place += len(line) + 1
    return found
