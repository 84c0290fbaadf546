"""Lines of the packaged tables of roots, made for certificates that no table knows."""

from inspector.chain.certificate import Certificate
from inspector.trust.data.roots import Root


def line_of(certificate: Certificate, android: tuple[int, int], apple: tuple[int, int]) -> Root:
    """Return the line of a root that stands in these states of Android's and Apple's lists, first and last."""
    assert certificate.not_before is not None
    assert certificate.not_after is not None
    return Root(
        fingerprint=certificate.fingerprint,
        pin=certificate.pin,
        android=android,
        apple=apple,
        patches=(),
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        key=certificate.key.label,
        name=certificate.subject.readable,
        common_name=certificate.subject.value("CN") or "",
        organization=certificate.subject.value("O") or "",
        unit="",
    )
