"""A certificate: everything that can be read from its bytes, and what could not."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from inspector.chain import oids
from inspector.chain.der import INTEGER, DerError, cut_certificate, cut_extensions, sole, values
from inspector.chain.extension import Extension, parse_extension
from inspector.chain.extensions.alternative import alternative_names
from inspector.chain.extensions.usage import basic_constraints, extended_usages, key_usages
from inspector.chain.key import Key, parse_key
from inspector.chain.name import AlternativeName, Name, parse_name
from inspector.chain.pin import Pin
from inspector.chain.primitive import bounded_hex, integer, time


class NotACertificate(ValueError):  # noqa: N818
    """Bytes that are no certificate: not even its SubjectPublicKeyInfo can be cut out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A field that could not be read, or not as the standard says."""

    field: str
    """The field's name as shown: `subject`, `not after`, `key`, `names`, …"""

    reason: str
    """One short visible sentence."""


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
    """What could not be read; empty for an ordinary certificate."""

    @property
    def pin(self) -> Pin:
        """The pin of its key: SHA-256 over the SubjectPublicKeyInfo bytes as they stand in the certificate."""
        return self.key.pin

    @property
    def is_self_issued(self) -> bool:
        """Whether issuer and subject are the same bytes."""
        return self.subject.der == self.issuer.der


def parse_certificate(der: bytes) -> Certificate:
    """Return what the DER certificate `der` says; a field that cannot be read becomes a problem, never an exception.

    Raises `NotACertificate` where the SubjectPublicKeyInfo cannot be cut out.
    """
    try:
        parts = cut_certificate(der)
    except DerError as error:
        raise NotACertificate(f"this is no certificate: {error}") from None
    problems: list[Problem] = []
    if parts.tail_problem is not None:
        problems.append(Problem("structure", parts.tail_problem))
    subject, issuer, key = parse_name(parts.subject), parse_name(parts.issuer), parse_key(parts.spki)
    for where, clauses in (("subject", subject.problems), ("issuer", issuer.problems), ("key", key.problems)):
        problems.extend(Problem(where, clause) for clause in clauses)
    version = _version(parts.version, problems)
    not_before, not_after = _validity(parts.validity, problems)
    said = _Said()
    extensions = _extensions(parts.extensions, said, problems)
    return Certificate(
        der=der,
        version=version,
        serial=_serial(parts.serial, problems),
        subject=subject,
        issuer=issuer,
        not_before=not_before,
        not_after=not_after,
        key=key,
        signature=_signature(parts.algorithm),
        is_ca=said.is_ca,
        path_length=said.path_length,
        key_usages=said.key_usages,
        extended_usages=said.extended_usages,
        names=said.names,
        extensions=extensions,
        fingerprint=hashlib.sha256(der).hexdigest(),
        problems=tuple(problems),
    )


class _Said:
    is_ca = False
    path_length: int | None = None
    key_usages: tuple[str, ...] = ()
    extended_usages: tuple[str, ...] = ()
    names: tuple[AlternativeName, ...] = ()


def _version(octets: bytes | None, problems: list[Problem]) -> int | None:
    if octets is None:
        return 1
    try:
        version = integer(sole(octets, INTEGER, "the version")) + 1
    except DerError as error:
        problems.append(Problem("version", str(error)))
        return None
    if version not in (2, 3):
        problems.append(Problem("version", f"it is written as {version}, which the standard does not have"))
    return version


def _serial(octets: bytes, problems: list[Problem]) -> str:
    try:
        integer(octets)
    except DerError as error:
        problems.append(Problem("serial number", str(error)))
    return bounded_hex(octets) or "00"


def _validity(octets: bytes, problems: list[Problem]) -> tuple[datetime | None, datetime | None]:
    try:
        times = values(octets)
    except DerError as error:
        times = []
        problems.append(Problem("validity", str(error)))
    found: list[datetime | None] = [None, None]
    for place, where in enumerate(("not before", "not after")):
        try:
            found[place] = time(*times[place])
        except IndexError:
            problems.append(Problem(where, "it is missing"))
        except DerError as error:
            problems.append(Problem(where, str(error)))
    return found[0], found[1]


def _signature(algorithm: bytes) -> str:
    try:
        oid = oids.dotted(values(sole(algorithm, 0x30, "it"))[0][1])
    except (DerError, IndexError):
        return "unreadable"
    return oids.SIGNATURES.get(oid) or oids.POST_QUANTUM.get(oid) or oids.FIXED_KEYS.get(oid, (oid,))[0]


def _extensions(content: bytes | None, said: _Said, problems: list[Problem]) -> tuple[Extension, ...]:
    found: list[Extension] = []
    try:
        for octets, critical, der in cut_extensions(content) if content is not None else ():
            oid = oids.dotted(octets)
            found.append(parse_extension(oid, critical, der))
            try:
                if oid == "2.5.29.19":
                    said.is_ca, said.path_length = basic_constraints(der)
                elif oid == "2.5.29.15":
                    said.key_usages = key_usages(der)
                elif oid == "2.5.29.37":
                    said.extended_usages = extended_usages(der)
                elif oid == "2.5.29.17":
                    said.names, clauses = alternative_names(der)
                    problems.extend(Problem("names", clause) for clause in clauses)
            except DerError as error:
                problems.append(Problem(found[-1].name.lower(), str(error)))
    except DerError as error:
        problems.append(Problem("extensions", str(error)))
    return tuple(found)
