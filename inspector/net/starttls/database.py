"""Going over to TLS in PostgreSQL (protocol, SSL session encryption) and MySQL (protocol, connection phase)."""

import struct

from inspector.net.starttls.talk import MAX_TOLD, Talk

_SSL_REQUEST = struct.pack(">II", 8, 80_877_103)
"""PostgreSQL's SSLRequest: length and code."""

_CLIENT_PROTOCOL_41, _CLIENT_SSL, _CLIENT_SECURE_CONNECTION = 0x0200, 0x0800, 0x8000
_UTF8 = 33
_MOST = 1 << 24
_MYSQL_ANSWER = struct.pack(
    "<IIIB23x", 32 | 1 << 24, _CLIENT_PROTOCOL_41 | _CLIENT_SSL | _CLIENT_SECURE_CONNECTION, _MOST, _UTF8
)
"""MySQL's SSL request: a packet of 32 bytes with the sequence number 1."""

_HANDSHAKE_V10 = 10
_ERROR = 0xFF


def postgres(talk: Talk) -> None:
    """Ask; one byte answers."""
    talk.say(_SSL_REQUEST)
    match talk.take(1):
        case b"S":
            return
        case b"N":
            talk.refuse("", why="does not offer TLS")
        case _:
            talk.not_spoken()


def mysql(talk: Talk) -> None:
    """Take the server's greeting; where it has the flag for TLS, tell it that we go on in TLS."""
    head = talk.take(4)
    length = int.from_bytes(head[:3], "little")
    if head[3] != 0 or not 0 < length <= MAX_TOLD:
        talk.not_spoken()
    packet = talk.take(length)
    if packet[0] == _ERROR and length > 3:
        number = int.from_bytes(packet[1:3], "little")
        talk.refuse(f"{number} {packet[3:].decode('utf-8', 'replace')}", why="turned the connection away")
    version, ended, rest = packet[1:].partition(b"\0")
    if packet[0] != _HANDSHAKE_V10 or not ended or len(rest) < 15:
        talk.not_spoken()
    if not int.from_bytes(rest[13:15], "little") & _CLIENT_SSL:
        talk.refuse(version, why="does not offer TLS; its version")
    talk.say(_MYSQL_ANSWER)
