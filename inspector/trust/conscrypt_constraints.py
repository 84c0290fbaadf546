"""Name constraints along a path (RFC 5280, section 4.2.1.10)."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.chain.name import NameKind
from inspector.trust.signatures import loaded

if TYPE_CHECKING:
    from cryptography import x509

_OID = "2.5.29.30"


def constraint_broken(untrusted: Sequence[Certificate]) -> str:
    """Return which certificate's name constraints the path breaks, one visible sentence; empty where none.

    Asked are DNS names, IP addresses and directory names of every certificate below the constraint that is not
    self-issued, and the leaf's always. Other kinds of names are passed over.
    """
    for index, authority in enumerate(untrusted):
        if index == 0 or all(extension.oid != _OID for extension in authority.extensions):
            continue
        constraints = _constraints(authority)
        if constraints is None:
            return f"{authority.subject.readable} has name constraints that cannot be read."
        for place, certificate in enumerate(untrusted[:index]):
            if (place == 0 or not certificate.is_self_issued) and not _allows(constraints, certificate):
                return f"{certificate.subject.readable} has a name that {authority.subject.readable} may not certify."
    return ""


def _constraints(authority: Certificate) -> "x509.NameConstraints | None":
    from cryptography import x509

    known = loaded(authority.der)
    if known is None:
        return None
    try:
        return known.extensions.get_extension_for_class(x509.NameConstraints).value
    except Exception:  # noqa: BLE001
        return None


def _allows(constraints: "x509.NameConstraints", certificate: Certificate) -> bool:
    permitted, excluded = constraints.permitted_subtrees or (), constraints.excluded_subtrees or ()
    for kind, text in _names(certificate):
        if any(_within(kind, text, base) for base in excluded):
            return False
        same_kind = [base for base in permitted if _kind(base) is kind]
        if same_kind and not any(_within(kind, text, base) for base in same_kind):
            return False
    return _allows_subject(permitted, excluded, certificate)


def _names(certificate: Certificate) -> Iterable[tuple[NameKind, str]]:
    return ((name.kind, name.text) for name in certificate.names if name.kind in (NameKind.DNS, NameKind.IP))


def _kind(base: "x509.GeneralName") -> NameKind | None:
    from cryptography import x509

    if isinstance(base, x509.DNSName):
        return NameKind.DNS
    return NameKind.IP if isinstance(base, x509.IPAddress) else None


def _within(kind: NameKind, text: str, base: "x509.GeneralName") -> bool:
    if _kind(base) is not kind:
        return False
    if kind is NameKind.DNS:
        constraint, host = str(base.value).lower().lstrip("."), text.lower().removeprefix("*.")
        return not constraint or host == constraint or host.endswith("." + constraint)
    try:
        return isinstance(base.value, IPv4Network | IPv6Network) and ip_address(text) in base.value
    except ValueError:
        return False


def _allows_subject(
    permitted: Iterable["x509.GeneralName"], excluded: Iterable["x509.GeneralName"], certificate: Certificate
) -> bool:
    from cryptography import x509

    known = loaded(certificate.der)
    try:
        subject = list(known.subject.rdns) if known is not None else []
    except ValueError:
        return False
    if not subject:
        return True

    def under(base: "x509.GeneralName") -> bool:
        return isinstance(base, x509.DirectoryName) and subject[: len(base.value.rdns)] == list(base.value.rdns)

    directories = [base for base in permitted if isinstance(base, x509.DirectoryName)]
    return not any(map(under, excluded)) and (not directories or any(map(under, directories)))
