"""The words in which Android's clients refuse a chain that holds no pinned key."""

from collections.abc import Sequence

NSC_REFUSAL = (
    "javax.net.ssl.SSLHandshakeException",
    "Caused by: java.security.cert.CertificateException:",
    "  Pin verification failed",
)
"""Network Security Config: it names no pins (Android, NetworkSecurityTrustManager.java)."""


def okhttp_refusal(peers: Sequence[tuple[str, str]], host: str, pins: Sequence[str]) -> str:
    """Return OkHttp's message: `peers` are pin and subject of the cleaned chain, leaf first (CertificatePinner, check).

    The same from 3.0 to 5.4. The subject is written as the platform writes it: `CN=a, O=b` on a JDK.
    """
    chain = "".join(f"\n    {pin}: {subject}" for pin, subject in peers)
    wanted = "".join(f"\n    {pin}" for pin in pins)
    return f"Certificate pinning failure!\n  Peer certificate chain:{chain}\n  Pinned certificates for {host}:{wanted}"
