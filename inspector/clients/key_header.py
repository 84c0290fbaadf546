"""Clients that put an ASN.1 header in front of the bare key that Apple gives them: which pin they come to."""

from inspector.chain.key import Key
from inspector.chain.pin import Pin
from inspector.clients.spki_prefix import prefix_name

_RSA_1024 = (bytes.fromhex("30819f300d06092a864886f70d010101050003818d00"), 162)


def header_pin(key: Key) -> Pin | None:
    """Return the pin that such a client computes for `key`, or None where it is the pin of nothing that can be written.

    The headers are constants, one a kind of key, and hold for the exponent 65537 only;
    `SecKeyCopyExternalRepresentation` expands a compressed point and knows no parameters (TrustKit's
    TSKSPKIHashCache.m, Ktor's CertificatesInfo.kt).
    """
    if key.reencoded_pin is not None:
        return key.reencoded_pin
    start, length = _RSA_1024
    if prefix_name(key.spki) is not None or (len(key.spki) == length and key.spki.startswith(start)):
        return key.pin
    return None
