"""The doors through which text and bytes of others come in: each takes anything, and raises only what it says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

from chain.calm import faults, unsafe
from checking.fakes import seen
from trust.making import AT, HOST

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.chain.container import NoCertificate, read_contents
from inspector.chain.host import HostError, parse_host
from inspector.chain.pin import PinError, parse_pin
from inspector.chain.text import comment_text, visible
from inspector.checking.checking import Means, Named, check
from inspector.checking.decoding import NotText, decode
from inspector.checking.failure.recognition import recognise_failure
from inspector.checking.gathering import Gathered
from inspector.cli.check_json import report_json
from inspector.cli.check_junit import report_junit
from inspector.cli.check_sarif import report_sarif
from inspector.cli.check_text import report_lines
from inspector.clients.judging import judge
from inspector.clients.readers import readers
from inspector.clients.source import CannotRead, Source
from inspector.clients.spelling import spell
from inspector.net.target import TargetError, parse_target

NAMES = (
    *("A.kt", "A.java", "res/xml/network_security_config.xml", "AndroidManifest.xml", "Info.plist", "A.swift", "A.m"),
    *("a.ts", "a.jsx", "a.sh", "a.py", "example.zone", "crash.txt", ""),
)
"""File names by which the readers choose; the last is a pasted text."""

_INSPECTION = seen()
_MEANS = Means(readers(AT.date()), judge, lambda _target, _switch: _INSPECTION, AT)
_NAMED = (Named(HOST, HOST),)


def a_certificate(data: bytes) -> None:
    """Read a certificate or refuse it; everything of it is calm."""
    try:
        certificate: Certificate | None = parse_certificate(data)
    except NotACertificate as error:
        calm(str(error))
        return
    assert certificate is not None
    assert not faults(certificate)


def a_container(data: bytes) -> None:
    """Read certificates, or say why not."""
    try:
        found = read_contents(data)
    except NoCertificate as error:
        calm(error.reason, error.hint)
        return
    assert found.certificates
    assert all(map(str.isprintable, (*found.skipped, *found.broken)))


def some_bytes(data: bytes) -> None:
    """Read a text, or say why it is none."""
    try:
        text = decode(data)
    except NotText as error:
        calm(error.reason, error.hint)
        return
    assert "\r" not in text


def a_target(text: str) -> None:
    """Give a host in ASCII and a port, or say why not."""
    try:
        target = parse_target(text)
    except TargetError as error:
        calm(error.reason, error.hint)
        return
    assert target.host.isascii()
    assert 1 <= target.port <= 65_535


def a_host(text: str) -> None:
    """Give an A-label or an address, or say why not."""
    try:
        host = parse_host(text)
    except HostError as error:
        calm(error.reason, error.hint)
        return
    assert re.fullmatch(r"[a-z0-9._:-]+", host), host


def a_pin(text: str) -> None:
    """Give thirty-two bytes, or say why not, as the readers do."""
    assert not [found for shown in texts_of(spell(text)) for found in unsafe(shown)]
    try:
        pin = parse_pin(text)
    except PinError as error:
        calm(error.reason, error.hint)
        return
    assert len(pin.digest) == 32
    assert parse_pin(str(pin)) == pin


def any_text(text: str) -> None:
    """Make it visible, once and for all, and as short as promised; in a comment even plainer."""
    shown = visible(text, 100)
    assert not unsafe(shown)
    assert visible(shown, 10_000) == shown
    assert len(shown) < 100 * 10 + 30
    assert re.fullmatch(r"[A-Za-z0-9 .,_-]*", comment_text(text))
    assert "--" not in comment_text(text)


def a_failure(text: str) -> None:
    """Tell only visible text of a failure."""
    failure = recognise_failure(text)
    assert failure is None or not [found for shown in texts_of(failure) for found in unsafe(shown)]


def a_source(name: str, text: str) -> None:
    """Let every reader that knows the text read or refuse it; all that it says is visible."""
    source = Source(name, text)
    for reader in _MEANS.readers:
        if reader.recognises(source):
            try:
                reading = reader.read(source)
            except CannotRead as error:
                calm(error.reason, error.hint)
                continue
            found = [shown for shown in texts_of(reading) if unsafe(shown)]
            assert not found, (reader.name, found[:3])


def a_check(name: str, text: str) -> None:
    """Check it: no fault of ours, and every form of the report is lines of visible text."""
    report = check(Gathered(name or "pasted", False, (Source(name, text),), ()), _NAMED, _MEANS)
    assert not [item for item in report.unread if "fault" in item.reason], report.unread
    lines = [*report_lines(report), *(item.sentence + item.hint for item in report.unread)]
    lines += report_json(report).split("\n") + report_sarif(report).split("\n")
    lines += report_junit(report).decode().split("\n")
    found = [line for line in lines if unsafe(line)]
    assert not found, found[:3]


def calm(*texts: str) -> None:
    """Assert that a terminal may have these texts."""
    assert not [text for text in texts if unsafe(text)]


def texts_of(value: object) -> Iterator[str]:
    """Yield every text in a value made of dataclasses, tuples and texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


BYTES: dict[str, Callable[[bytes], None]] = {
    "certificate": a_certificate,
    "container": a_container,
    "bytes": some_bytes,
}
TEXTS: dict[str, Callable[[str], None]] = {
    "target": a_target,
    "host": a_host,
    "pin": a_pin,
    "text": any_text,
    "failure": a_failure,
}
