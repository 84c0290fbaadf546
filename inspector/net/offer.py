"""What is offered to a server in a TLS handshake: versions, kinds of keys, and a certificate of our own."""

from typing import TYPE_CHECKING, Any

from inspector.net.options import FetchOptions, KeyKind

if TYPE_CHECKING:
    from OpenSSL import SSL

    from inspector.net.client_certificate import ClientCertificate

_CHAINS = "rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512"
_CIPHERS = {None: "DEFAULT", KeyKind.RSA: "DEFAULT:!aECDSA", KeyKind.ECDSA: "DEFAULT:!aRSA"}
"""Suites up to TLS 1.2 by the key that signs in them; the suites of TLS 1.3 leave it open."""

_SIGNATURES = {
    KeyKind.RSA: "rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:"
    f"rsa_pss_pss_sha256:rsa_pss_pss_sha384:rsa_pss_pss_sha512:{_CHAINS}:RSA+SHA1",
    KeyKind.ECDSA: "ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:ed25519:ed448:"
    f"ECDSA+SHA1:{_CHAINS}",
}
"""Signature algorithms by kind of key. In TLS 1.3 those of PKCS #1 are for issuers alone (RFC 8446, section 4.2.3)."""


def make_context(options: FetchOptions, *, up_to_1_2: bool = False) -> "SSL.Context":
    """Return a client's context for one handshake as `options` ask for it. Nothing is verified.

    TLS 1.3 is offered unless `up_to_1_2`, or where one kind of key is asked for and this library cannot ask for that.
    """
    from OpenSSL import SSL

    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    context.set_min_proto_version(SSL.TLS1_VERSION if options.legacy else SSL.TLS1_2_VERSION)
    context.set_cipher_list(f"{_CIPHERS[options.keys]}:@SECLEVEL=0".encode("ascii"))
    context.set_options(getattr(SSL, "OP_LEGACY_SERVER_CONNECT", 0))
    context.set_verify(SSL.VERIFY_NONE)
    if up_to_1_2 or (options.keys is not None and not _limit_signatures(context, _SIGNATURES[options.keys])):
        context.set_max_proto_version(SSL.TLS1_2_VERSION)
    if options.client_certificate is not None:
        _show(context, options.client_certificate)
    return context


def can_choose_keys() -> bool:
    """Return whether one kind of key can be asked for in TLS 1.3 too."""
    from OpenSSL import SSL

    return _limit_signatures(SSL.Context(SSL.TLS_CLIENT_METHOD), _SIGNATURES[KeyKind.RSA])


def _limit_signatures(context: "SSL.Context", algorithms: str) -> bool:
    """Offer these signature algorithms only, and return whether it worked; pyOpenSSL has no name of its own for it."""
    from OpenSSL import SSL

    library: Any = getattr(SSL, "_lib", None)
    limit = getattr(library, "SSL_CTX_set1_sigalgs_list", None)
    if limit is None:
        return False
    if limit(getattr(context, "_context"), algorithms.encode("ascii")) == 1:  # noqa: B009
        return True
    library.ERR_clear_error()
    return False


def _show(context: "SSL.Context", own: "ClientCertificate") -> None:
    """Let the context answer with our certificate where the server asks for one."""
    from cryptography.x509 import load_der_x509_certificate

    first, *others = (load_der_x509_certificate(der) for der in own.chain)
    given: Any = context
    given.use_certificate(first)
    given.use_privatekey(own.key)
    for issuer in others:
        given.add_extra_chain_cert(issuer)
