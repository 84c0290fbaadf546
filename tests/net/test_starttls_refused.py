"""STARTTLS that does not come about: refusing, garbled, silent, endless and deceitful servers."""

import socket
import ssl
import threading
from pathlib import Path

import pytest
from net.credentials import issue, write
from net.opponents import Handler, Opponent, play, say, server_context, silence, speak_tls
from net.starttls_servers import HONEST, Talk, dialogue, ftp, greeting_of_mysql, imap, ldap, mysql, pop3, postgres, smtp

from inspector.net.cancel import Cancel
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.starttls.protocol import Protocol
from inspector.net.target import parse_target

LDAP_REFUSES = bytes.fromhex("301a02010178150a01340400040e") + b"no TLS here\x1b[2"
MYSQL_TEXT = b"Host 'x' is not allowed to con"
MYSQL_REFUSES = bytes((len(MYSQL_TEXT) + 3, 0, 0, 0)) + b"\xff\x6a\x04" + MYSQL_TEXT


def failed(handler: Handler, protocol: Protocol, timeout: float = 10) -> FetchError:
    """Return the error of a fetch from a server that does `handler`, after checking what all of them share."""
    with Opponent(handler) as server:
        text = f"127.0.0.1:{server.port}"
        with pytest.raises(FetchError) as caught:
            fetch(parse_target(text), FetchOptions(timeout=timeout, starttls=protocol))
    error = caught.value
    assert error.stage is Stage.STARTTLS
    assert error.reason.startswith(f"{text} ")
    assert error.hint
    assert all(part.isprintable() for part in (error.reason, error.hint, error.detail))
    return error


def talking(talk: Talk) -> Handler:
    """Return a handler that talks and waits for the client to leave."""

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        talk(sock)
        while sock.recv(4_096):
            pass

    return handler


@pytest.mark.parametrize(
    ("protocol", "talk", "said"),
    [
        (Protocol.SMTP, smtp(extensions=b"250 SIZE\r\n"), "does not offer STARTTLS"),
        (Protocol.SMTP, smtp(ready=b"454 not now\r\n"), "refused to go on in TLS: 454 not now"),
        (Protocol.SMTP, dialogue(b"554 go away\r\n"), "turned the connection away: go away"),
        (Protocol.SMTP, dialogue(b"220 hi\r\n", (b"EHLO", b"502 what\r\n")), "does not take EHLO: what"),
        (Protocol.IMAP, imap(b"{tag} NO not \x1b[31mhere\r\n"), "refused to go on in TLS: NO not \\x1b[31mhere"),
        (Protocol.IMAP, dialogue(b"* BYE full\r\n"), "turned the connection away: full"),
        (Protocol.POP3, pop3(b"-ERR never\r\n"), "refused to go on in TLS: never"),
        (Protocol.POP3, dialogue(b"-ERR busy\r\n"), "turned the connection away: busy"),
        (Protocol.FTP, ftp(b"530 log in first\r\n"), "refused to go on in TLS: 530 log in first"),
        (Protocol.FTP, dialogue(b"421 too many users\r\n"), "turned the connection away: too many users"),
        (Protocol.LDAP, ldap(LDAP_REFUSES), "refused to go on in TLS: unavailable (52) no TLS here\\x1b[2"),
        (Protocol.POSTGRES, postgres(b"N"), "does not offer TLS"),
        (Protocol.MYSQL, mysql(greeting_of_mysql(0xF7FF)), "does not offer TLS; its version: 8.4.0"),
        (Protocol.MYSQL, mysql(MYSQL_REFUSES), "turned the connection away: 1130 Host 'x' is not allowed to con"),
    ],
)
def test_a_refusal_is_told_in_the_servers_words(protocol: Protocol, talk: Talk, said: str) -> None:
    """The cause is its own, the server's text is visible text, and another port is proposed."""
    error = failed(talking(talk), protocol)
    assert error.cause is Cause.NO_STARTTLS
    assert error.reason.endswith(said)
    assert "without --starttls" in error.hint


GARBAGE = [
    b"SSH-2.0-OpenSSH_9.9\r\n",
    b"\0\1\2\3\4\5\6\7\n" * 4,
    b"HTTP/1.1 400 Bad Request\r\n\r\n",
    b"\xff" * 64 + b"\n",
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=["ssh", "zeros", "http", "ones"])
@pytest.mark.parametrize("protocol", Protocol)
def test_another_protocol_is_recognised(protocol: Protocol, garbage: bytes) -> None:
    """Bytes that are none of it end the talk with what they look like, and never as an agreement."""
    error = failed(say(garbage), protocol)
    assert error.cause in {Cause.PROTOCOL, Cause.CLOSED}
    if error.cause is Cause.PROTOCOL:
        told = (f"does not speak {protocol.label}: it answered with ", "agreed to TLS and went on in plain text")
        assert any(part in error.reason for part in told[: 2 if garbage[:1] == b"S" else 1])


def test_a_port_that_speaks_tls_at_once_is_recognised() -> None:
    """It answers the plain text with an alert: --starttls is to be left out."""
    alert = b"\x15\x03\x01\0\2\2\x46"
    error = failed(say(alert, after=4_096), Protocol.LDAP)
    assert error.cause is Cause.PROTOCOL
    assert error.reason.endswith("does not speak LDAP: it answered with TLS")
    assert "leave --starttls out" in error.hint


def test_a_real_tls_server_is_no_ldap_server(tmp_path: Path) -> None:
    """The standard library's server ends such a connection: the talk ends, with an answer or without."""
    context = server_context(*write(tmp_path, issue("ldap.bank.test")))

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        try:
            speak_tls(context)(sock, stop)
        except ssl.SSLError:
            return

    error = failed(handler, Protocol.LDAP)
    assert error.cause in {Cause.PROTOCOL, Cause.CLOSED, Cause.RESET}


@pytest.mark.parametrize("protocol", Protocol)
def test_a_silent_server_is_given_up_at_the_deadline(protocol: Protocol) -> None:
    """The sentence names the limit, and the hint that such a server may wait for TLS."""
    error = failed(silence, protocol, timeout=0.2)
    assert error.cause is Cause.TIMEOUT
    assert error.reason.endswith("took the connection and said nothing within 0.2 s")
    assert "without --starttls" in error.hint
    assert "--timeout" in error.hint


@pytest.mark.parametrize("protocol", [Protocol.SMTP, Protocol.IMAP, Protocol.POP3, Protocol.FTP, Protocol.MYSQL])
def test_a_dripping_server_cannot_move_the_deadline(protocol: Protocol) -> None:
    """A byte now and then is traffic and no progress."""
    first = {Protocol.IMAP: b"* OK", Protocol.POP3: b"+OK", Protocol.MYSQL: b"\xff\0\0\0"}.get(protocol, b"220-")

    def drip(sock: socket.socket, stop: threading.Event) -> None:
        sock.sendall(first)
        while not stop.wait(0.01):
            sock.sendall(b"x")

    error = failed(drip, protocol, timeout=0.3)
    assert error.cause is Cause.TIMEOUT
    assert error.reason.endswith("did not get as far as TLS within 0.3 s")


@pytest.mark.parametrize(
    ("protocol", "endless"),
    [
        (Protocol.SMTP, b"220-more\r\n"),
        (Protocol.SMTP, b"220 a line without an end "),
        (Protocol.FTP, b"220-more\r\n"),
        (Protocol.IMAP, b"* OK more\r\n"),
        (Protocol.POP3, b"+OK without an end"),
    ],
)
def test_endless_talk_is_bounded(protocol: Protocol, endless: bytes) -> None:
    """More than 64 KiB of it are not taken."""

    def flood(sock: socket.socket, stop: threading.Event) -> None:
        while not stop.is_set():
            sock.sendall(endless * 100)

    error = failed(flood, protocol)
    assert error.cause is Cause.PROTOCOL
    assert error.reason.endswith("sent more than 64 KiB before TLS")


@pytest.mark.parametrize(
    ("protocol", "answer"),
    [
        (Protocol.LDAP, bytes.fromhex("3084ffffffff")),
        (Protocol.LDAP, bytes.fromhex("3080020101")),
        (Protocol.LDAP, bytes.fromhex("300c02010178070a000004000400")),
        (Protocol.LDAP, bytes.fromhex("300c02010165070a010004000400")),
        (Protocol.LDAP, bytes.fromhex("3003020101")),
        (Protocol.MYSQL, b"\xff\xff\xff\0" + b"\x0a"),
        (Protocol.MYSQL, b"\x05\0\0\0\x09old\0"),
        (Protocol.MYSQL, b"\x05\0\0\0\x0a8.4\0"),
        (Protocol.POSTGRES, b"E"),
        (Protocol.POSTGRES, b"G"),
    ],
)
def test_broken_packets_are_not_taken_for_an_agreement(protocol: Protocol, answer: bytes) -> None:
    """Absurd lengths, open lengths, another operation, no flags, an error: all are some other protocol."""
    error = failed(say(answer), protocol)
    assert error.cause is Cause.PROTOCOL
    assert f"does not speak {protocol.label}" in error.reason


@pytest.mark.parametrize(
    ("protocol", "talk"),
    [
        (Protocol.SMTP, smtp(ready=b"220 go\r\n250 injected\r\n")),
        (Protocol.IMAP, imap(b"{tag} OK go\r\n* OK injected\r\n")),
        (Protocol.POP3, pop3(b"+OK go\r\n+OK injected\r\n")),
        (Protocol.FTP, ftp(b"234 go\r\n230 injected\r\n")),
        (Protocol.POSTGRES, postgres(b"SE")),
        (Protocol.MYSQL, mysql(greeting_of_mysql() + b"injected")),
    ],
)
def test_text_after_the_agreement_is_refused(protocol: Protocol, talk: Talk) -> None:
    """What someone in between slips in behind the agreement never counts as part of the session."""
    error = failed(talking(talk), protocol)
    assert error.cause is Cause.PROTOCOL
    assert error.reason.endswith("agreed to TLS and went on in plain text")


RESETS = play([["send_b64", "MjIwIGhpDQo="], ["recv", 4_096], ["reset"]])
"""Greets, hears the client and resets: before that, a reset may already be seen by the connection attempt."""


@pytest.mark.parametrize(
    ("handler", "cause"),
    [(say(b""), Cause.CLOSED), (say(b"220 hi\r\n"), Cause.CLOSED), (RESETS, Cause.RESET)],
    ids=["at once", "in between", "reset"],
)
def test_a_server_that_leaves(handler: Handler, cause: Cause) -> None:
    """Closed and reset connections are told apart where the system tells."""
    error = failed(handler, Protocol.SMTP)
    assert error.cause in {cause, Cause.RESET}


def test_a_talk_ends_at_once_when_it_is_cancelled() -> None:
    """The limit is an hour; the switch is used while the server is silent."""
    cancel = Cancel()

    def give_up(now: str) -> None:
        if now.startswith("Asking"):
            cancel.set()

    options = FetchOptions(timeout=3_600, starttls=Protocol.SMTP)
    with Opponent(silence) as server, pytest.raises(FetchError) as caught:
        fetch(parse_target(f"127.0.0.1:{server.port}"), options, cancel=cancel, progress=give_up)
    assert (caught.value.stage, caught.value.cause) == (Stage.STARTTLS, Cause.CANCELLED)


def test_a_failure_after_the_agreement_is_one_of_tls() -> None:
    """The talk went well, and then came no TLS."""

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        HONEST[Protocol.POP3](sock)
        sock.recv(4_096)
        sock.sendall(b"-ERR what is this\r\n")

    with Opponent(handler) as server, pytest.raises(FetchError) as caught:
        fetch(parse_target(f"127.0.0.1:{server.port}"), FetchOptions(timeout=10, starttls=Protocol.POP3))
    assert (caught.value.stage, caught.value.cause) == (Stage.TLS, Cause.NOT_TLS)
