"""Whole certificates for clients that hold no pins: DER files, one certificate each, with their last day."""

from dataclasses import dataclass
from datetime import UTC

from inspector.clients.client import CannotExpress
from inspector.clients.comments import (
    choice_words,
    moment_words,
    refused_words,
    stamp_words,
    subject_words,
    warning_words,
)
from inspector.clients.fit import Fitted
from inspector.clients.limits import file_stem


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """One certificate as a file."""

    name: str
    """A fitting name, made of the host, the layer and `.cer`."""

    der: bytes
    """The certificate's bytes as received."""

    last_day: str
    """The day on which it ends, UTC, `YYYY-MM-DD`; `unknown` where unreadable."""

    words: str
    """Layer, name and last day, for a comment."""

    fingerprint: str
    """SHA-256 of the whole certificate, 64 hexadecimal digits. Not its pin."""


RENEWAL = "Whole certificates, not keys: a renewed one does NOT match, though its key be the same."
"""What renewal does where the bytes of certificates are compared."""


def certificate_header(fitted: Fitted, *lines: str) -> list[str]:
    """Return the words above certificates, one line each: stamp, source, warnings, then `lines`."""
    pin_set = fitted.pin_set
    stamp = stamp_words(pin_set)
    words = [stamp] if stamp else []
    words.append(
        f"Certificates of {fitted.host}, {moment_words(pin_set)}. " + choice_words(pin_set).replace("pin", "one")
    )
    return [*words, *warning_words(pin_set), *lines]


def certificate_notes(fitted: Fitted, *first: str) -> tuple[str, ...]:
    """Return `first`, then what the reader of whole certificates must know."""
    stamp = ("The chain ends in no public root: ship these only where it is your own authority.",)
    return (*refused_words(fitted.pin_set), *first, *fitted.left_out, *(stamp if fitted.pin_set.stamp else ()))


def certificates_of(fitted: Fitted) -> tuple[CertificateFile, ...]:
    """Return the picked certificates, leaf first. Raises `CannotExpress` where none is picked."""
    found: list[CertificateFile] = []
    roles: list[str] = []
    for item in fitted.pin_set.chosen:
        if item.certificate is None:
            continue
        last_day = f"{item.not_after.astimezone(UTC):%Y-%m-%d}" if item.not_after else "unknown"
        roles.append(item.role.value)
        layer = item.role.value + (f"-{roles.count(item.role)}" if roles.count(item.role) > 1 else "")
        words = f"{item.role.value}: {subject_words(item.label)}, valid to {last_day}"
        name = f"{file_stem(fitted.host)}-{layer}.cer"
        found.append(CertificateFile(name, item.certificate.der, last_day, words, item.certificate.fingerprint))
    if not found:
        raise CannotExpress(
            f"{fitted.title} holds whole certificates, and no certificate is picked", "pick a layer of the path"
        )
    return tuple(found)
