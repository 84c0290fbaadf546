"""Certificate extensions: decoded where known, hexadecimal otherwise."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from inspector.chain import oids
from inspector.chain.der import FALSE, TRUE, DerError, cut_extensions
from inspector.chain.extensions import access, alternative, identifier, policy, timestamp, usage
from inspector.chain.name import AlternativeName
from inspector.chain.primitive import bounded_hex

BASIC_CONSTRAINTS = "2.5.29.19"
KEY_USAGE = "2.5.29.15"
EXTENDED_KEY_USAGE = "2.5.29.37"
ALTERNATIVE_NAMES = "2.5.29.17"
INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1"
TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2"
TLS_FEATURES = "1.3.6.1.5.5.7.1.24"

MAX_EXTENSIONS = 2_000
"""Most extensions of one certificate that are read; the others are counted."""

SHOWN_LINES = 100
"""Most lines of one extension; the others are counted."""

_DECODERS: dict[str, Callable[[bytes, list[str]], Iterable[str]]] = {
    "2.5.29.14": identifier.subject_lines,
    "2.5.29.35": identifier.authority_lines,
    "2.5.29.18": alternative.lines,
    "2.5.29.30": alternative.constraint_lines,
    "2.5.29.31": access.point_lines,
    "2.5.29.46": access.point_lines,
    INFORMATION_ACCESS: access.location_lines,
    "1.3.6.1.5.5.7.1.11": access.location_lines,
    "2.5.29.32": policy.lines,
    "2.5.29.33": policy.mapping_lines,
    "2.5.29.36": policy.constraint_lines,
    "2.5.29.54": policy.inhibit_lines,
    TIMESTAMPS: timestamp.lines,
    TLS_FEATURES: usage.feature_lines,
    "1.3.6.1.5.5.7.48.1.5": usage.null_lines,
    "1.3.6.1.4.1.11129.2.4.3": usage.null_lines,
    "2.16.840.1.113730.1.13": usage.text_lines,
    "1.3.6.1.4.1.311.20.2": usage.text_lines,
}


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension (RFC 5280, section 4.2)."""

    oid: str
    """Dotted object identifier; hexadecimal where it could not be read."""

    name: str
    """What people call it, or the OID again."""

    critical: bool
    """Whether a client that does not know it must refuse the certificate."""

    lines: tuple[str, ...]
    """What it says, one visible fact a line; hexadecimal bytes where it could not be decoded."""

    der: bytes = field(repr=False)
    """The bytes inside its OCTET STRING."""

    decoded: bool = True
    """False where `lines` holds hexadecimal bytes."""


class Extensions:
    """What all extensions of one certificate say together."""

    __slots__ = ("extended_usages", "holds_nul", "is_ca", "items", "key_usages", "names", "path_length", "problems")

    def __init__(self) -> None:
        self.items: list[Extension] = []
        """The extensions in their order."""
        self.problems: list[tuple[str, str]] = []
        """Field and clause for each thing that is odd."""
        self.is_ca = False
        """Whether basic constraints say CA."""
        self.path_length: int | None = None
        """The path length constraint; None where there is none."""
        self.key_usages: tuple[str, ...] = ()
        """Key usages by name."""
        self.extended_usages: tuple[str, ...] = ()
        """Extended key usages by name or OID."""
        self.names: tuple[AlternativeName, ...] = ()
        """Subject alternative names in their order."""
        self.holds_nul = False
        """Whether an alternative name holds a NUL character."""


def read_extensions(content: bytes) -> Extensions:
    """Return what stands inside the explicit extensions tag; never raises: what is odd stands in its problems."""
    said = Extensions()
    seen: set[str] = set()
    omitted = 0
    try:
        for octets, flag, der in cut_extensions(content):
            if len(said.items) >= MAX_EXTENSIONS:
                omitted += 1
                continue
            try:
                oid = oids.dotted(octets)
            except DerError as error:
                said.problems.append(("extensions", f"the type of one cannot be read: {error}"))
                oid = bounded_hex(octets)
            said.items.append(_read(said, oid, flag, der, again=oid in seen))
            seen.add(oid)
    except DerError as error:
        said.problems.append(("extensions", str(error)))
    if omitted:
        said.problems.append(("extensions", f"there are {omitted:,} more, which are not read"))
    return said


def _read(said: Extensions, oid: str, flag: bytes | None, der: bytes, *, again: bool) -> Extension:
    name = oids.EXTENSIONS.get(oid, oid)
    problems: list[str] = []
    lines: list[str] = []
    if again:
        problems.append("the extension stands twice, and clients refuse that")
    if flag not in (None, TRUE):
        problems.append("its critical flag is not written as DER writes it: left out, or true")
    try:
        lines = _lines(said, oid, der, problems, again=again)
    except DerError as error:
        problems.append(str(error))
    title = "names" if oid == ALTERNATIVE_NAMES else name.lower()
    said.problems.extend((title, problem) for problem in problems)
    return Extension(oid, name, flag not in (None, FALSE), tuple(lines) or (bounded_hex(der),), der, bool(lines))


def _lines(said: Extensions, oid: str, der: bytes, problems: list[str], *, again: bool) -> list[str]:
    """Return what the extension says, empty where it is not known.

    What counts for the certificate goes to `said`, from the first extension of its kind only.
    """
    if oid == ALTERNATIVE_NAMES:
        return _alternative_names(said, der, problems, again=again)
    if oid == BASIC_CONSTRAINTS:
        authority, length = usage.basic_constraints(der, problems)
        if not again:
            said.is_ca, said.path_length = authority, length
        return [usage.constraint_line(authority, length)]
    if oid == KEY_USAGE:
        usages = usage.key_usages(der, problems)
        said.key_usages = said.key_usages if again else usages
        return [", ".join(usages) or "no usage"]
    if oid == EXTENDED_KEY_USAGE:
        usages = usage.extended_usages(der, problems)
        said.extended_usages = said.extended_usages if again else usages
        return bounded(usages) or ["no usage"]
    decoder = _DECODERS.get(oid)
    return bounded(decoder(der, problems)) or ["empty"] if decoder is not None else []


def _alternative_names(said: Extensions, der: bytes, problems: list[str], *, again: bool) -> list[str]:
    """Add the subject's alternative names to `said`; no host is matched against names that stand in two extensions."""
    names = alternative.alternative_names(der, problems)
    said.holds_nul |= names.holds_nul
    said.names += tuple(names.items)
    if again or said.holds_nul or names.is_broken:
        said.names = tuple(replace(name, matchable=False) for name in said.names)
    if not names.items and names.is_broken:
        return []
    shown = [alternative.line(name) for name in names.items[:SHOWN_LINES]]
    more = len(names.items) - len(shown)
    return [*shown, f"… and {more:,} more"] if more else shown or ["no name"]


def bounded(lines: Iterable[str]) -> list[str]:
    """Return the first lines, and where there are more than `SHOWN_LINES` of them a last one with the count."""
    shown = list(lines)
    more = len(shown) - SHOWN_LINES
    return [*shown[:SHOWN_LINES], f"… and {more:,} more"] if more > 0 else shown
