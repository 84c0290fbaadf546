"""From a connection in plain text to one on which TLS can begin."""

import socket
from typing import assert_never

from inspector.net.starttls import database, ftp, ldap, mail
from inspector.net.starttls.protocol import Protocol
from inspector.net.starttls.talk import Talk
from inspector.net.waiting import Waiter


def upgrade(sock: socket.socket, protocol: Protocol, server: str, waiter: Waiter, early: bytes = b"") -> None:
    """Speak `protocol` with `server` (`host:port`, for sentences) until the next byte of both sides is TLS.

    `early` holds what was read from it already. Raises `FetchError` of stage starttls, and `CancelledError`.
    """
    talk = Talk(sock, protocol, server, waiter, early)
    match protocol:
        case Protocol.SMTP:
            mail.smtp(talk)
        case Protocol.IMAP:
            mail.imap(talk)
        case Protocol.POP3:
            mail.pop3(talk)
        case Protocol.FTP:
            ftp.ftp(talk)
        case Protocol.LDAP:
            ldap.ldap(talk)
        case Protocol.POSTGRES:
            database.postgres(talk)
        case Protocol.MYSQL:
            database.mysql(talk)
        case _:
            assert_never(protocol)
    talk.end()
