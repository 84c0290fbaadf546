"""The words for alerts and for bytes that are not TLS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.net.alerts import NAMES, alert_hint, alert_name
from inspector.net.banner import describe, looks_like_tls
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause
from inspector.net.exchange import End, Exchange
from inspector.net.failure import explain
from inspector.net.tls import Engine


@given(st.integers(0, 255))
def test_every_alert_number_has_a_name_and_a_hint(number: int) -> None:
    """Unknown numbers and close_notify too, for which OpenSSL has no text."""
    assert alert_name(number).endswith(f"({number})")
    assert ("without a known name" in alert_name(number)) == (number not in NAMES)
    assert alert_hint(number, legacy=False)
    assert "--legacy" not in alert_hint(number, legacy=True).replace("without --legacy", "")


@pytest.mark.parametrize(
    ("first", "said", "hint"),
    [
        (b"HTTP/1.0 200 OK\r\n", "plain HTTP (HTTP/1.0 200 OK)", "443"),
        (b"<!doctype html>", "plain HTTP (<!doctype html>)", "443"),
        (b"SSH-2.0-x\n", "SSH (SSH-2.0-x)", "no certificate chain"),
        (b"220-ftp.test ready\r\n220 go", "SMTP or FTP (220-ftp.test ready)", "990"),
        (b"* OK IMAP4rev1", "IMAP (* OK IMAP4rev1)", "993"),
        (b"+OK ready", "POP3 (+OK ready)", "995"),
        (b"J\0\0\0\n8.0.36\0", "MySQL", "STARTTLS"),
        (b"hello\r\nworld", "plain text (hello)", "another service"),
        (b"caf\xe9", "bytes 63 61 66 e9", "another service"),
        (b"\0" * 300, "bytes 00 00 00 00 00 00 00 00 …", "another service"),
        (b"\r\n\r\n", "bytes 0d 0a 0d 0a", "another service"),
        (b"SSH-\x1b[2J\xe2\x80\xae", "SSH (SSH-\\x1b[2Jâ\\x80®)", "no certificate chain"),
    ],
)
def test_bytes_that_are_not_tls_are_described(first: bytes, said: str, hint: str) -> None:
    """The service where it is known, else its text or bytes, and what to try."""
    assert not looks_like_tls(first)
    assert describe(first)[0] == said
    assert hint in describe(first)[1]


@given(st.binary(max_size=600))
def test_descriptions_are_short_and_visible(first: bytes) -> None:
    """No byte of a server reaches a terminal as it is."""
    said, hint = describe(first)
    assert said.isprintable()
    assert hint.isprintable()
    assert len(said) < 300


def test_a_record_begins_with_type_and_major_version() -> None:
    """Content types 20 to 24 and major version 3; one byte is not enough to say no."""
    assert all(looks_like_tls(bytes((kind, 3))) for kind in range(20, 25))
    assert looks_like_tls(b"\x16")
    assert not looks_like_tls(b"")
    assert not looks_like_tls(b"\x16\x02")
    assert not looks_like_tls(b"\x19\x03")


def test_a_finished_handshake_without_certificate_has_words() -> None:
    """Anonymous and pre-shared keys give no chain."""
    error = explain("api.test:443", Exchange(End.DONE, b"\x16\x03\x03"), Engine("api.test"), Deadline(1))
    assert error.cause is Cause.NO_CERTIFICATE
    assert error.reason == "api.test:443 finished the handshake without a certificate"
