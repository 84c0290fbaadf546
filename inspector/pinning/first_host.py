"""Which host pins are for where only a certificate is known."""

from inspector.chain.certificate import Certificate
from inspector.chain.host import HostError, ip_literal, parse_host
from inspector.chain.name import NameKind


def first_host(certificate: Certificate) -> str | None:
    """Return the first DNS name of a certificate that is a host (no wildcard), as `parse_host` has it, or None."""
    for name in certificate.names:
        if name.kind is not NameKind.DNS or not name.matchable or ip_literal(name.text) is not None:
            continue
        try:
            return parse_host(name.text)
        except HostError:
            continue
    return None
