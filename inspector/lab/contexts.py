"""TLS contexts of lab servers: which certificates are sent, in which order, under which rules."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from OpenSSL import SSL

from inspector.lab.pki import Credential

_WEAKEST = b"ALL:@SECLEVEL=0"


class Rules(StrEnum):
    """What a server insists on."""

    MODERN = "TLS 1.2 and 1.3"
    OLD = "TLS 1.0 and 1.1 only"
    LAX = "TLS 1.2 and 1.3, weak keys and signatures too"


def make_context(
    leaves: Sequence[Credential],
    extra: Sequence[Credential],
    rules: Rules = Rules.MODERN,
    *,
    client_authority: Credential | None = None,
) -> SSL.Context:
    """Return a server's context that sends one of `leaves` (one for each key type) and then `extra` in its order.

    Where `client_authority` is given, clients must show a certificate of that CA.
    """
    context: Any = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_options(SSL.OP_NO_TICKET)
    context.set_session_cache_mode(SSL.SESS_CACHE_OFF)
    context.set_alpn_select_callback(_choose_protocol)
    if rules is not Rules.MODERN:
        context.set_cipher_list(_WEAKEST)
    context.set_min_proto_version(SSL.TLS1_VERSION if rules is Rules.OLD else SSL.TLS1_2_VERSION)
    context.set_max_proto_version(SSL.TLS1_1_VERSION if rules is Rules.OLD else SSL.TLS1_3_VERSION)
    for leaf in leaves:
        context.use_certificate(leaf.certificate)
        context.use_privatekey(leaf.key)
    for credential in extra:
        context.add_extra_chain_cert(credential.certificate)
    if client_authority is not None:
        context.get_cert_store().add_cert(_as_openssl(client_authority))
        context.add_client_ca(client_authority.certificate)
        context.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT)
    made: SSL.Context = context
    return made


def choose_by_name(context: SSL.Context, choose: Callable[[str], SSL.Context | None]) -> None:
    """Let `context` hand a connection over to the context that `choose` gives for its server name; None keeps it."""

    def named(connection: SSL.Connection) -> None:
        name = (connection.get_servername() or b"").decode("ascii", "replace")
        chosen = choose(name)
        if chosen is not None:
            connection.set_context(chosen)

    context.set_tlsext_servername_callback(named)


def _as_openssl(credential: Credential) -> Any:
    from OpenSSL import crypto

    return crypto.X509.from_cryptography(credential.certificate)


def _choose_protocol(connection: SSL.Connection, offered: list[bytes]) -> bytes:
    del connection
    if b"http/1.1" in offered:
        return b"http/1.1"
    return SSL.NO_OVERLAPPING_PROTOCOLS  # type: ignore[return-value]
