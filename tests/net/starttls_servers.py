"""Servers on loopback that begin in plain text and go on in real TLS, one for each protocol."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable

from net.opponents import Handler, speak_tls

from inspector.net.starttls.protocol import Protocol

Talk = Callable[[socket.socket], None]

LDAP_OK = bytes.fromhex("300c02010178070a010004000400")
LDAP_OK_LONG = bytes.fromhex("3084000000100201017884000000070a010004000400")
"""The same with lengths in four octets, as Active Directory writes them."""

LDAP_REQUEST = bytes.fromhex("301d02010177188016") + b"1.3.6.1.4.1.1466.20037"


def _line(sock: socket.socket) -> bytes:
    """Return what the client sent up to the end of a line, byte by byte, so that no TLS is swallowed."""
    got = b""
    while not got.endswith(b"\r\n"):
        byte = sock.recv(1)
        if not byte:
            raise ConnectionError
        got += byte
    return got.removesuffix(b"\r\n")


def _exactly(sock: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        more = sock.recv(count - len(got))
        if not more:
            raise ConnectionError
        got += more
    return got


def dialogue(greeting: bytes, *answers: tuple[bytes, bytes]) -> Talk:
    """Return a talk of lines: the greeting, then for each expected beginning of a command its answer.

    A command that begins otherwise ends the connection; the text `{tag}` in an answer is the command's first word.
    """

    def talk(sock: socket.socket) -> None:
        sock.sendall(greeting)
        for wanted, answer in answers:
            command = _line(sock)
            if wanted not in command.upper():
                raise ConnectionError
            sock.sendall(answer.replace(b"{tag}", command.split()[0]))

    return talk


def smtp(
    *, ready: bytes = b"220 2.0.0 go ahead\r\n", extensions: bytes = b"250-PIPELINING\r\n250 STARTTLS\r\n"
) -> Talk:
    """Return SMTP with an answer of several lines."""
    hello = b"250-mail.bank.test at your service\r\n" + extensions
    return dialogue(b"220-mail.bank.test ESMTP\r\n220 no spam\r\n", (b"EHLO", hello), (b"STARTTLS", ready))


def imap(answer: bytes = b"{tag} OK begin TLS now\r\n") -> Talk:
    """Return IMAP; it also answers a client that asks for the capabilities first."""

    def talk(sock: socket.socket) -> None:
        sock.sendall(b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n")
        while b"STARTTLS" not in (command := _line(sock)).upper():
            tag = command.split()[0]
            sock.sendall(b"* CAPABILITY IMAP4rev1 STARTTLS\r\n" + tag + b" OK done\r\n")
        sock.sendall(b"* OK by the way\r\n" + answer.replace(b"{tag}", command.split()[0]))

    return talk


def pop3(answer: bytes = b"+OK begin TLS\r\n") -> Talk:
    """Return POP3."""
    return dialogue(b"+OK ready\r\n", (b"STLS", answer))


def ftp(answer: bytes = b"234 AUTH TLS successful\r\n") -> Talk:
    """Return FTP with a busy note before its greeting, and lines between that look like anything."""

    def talk(sock: socket.socket) -> None:
        sock.sendall(b"120 a moment\r\n220-Welcome\r\n 230 to the\r\nfiles\r\n220 end\r\n")
        while b"AUTH TLS" not in _line(sock).upper():
            sock.sendall(b"500 what\r\n")
        sock.sendall(answer)

    return talk


def ldap(answer: bytes = LDAP_OK) -> Talk:
    """Return LDAP, which waits to be asked."""

    def talk(sock: socket.socket) -> None:
        if _exactly(sock, len(LDAP_REQUEST)) != LDAP_REQUEST:
            raise ConnectionError
        sock.sendall(answer)

    return talk


def postgres(answer: bytes = b"S") -> Talk:
    """Return PostgreSQL, which waits to be asked."""

    def talk(sock: socket.socket) -> None:
        if _exactly(sock, 8) != struct.pack(">II", 8, 80_877_103):
            raise ConnectionError
        sock.sendall(answer)

    return talk


def greeting_of_mysql(flags: int = 0xF7FF | 0x0800, version: bytes = b"8.4.0") -> bytes:
    """Return the packet with which MySQL begins, with these lower capability flags."""
    payload = b"\x0a" + version + b"\0" + struct.pack("<I8sxHBHH", 7, b"saltsalt", flags, 255, 2, 0xDFFF)
    payload += b"\x15" + bytes(10) + b"moresaltmore\0" + b"caching_sha2_password\0"
    return len(payload).to_bytes(3, "little") + b"\0" + payload


def mysql(greeting: bytes | None = None) -> Talk:
    """Return MySQL, which greets and takes the short packet that announces TLS."""

    def talk(sock: socket.socket) -> None:
        sock.sendall(greeting_of_mysql() if greeting is None else greeting)
        head = _exactly(sock, 4)
        packet = _exactly(sock, int.from_bytes(head[:3], "little"))
        flags = int.from_bytes(packet[:4], "little")
        if len(packet) != 32 or head[3] != 1 or not flags & 0x0800 or not flags & 0x0200:
            raise ConnectionError

    return talk


HONEST: dict[Protocol, Talk] = {
    Protocol.SMTP: smtp(),
    Protocol.IMAP: imap(),
    Protocol.POP3: pop3(),
    Protocol.FTP: ftp(),
    Protocol.LDAP: ldap(),
    Protocol.POSTGRES: postgres(),
    Protocol.MYSQL: mysql(),
}
"""What each protocol says where all goes well."""


def then_tls(talk: Talk, context: ssl.SSLContext) -> Handler:
    """Return a handler that talks and then makes a handshake."""
    secure = speak_tls(context)

    def handler(sock: socket.socket, stop: threading.Event) -> None:
        talk(sock)
        secure(sock, stop)

    return handler
