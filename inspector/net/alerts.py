"""TLS alerts by number: their names and what they mean to someone who wants a chain."""

NAMES = {
    0: "close_notify",
    10: "unexpected_message",
    20: "bad_record_mac",
    21: "decryption_failed",
    22: "record_overflow",
    30: "decompression_failure",
    40: "handshake_failure",
    41: "no_certificate",
    42: "bad_certificate",
    43: "unsupported_certificate",
    44: "certificate_revoked",
    45: "certificate_expired",
    46: "certificate_unknown",
    47: "illegal_parameter",
    48: "unknown_ca",
    49: "access_denied",
    50: "decode_error",
    51: "decrypt_error",
    52: "too_many_cids_requested",
    60: "export_restriction",
    70: "protocol_version",
    71: "insufficient_security",
    80: "internal_error",
    86: "inappropriate_fallback",
    90: "user_canceled",
    100: "no_renegotiation",
    109: "missing_extension",
    110: "unsupported_extension",
    111: "certificate_unobtainable",
    112: "unrecognized_name",
    113: "bad_certificate_status_response",
    114: "bad_certificate_hash_value",
    115: "unknown_psk_identity",
    116: "certificate_required",
    120: "no_application_protocol",
    121: "ech_required",
}
"""The IANA registry of TLS alerts (RFC 8446, section 6; RFC 5246, section 7.2; RFC 6066, section 9)."""

_PROTOCOL_VERSION = 70
_CLIENT_CERTIFICATE = frozenset({41, 42, 43, 44, 45, 46, 48, 49, 116})
_HINTS = {
    0: "The server ended the connection in good order before the handshake was done: try again or another name.",
    40: "The server found nothing in common: it may want another server name, a client certificate or older ciphers.",
    71: "The server asks for stronger cryptography than it was offered.",
    80: "The server has a problem of its own: try again later.",
    86: "The server takes the connection for a downgrade: try again without --legacy.",
    112: "The server does not know this name: check it, or give another one with --server-name.",
    120: "The server wants an application protocol to be named; this is not supported.",
    121: "The server insists on Encrypted Client Hello; this is not supported.",
}


def alert_name(number: int) -> str:
    """Return the alert's name and number, such as `handshake_failure (40)`; unknown numbers say so."""
    return f"{NAMES.get(number, 'without a known name')} ({number})"


def alert_hint(number: int, *, legacy: bool) -> str:
    """Return what to try after this alert, one or two sentences; `legacy`: TLS 1.0 and 1.1 were offered too."""
    if number == _PROTOCOL_VERSION:
        return (
            "The server speaks none of TLS 1.0 to 1.3."
            if legacy
            else "The server speaks neither TLS 1.2 nor 1.3; --legacy also tries TLS 1.0 and 1.1."
        )
    if number in _CLIENT_CERTIFICATE:
        return "The server insists on a client certificate that it accepts: --client-cert FILE shows one."
    return _HINTS.get(number, "The server ended the handshake: check port and server name, and its own log.")
