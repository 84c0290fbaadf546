"""Name constraints along a path (RFC 5280, section 4.2.1.10)."""

from collections.abc import Iterator, Sequence
from ipaddress import ip_address

from inspector.chain.certificate import Certificate
from inspector.chain.der import SEQUENCE, DerError, sole, values
from inspector.chain.name import NameKind

_OID = "2.5.29.30"
_PERMITTED, _EXCLUDED = 0xA0, 0xA1
_KINDS = {0x81: NameKind.EMAIL, 0x82: NameKind.DNS, 0x86: NameKind.URI, 0x87: NameKind.IP, 0xA4: NameKind.DIRECTORY}

_Subtree = tuple[NameKind, bytes]

MOST_COMPARISONS = 250_000
"""Most comparisons of a name with a constraint; Go's crypto/x509 has the same limit (`maxConstraintComparisons`)."""


def constraint_broken(untrusted: Sequence[Certificate]) -> str:
    """Return which certificate's name constraints the path breaks, one visible sentence; empty where none.

    Asked are DNS names, IP addresses and subjects of every certificate below the constraint that is not self-issued,
    and of the leaf always. A constraint on names of another kind that a certificate has counts as broken.
    """
    for index, authority in enumerate(untrusted[1:], 1):
        for extension in authority.extensions:
            if extension.oid != _OID:
                continue
            try:
                permitted, excluded = _subtrees(extension.der)
            except DerError:
                return f"{authority.subject.readable} has name constraints that cannot be read."
            names = sum(len(certificate.names) + 1 for certificate in untrusted[:index])
            if names * (len(permitted) + len(excluded)) > MOST_COMPARISONS:
                return f"{authority.subject.readable} has more name constraints than can be checked in time."
            for place, certificate in enumerate(untrusted[:index]):
                asked = place == 0 or not certificate.is_self_issued
                if asked and not _allowed(permitted, excluded, certificate):
                    return f"{authority.subject.readable} may not certify a name of {certificate.subject.readable}."
    return ""


def _subtrees(der: bytes) -> tuple[list[_Subtree], list[_Subtree]]:
    found: dict[int, list[_Subtree]] = {_PERMITTED: [], _EXCLUDED: []}
    for tag, content in values(sole(der, SEQUENCE, "the extension")):
        if tag not in found:
            raise DerError("it holds what does not belong there")
        for _, subtree in values(content):
            base, octets = values(subtree)[0] if subtree else (0, b"")
            found[tag].append((_KINDS.get(base, NameKind.OTHER), octets))
    return found[_PERMITTED], found[_EXCLUDED]


def _allowed(permitted: list[_Subtree], excluded: list[_Subtree], certificate: Certificate) -> bool:
    for kind, text in _names(certificate):
        unclear = kind in (NameKind.URI, NameKind.OTHER)
        if any(base_kind is kind and (unclear or _within(kind, text, base)) for base_kind, base in excluded):
            return False
        bases = [base for base_kind, base in permitted if base_kind is kind]
        if bases and not any(_within(kind, text, base) for base in bases):
            return False
    return True


def _names(certificate: Certificate) -> Iterator[tuple[NameKind, str]]:
    if certificate.subject.attributes:
        yield NameKind.DIRECTORY, certificate.subject.der.hex()
    for name in certificate.names:
        if name.kind is not NameKind.DIRECTORY:
            yield name.kind, name.text


def _within(kind: NameKind, text: str, base: bytes) -> bool:
    match kind:
        case NameKind.DNS:
            return _is_below(text.removeprefix("*."), base.decode("latin-1"))
        case NameKind.IP:
            return _is_in_network(text, base)
        case NameKind.DIRECTORY:
            return _begins_with(bytes.fromhex(text), base)
        case NameKind.EMAIL:
            mailbox, constraint = text.lower(), base.decode("latin-1").lower()
            host = mailbox.rpartition("@")[2]
            if constraint.startswith("."):
                return host.endswith(constraint)
            return constraint in (mailbox, host)
        case NameKind.URI | NameKind.OTHER:
            return False


def _is_below(host: str, constraint: str) -> bool:
    name, base = host.lower(), constraint.lower().removeprefix(".")
    return not base or name == base or name.endswith("." + base)


def _is_in_network(text: str, base: bytes) -> bool:
    try:
        address = ip_address(text).packed
    except ValueError:
        return False
    size = len(address)
    if len(base) != 2 * size:
        return False
    network, mask = base[:size], base[size:]
    return all(one & bits == other & bits for one, other, bits in zip(address, network, mask, strict=True))


def _begins_with(name: bytes, base: bytes) -> bool:
    try:
        subject, prefix = values(sole(name, SEQUENCE, "the name")), values(sole(base, SEQUENCE, "the name"))
    except DerError:
        return False
    return subject[: len(prefix)] == prefix
