"""Whether a certificate is for a host, and if not, why not (RFC 9525, section 6, as browsers and OkHttp do it)."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address

from inspector.chain.certificate import Certificate
from inspector.chain.host import ip_literal
from inspector.chain.name import AlternativeName, NameKind

NAMED = 3
"""Most names that a reason lists; the others are counted."""


class Mismatch(StrEnum):
    """Why a certificate is not for a host."""

    NO_NAMES = "no-names"
    """It names no host and no address at all."""

    COMMON_NAME_ONLY = "common-name-only"
    """Only its subject's common name is the host, and clients do not look there."""

    NUL = "nul"
    """A name in it holds a NUL character, so none of its names counts."""

    NOT_WELL_FORMED = "not-well-formed"
    """The host stands in a name that is not as the standard says, so that it does not count."""

    WILDCARD_DEPTH = "wildcard-depth"
    """A wildcard would fit if it covered more, or fewer, labels than one."""

    ADDRESS_AS_NAME = "address-as-name"
    """The address stands in a DNS name, where clients do not look for addresses."""

    OTHER_NAMES = "other-names"
    """It is for other hosts."""


_TOO_WIDE = "a wildcard over a whole top-level domain is refused by browsers and by curl"


@dataclass(frozen=True, slots=True)
class HostMatch:
    """What came of matching a host."""

    matched: bool
    """Whether the certificate is for the host."""

    name: str | None
    """The name in the certificate that covers the host, or that nearly does; None where there is none."""

    why_not: Mismatch | None
    """Why it is not for the host; None where it is."""

    reason: str
    """One visible sentence without its full stop, for either outcome."""

    caution: str = ""
    """One visible sentence without its full stop about clients that refuse what matched; empty where none do."""


def match_host(host: str, certificate: Certificate) -> HostMatch:
    """Return whether `certificate` is for `host`, which is as `parse_host` returns it.

    A DNS name matches exactly or by a wildcard that is its whole first label, for one label; an address matches an
    iPAddress only; the common name never counts (RFC 9525, section 2; OkHttp's OkHostnameVerifier). A wildcard over
    a whole top-level domain matches, as OkHttp has it, with a caution: Chrome, Firefox and OpenSSL refuse it.
    """
    address = ip_literal(host)
    names = [name for name in certificate.names if name.kind in (NameKind.DNS, NameKind.IP)]
    found = next((name for name in names if name.matchable and _covers(name, host, address)), None)
    if found is not None:
        caution = _TOO_WIDE if found.text.startswith("*.") and "." not in found.text[2:] else ""
        return HostMatch(True, found.text, None, f"the certificate is for {found.text}", caution)
    return _explain(host, address, names, certificate)


def _covers(name: AlternativeName, host: str, address: IPv4Address | IPv6Address | None) -> bool:
    if address is not None:
        return name.kind is NameKind.IP and ip_address(name.text) == address
    if name.kind is not NameKind.DNS:
        return False
    pattern = name.text.lower()
    if not pattern.startswith("*."):
        return pattern == host
    return host.partition(".")[2] == pattern[2:]


def _explain(
    host: str, address: IPv4Address | IPv6Address | None, names: list[AlternativeName], certificate: Certificate
) -> HostMatch:
    if certificate.holds_nul:
        return HostMatch(
            False, None, Mismatch.NUL, "a name in the certificate holds a NUL character, so clients trust none of them"
        )
    texts = [name.text.lower() for name in names if name.kind is NameKind.DNS]
    if host in texts or f"{host}." in texts:
        if address is not None:
            reason = f"{host} stands in the certificate as a DNS name, and clients look for an address"
            return HostMatch(False, host, Mismatch.ADDRESS_AS_NAME, reason)
        reason = f"{host} stands in a part of the certificate that is not well formed, so clients pass over it"
        return HostMatch(False, host, Mismatch.NOT_WELL_FORMED, reason)
    if not names:
        commons = [value for label, value in certificate.subject.attributes if label == "CN"]
        common = next((value for value in commons if value.lower() == host), None)
        if common is not None:
            reason = f"the certificate has {host} only as its common name, where clients do not look"
            return HostMatch(False, common, Mismatch.COMMON_NAME_ONLY, reason)
        return HostMatch(False, None, Mismatch.NO_NAMES, "the certificate names no host at all")
    near = _near_wildcard(host, texts) if address is None else None
    return near or HostMatch(False, None, Mismatch.OTHER_NAMES, _others(host, names))


def _near_wildcard(host: str, texts: list[str]) -> HostMatch | None:
    for text in texts:
        rest = text[2:]
        if not text.startswith("*.") or not rest:
            continue
        if host == rest:
            reason = f"{text} does not cover {rest} itself"
            return HostMatch(False, text, Mismatch.WILDCARD_DEPTH, reason)
        if host.endswith("." + rest):
            count = host[: -len(rest) - 1].count(".") + 1
            if count == 1:
                reason = f"{text} stands in a part of the certificate that is not well formed, so clients pass over it"
                return HostMatch(False, text, Mismatch.NOT_WELL_FORMED, reason)
            reason = f"{text} covers one label, and {host} has {count} in its place"
            return HostMatch(False, text, Mismatch.WILDCARD_DEPTH, reason)
    return None


def _others(host: str, names: list[AlternativeName]) -> str:
    """Return a clause with the few names that share most with `host`, and the count of the others."""
    wanted = host.split(".")[::-1]

    def shared(name: AlternativeName) -> int:
        labels = name.text.lower().split(".")[::-1]
        return next(
            (at for at, pair in enumerate(zip(wanted, labels, strict=False)) if pair[0] != pair[1]), len(labels)
        )

    nearest = sorted(names, key=shared, reverse=True)[:NAMED]
    shown = [f"“{name.text[:80]}”" if " " in name.text else name.text[:80] or "an empty name" for name in nearest]
    more = len(names) - len(shown)
    if more:
        return f"the certificate is for {', '.join(shown)} and {more:,} more"
    return f"the certificate is for {' and '.join((', '.join(shown[:-1]), shown[-1])) if shown[1:] else shown[0]}"
