"""TLS contexts of lab servers: which certificates are sent, in which order, under which rules."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from OpenSSL import SSL

from inspector.lab.pki import Credential

if TYPE_CHECKING:
    from cryptography import x509


def make_context(leaves: Sequence[Credential], extra: Sequence["x509.Certificate"]) -> SSL.Context:
    """Return a server's context that sends one of `leaves` (one for each key type) and then `extra` in its order."""
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_options(SSL.OP_NO_TICKET)
    context.set_session_cache_mode(SSL.SESS_CACHE_OFF)
    context.set_alpn_select_callback(_choose_protocol)
    given: Any = context
    for leaf in leaves:
        given.use_certificate(leaf.certificate)
        given.use_privatekey(leaf.key)
    for certificate in extra:
        given.add_extra_chain_cert(certificate)
    return context


def _choose_protocol(connection: SSL.Connection, offered: list[bytes]) -> bytes:
    del connection
    if b"http/1.1" in offered:
        return b"http/1.1"
    return SSL.NO_OVERLAPPING_PROTOCOLS  # type: ignore[return-value]
