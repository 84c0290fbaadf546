"""One TLS client handshake in memory: bytes in, bytes out, and what the server showed of itself."""

from contextlib import suppress
from enum import StrEnum

from inspector.chain.text import visible
from inspector.net.options import FetchOptions

_DEFAULTS = FetchOptions()
_HELLO = b"read server hello"
_CERTIFICATE_REQUEST = b"read server certificate request"
_TICKET = b"read server session ticket"
_GROUPS = {
    "x25519": "X25519",
    "x448": "X448",
    "secp256r1": "P-256",
    "prime256v1": "P-256",
    "secp384r1": "P-384",
    "secp521r1": "P-521",
}


class Step(StrEnum):
    """Where a handshake stands."""

    MORE = "more"
    DONE = "done"
    FAILED = "failed"


class _Noted:
    """What the library told during the handshake."""

    def __init__(self) -> None:
        self.received_alert: int | None = None
        """Number of the last alert from the server, or None."""
        self.sent_alert = False
        """Whether we ended the handshake ourselves after it."""
        self.agreed = False
        """Whether the server's hello was accepted, and so the version agreed."""
        self.client_certificate_requested = False
        """Whether the server asked for a client certificate."""
        self.ticket = False
        """Whether the server offered to resume the session, which it does when it is content."""


class Engine:
    """A TLS client without a socket. Nothing is verified: the chain is judged elsewhere."""

    def __init__(self, sni: str | None, options: FetchOptions = _DEFAULTS, *, up_to_1_2: bool = False) -> None:
        from OpenSSL import SSL

        from inspector.net.offer import make_context

        context = make_context(options, up_to_1_2=up_to_1_2)
        self.legacy = options.legacy
        """Whether TLS 1.0 and 1.1 are spoken too."""
        self._has_own = options.client_certificate is not None
        self._ssl = SSL
        self._connection = SSL.Connection(context, None)
        self._noted = noted = _Noted()

        def note(connection: SSL.Connection, where: int, value: int) -> None:
            if where == SSL.SSL_CB_READ_ALERT:
                noted.received_alert, noted.sent_alert = value & 0xFF, False
            elif where == SSL.SSL_CB_WRITE_ALERT:
                noted.sent_alert = True
            elif where == SSL.SSL_CB_CONNECT_LOOP:
                state = connection.get_state_string()
                noted.agreed |= state.endswith(_HELLO)
                noted.client_certificate_requested |= state.endswith(_CERTIFICATE_REQUEST)
                noted.ticket |= state.endswith(_TICKET)

        self._connection.set_info_callback(note)
        if sni is not None:
            self._connection.set_tlsext_host_name(sni.encode("ascii"))
        self._connection.set_connect_state()
        self.errors: tuple[str, ...] = ()
        """What the library said about a failure, visible texts; empty texts are left out."""

    def advance(self, data: bytes = b"") -> Step:
        """Take bytes from the server and go as far as they reach; never raises for what a server sends."""
        if data:
            self._connection.bio_write(data)
        try:
            self._connection.do_handshake()
        except self._ssl.WantReadError:
            return Step.MORE
        except self._ssl.Error as error:
            self.errors = _texts(error)
            return Step.FAILED
        return Step.DONE

    def outgoing(self) -> bytes:
        """Return the bytes to send to the server now."""
        parts = []
        while True:
            try:
                parts.append(self._connection.bio_read(65_536))
            except self._ssl.Error:
                return b"".join(parts)

    def say_goodbye(self) -> None:
        """Put the closing alert among the outgoing bytes, after a finished handshake."""
        with suppress(self._ssl.Error):
            self._connection.shutdown()

    @property
    def alert(self) -> int | None:
        """The alert by which the server ended the handshake, or None where it did not."""
        return None if self._noted.sent_alert else self._noted.received_alert

    @property
    def client_certificate_requested(self) -> bool:
        """Whether the server asked for a client certificate."""
        return self._noted.client_certificate_requested

    @property
    def client_certificate_sent(self) -> bool:
        """Whether the server asked for a client certificate and we had one to show."""
        return self._has_own and self._noted.client_certificate_requested

    @property
    def refused_later(self) -> bool:
        """Whether the server may still refuse our certificate after the handshake (RFC 8446, section 4.4.2.4)."""
        return self.client_certificate_sent and self.version == "TLS 1.3"

    def listen(self, data: bytes) -> Step:
        """Take bytes that came after the handshake; MORE where they say nothing about our certificate.

        DONE: the server went on or ended in good order. FAILED: it ended the connection with an alert.
        """
        self._connection.bio_write(data)
        try:
            self._connection.recv(1)
        except self._ssl.WantReadError:
            return Step.DONE if self._noted.ticket else Step.MORE
        except self._ssl.ZeroReturnError:
            return Step.DONE
        except self._ssl.Error as error:
            self.errors = _texts(error)
            return Step.FAILED
        return Step.DONE

    def served(self) -> tuple[bytes, ...]:
        """Return the DER certificates in the order of the server; also after a failure. Empty where none came."""
        from OpenSSL import crypto

        chain = self._connection.get_peer_cert_chain() or []
        return tuple(crypto.dump_certificate(crypto.FILETYPE_ASN1, certificate) for certificate in chain)

    @property
    def cipher(self) -> str | None:
        """The agreed cipher suite; None where the handshake failed before its keys were in use."""
        return self._connection.get_cipher_name()

    @property
    def version(self) -> str | None:
        """The agreed version as `TLS 1.3`; None where the server's hello was not accepted."""
        if not self._noted.agreed:
            return None
        name = self._connection.get_protocol_version_name().replace("TLSv", "TLS ")
        return name if "." in name else f"{name}.0"

    @property
    def group(self) -> str | None:
        """The key exchange group, such as `X25519`; None where there is none or the library cannot tell."""
        try:
            name = self._connection.get_group_name() if self._noted.agreed else None
        except NotImplementedError:
            return None
        return None if name is None else _GROUPS.get(name.lower(), visible(name, 60))


def _texts(error: Exception) -> tuple[str, ...]:
    found = error.args[0] if error.args else ()
    entries = found if isinstance(found, list) else [error.args]
    return tuple(text for entry in entries if (text := visible(str(entry[-1] if entry else ""), 200)))
