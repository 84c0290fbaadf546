"""A certificate: everything that can be read from its bytes, and what could not."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from inspector.chain.der import INTEGER, DerError, cut_certificate, sole, values
from inspector.chain.extension import Extension, Extensions, read_extensions
from inspector.chain.key import Key, parse_key
from inspector.chain.name import AlternativeName, Name, parse_name
from inspector.chain.pin import Pin
from inspector.chain.primitive import bounded_hex, decode_integer, decode_time
from inspector.chain.signature import read_signature

MAX_PROBLEMS = 50
"""Most problems of one certificate that are named; the others are counted."""

_ABSURD_VERSION = 1_000


class NotACertificate(ValueError):  # noqa: N818
    """Bytes that are no certificate: not even its SubjectPublicKeyInfo can be cut out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A field that could not be read, or not as the standard says."""

    field: str
    """The field's name as shown: `subject`, `not after`, `key`, `names`, …"""

    reason: str
    """One short visible clause that stands after the field's name and a colon, without a full stop."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says (RFC 5280, section 4.1). Every text in it went through `visible()`."""

    der: bytes = field(repr=False)
    """The bytes as received."""

    version: int | None
    """1, 2 or 3 (or what it claims); None where unreadable."""

    serial: str
    """Lower-case hexadecimal digits of the serial number's octets, at least two, without sign handling."""

    subject: Name
    """Whose key it is."""

    issuer: Name
    """Who signed it."""

    not_before: datetime | None
    """First valid moment, UTC; None where unreadable."""

    not_after: datetime | None
    """Last valid moment, UTC; None where unreadable."""

    key: Key
    """The public key, with the SubjectPublicKeyInfo bytes as they stand in the certificate."""

    signature: str
    """The signature algorithm as people call it, such as `SHA256 with RSA`, or its OID."""

    is_ca: bool
    """Whether basic constraints say CA; False where they are absent or unreadable."""

    path_length: int | None
    """The path length constraint; None where there is none."""

    key_usages: tuple[str, ...]
    """Key usages as RFC 5280 names them; empty where the extension is absent."""

    extended_usages: tuple[str, ...]
    """Extended key usages by name or OID; empty where the extension is absent."""

    names: tuple[AlternativeName, ...]
    """Subject alternative names in their order; empty where there are none."""

    extensions: tuple[Extension, ...]
    """All extensions in their order."""

    fingerprint: str
    """SHA-256 of the whole certificate, 64 lower-case hexadecimal digits. Never a pin."""

    problems: tuple[Problem, ...]
    """What could not be read, or is not as the standard says; empty for an ordinary certificate."""

    holds_nul: bool = False
    """Whether a name in it holds a NUL character; no host is matched against such a certificate."""

    @property
    def pin(self) -> Pin:
        """The pin of its key: SHA-256 over the SubjectPublicKeyInfo bytes as they stand in the certificate."""
        return self.key.pin

    @property
    def is_self_issued(self) -> bool:
        """Whether issuer and subject are the same bytes."""
        return self.subject.der == self.issuer.der

    def extension(self, oid: str) -> Extension | None:
        """Return the first extension with this dotted OID, or None."""
        return next((extension for extension in self.extensions if extension.oid == oid), None)


def parse_certificate(der: bytes) -> Certificate:
    """Return what the DER certificate `der` says; a field that cannot be read becomes a problem, never an exception.

    Raises `NotACertificate` where the SubjectPublicKeyInfo cannot be cut out.
    """
    try:
        parts = cut_certificate(der)
    except DerError as error:
        raise NotACertificate(f"this is no certificate: {error}") from None
    odd: list[tuple[str, str]] = []
    version = _version(parts.version, odd)
    serial = _serial(parts.serial, odd)
    signature_problems: list[str] = []
    signature = read_signature(parts.algorithm, parts.outer_algorithm, signature_problems)
    odd.extend(("signature", clause) for clause in signature_problems)
    issuer, subject, key = parse_name(parts.issuer), parse_name(parts.subject), parse_key(parts.spki)
    odd.extend(("issuer", clause) for clause in issuer.problems)
    not_before, not_after = _validity(parts.validity, odd)
    odd.extend(("subject", clause) for clause in subject.problems)
    odd.extend(("key", clause) for clause in key.problems)
    said = read_extensions(parts.extensions) if parts.extensions is not None else Extensions()
    odd.extend(said.problems)
    if said.items and version in (1, 2):
        odd.append(("version", f"extensions stand in a certificate of version {version}, which has none"))
    if parts.tail_problem is not None:
        odd.append(("structure", parts.tail_problem))
    return Certificate(
        der=der,
        version=version,
        serial=serial,
        subject=subject,
        issuer=issuer,
        not_before=not_before,
        not_after=not_after,
        key=key,
        signature=signature,
        is_ca=said.is_ca,
        path_length=said.path_length,
        key_usages=said.key_usages,
        extended_usages=said.extended_usages,
        names=_matchable(said.names, subject),
        extensions=tuple(said.items),
        fingerprint=hashlib.sha256(der).hexdigest(),
        problems=_problems(odd),
        holds_nul=said.holds_nul or subject.holds_nul,
    )


def _problems(odd: list[tuple[str, str]]) -> tuple[Problem, ...]:
    """Return each problem once, at most `MAX_PROBLEMS`, and then how many more there are."""
    found = [Problem(where, clause) for where, clause in dict.fromkeys(odd)]
    more = len(found) - MAX_PROBLEMS
    return (*found[:MAX_PROBLEMS], Problem("structure", f"{more:,} more things are odd")) if more > 0 else tuple(found)


def _matchable(names: tuple[AlternativeName, ...], subject: Name) -> tuple[AlternativeName, ...]:
    return tuple(replace(name, matchable=False) for name in names) if subject.holds_nul else names


def _version(octets: bytes | None, odd: list[tuple[str, str]]) -> int | None:
    if octets is None:
        return 1
    try:
        version = decode_integer(sole(octets, INTEGER, "it")) + 1
    except DerError as error:
        odd.append(("version", str(error)))
        return None
    if version == 1:
        odd.append(("version", "it is written out although it is 1, which DER leaves out"))
    elif version not in (2, 3):
        odd.append(("version", "it is none of 1, 2 and 3"))
    return version if abs(version) < _ABSURD_VERSION else None


def _serial(octets: bytes, odd: list[tuple[str, str]]) -> str:
    try:
        decode_integer(octets)
    except DerError as error:
        odd.append(("serial number", str(error)))
    return bounded_hex(octets) or "00"


def _validity(octets: bytes, odd: list[tuple[str, str]]) -> tuple[datetime | None, datetime | None]:
    try:
        times = values(octets)
    except DerError as error:
        odd.append(("validity", str(error)))
        return None, None
    found: list[datetime | None] = [None, None]
    for place, where in enumerate(("not before", "not after")):
        if place >= len(times):
            odd.append((where, "it is missing"))
            continue
        try:
            found[place] = decode_time(*times[place])
        except DerError as error:
            odd.append((where, str(error)))
    if len(times) > len(found):
        odd.append(("validity", "it has more than two dates"))
    return found[0], found[1]
