"""The pin that Android computes for a key: over the bytes that it writes after it has decoded the key."""

from inspector.chain.key import Key
from inspector.chain.pin import Pin

_ANDROID = ("Java and Android ", "Android ", "clients that decode it ")
"""How the clauses of `key_encoding` begin where Conscrypt is among those that write other bytes."""


def android_pin(key: Key) -> Pin:
    """Return the pin of `PublicKey.getEncoded()` on Android, which Conscrypt marshals anew (OpenSSLX509Certificate).

    It is the pin of the bytes in the certificate but for keys that are encoded oddly.
    """
    if key.reencoded_pin is not None and key.reencoded_by.startswith(_ANDROID):
        return key.reencoded_pin
    return key.pin
