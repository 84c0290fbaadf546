"""Name constraints on directory names, which cryptography's verifier refuses or passes over."""

from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.chain.name import NameKind
from inspector.trust.signatures import loaded

if TYPE_CHECKING:
    from cryptography import x509

_MAX_COMPARISONS = 20_000


def directory_allowance(path: Sequence[Certificate]) -> str:
    """Return which authority limits directory names where all name constraints of `path` hold, as a visible clause.

    The subjects were asked by `directory_objection`. Empty where none does, where one is broken, and where one is of
    another kind than permitted directory names, DNS names and addresses: whatever is not wholly understood stays
    refused (RFC 5280, sections 4.2.1.10 and 6.1.3).
    """
    from cryptography import x509

    found = ""
    for index, authority in enumerate(path):
        constraints = _constraints(authority)
        if constraints is None:
            continue
        permitted, excluded = tuple(constraints.permitted_subtrees or ()), tuple(constraints.excluded_subtrees or ())
        if not all(isinstance(base, x509.DNSName | x509.IPAddress | x509.DirectoryName) for base in permitted):
            return ""
        if not all(isinstance(base, x509.DNSName | x509.IPAddress) for base in excluded):
            return ""
        for place, item in enumerate(path[:index]):
            if (place == 0 or not item.is_self_issued) and not _holds(item, permitted, excluded):
                return ""
        if any(isinstance(base, x509.DirectoryName) for base in permitted):
            found = found or f"{authority.subject.readable} limits directory names"
    return found


def directory_objection(path: Sequence[Certificate]) -> str:
    """Return which subject a directory name constraint of the path forbids, one visible sentence; empty where none.

    Name constraints that cannot be read forbid everything.
    """
    from cryptography import x509

    for index, authority in enumerate(path):
        try:
            constraints = _constraints(authority)
        except Exception:  # noqa: BLE001
            return f"{authority.subject.readable} has name constraints that cannot be read."
        if constraints is None:
            continue
        for place, item in enumerate(path[:index]):
            known = loaded(item.der)
            if known is None or (place and item.is_self_issued):
                continue
            subject = known.subject
            if _is_under(subject, constraints.excluded_subtrees) or not (
                not subject.rdns
                or all(not isinstance(base, x509.DirectoryName) for base in constraints.permitted_subtrees or ())
                or _is_under(subject, constraints.permitted_subtrees)
            ):
                return f"{authority.subject.readable} may not certify the subject of {item.subject.readable}."
    return ""


def _is_under(subject: "x509.Name", bases: "Iterable[x509.GeneralName] | None") -> bool:
    from cryptography import x509

    parts = list(subject.rdns)
    return any(
        isinstance(base, x509.DirectoryName) and parts[: len(base.value.rdns)] == list(base.value.rdns)
        for base in bases or ()
    )


def _constraints(authority: Certificate) -> "x509.NameConstraints | None":
    from cryptography import x509

    if all(extension.oid != x509.NameConstraints.oid.dotted_string for extension in authority.extensions):
        return None
    known = loaded(authority.der)
    if known is None:
        raise ValueError("a certificate with name constraints cannot be read")
    return known.extensions.get_extension_for_class(x509.NameConstraints).value


def _holds(
    item: Certificate, permitted: "tuple[x509.GeneralName, ...]", excluded: "tuple[x509.GeneralName, ...]"
) -> bool:
    from cryptography import x509

    known = loaded(item.der)
    if known is None or len(item.names) * (len(permitted) + len(excluded)) > _MAX_COMPARISONS:
        return False
    for name in item.names:
        if not name.matchable or name.kind not in (NameKind.DNS, NameKind.IP) or (excluded and "*" in name.text):
            return False
        kind = x509.DNSName if name.kind is NameKind.DNS else x509.IPAddress
        if any(_within(name.text, base) for base in excluded if isinstance(base, kind)):
            return False
        allowed = [base for base in permitted if isinstance(base, kind)]
        if allowed and not any(_within(name.text, base) for base in allowed):
            return False
    return True


def _within(text: str, base: "x509.GeneralName") -> bool:
    from cryptography import x509

    if isinstance(base, x509.IPAddress):
        return not hasattr(base.value, "packed") and ip_address(text) in base.value
    constraint, host = str(base.value).lower().removeprefix("."), text.lower().removeprefix("*.")
    return not constraint or host == constraint or host.endswith(f".{constraint}")
