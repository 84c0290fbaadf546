"""Readers of Kotlin and Java sources with a `CertificatePinner`."""

import re
from collections.abc import Callable, Iterator

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.okhttp.builders import Found, find_builders
from inspector.clients.okhttp.classes import pinner_of
from inspector.clients.okhttp.expression import Name
from inspector.clients.okhttp.java_tree import java_outline
from inspector.clients.okhttp.kotlin_tree import kotlin_outline
from inspector.clients.okhttp.outline import Outline
from inspector.clients.okhttp.rules import RuleReader
from inspector.clients.okhttp.shown import CODE
from inspector.clients.okhttp.stated import for_versions
from inspector.clients.rule import PinProblem
from inspector.clients.source import CannotRead, Reading, Source

_CLASS = "CertificatePinner"
_LIMIT = 5_000_000
_STRAYS = 20
_JAVA_SIGN = re.compile(r"\bnew\s+(?:okhttp3\s*\.\s*)?CertificatePinner\b|^\s*import\s[\w.*\s]+;", re.MULTILINE)
_ATTACHING = frozenset(("certificatePinner", "handleChallenge", "setCertificatePinner", "withCertificatePinner"))


class KotlinSource:
    """Kotlin files, and pasted Kotlin."""

    name = "kotlin"
    title = "Kotlin source"

    def recognises(self, source: Source) -> bool:
        """Return whether it is a Kotlin file, or pasted text that is not Java, and names the class."""
        return _names_class(source, (".kt", ".kts")) and (bool(source.name) or not is_java(source.text))

    def read(self, source: Source) -> Reading:
        """Return one rule set a builder. Raises `CannotRead` for what is too large, and without the parser."""
        return _read(source, kotlin_outline)


class JavaSource:
    """Java files, and pasted Java."""

    name = "java"
    title = "Java source"

    def recognises(self, source: Source) -> bool:
        """Return whether it is a Java file, or pasted text that is Java, and names the class."""
        return _names_class(source, (".java",)) and (bool(source.name) or is_java(source.text))

    def read(self, source: Source) -> Reading:
        """Return one rule set a builder. Raises `CannotRead` for what is too large, and without the parser."""
        return _read(source, java_outline)


def is_java(text: str) -> bool:
    """Return whether a text with a `CertificatePinner` is Java rather than Kotlin."""
    return _JAVA_SIGN.search(text) is not None


def _names_class(source: Source, endings: tuple[str, ...]) -> bool:
    return (not source.name or source.name.lower().endswith(endings)) and _CLASS in source.text


def _read(source: Source, outline_of: Callable[[str], Outline]) -> Reading:
    if len(source.text) > _LIMIT:
        raise CannotRead("This source file is too large to be read.", "Give the file that builds the pins.")
    outline = outline_of(source.text)
    found = find_builders(outline)
    reader = RuleReader(outline)
    sets = tuple(reader.rule_set(builder) for builder in found.builders)
    problems = [*_broken(outline, reader.used), *_stray(outline, found), *_defaults(outline)]
    problems += [*_unattached(outline, found), *_unused(outline, reader.used)]
    return Reading(for_versions(sets, source.project.okhttp), tuple(problems))


def _broken(outline: Outline, used: set[int]) -> Iterator[PinProblem]:
    """Say that something does not parse: in passing where every pin of the file was followed all the same."""
    if outline.broken_at is not None:
        title = "The parser stumbles here; what stands around it was read as far as it can be made out."
        severity = Severity.INFO if used and outline.pins.keys() <= used else Severity.WARNING
        line = outline.line(outline.broken_at)
        yield PinProblem("syntax", severity, title, "Check that no bracket and no quotation mark is missing.", line)


def _stray(outline: Outline, found: Found) -> Iterator[PinProblem]:
    for call in found.strays[:_STRAYS]:
        title = "Pins are added here to something that cannot be followed in this file."
        hint = "If it is a CertificatePinner.Builder, check these pins by hand."
        yield PinProblem("not-followed", Severity.WARNING, title, hint, outline.line(call.at))


def _defaults(outline: Outline) -> Iterator[PinProblem]:
    for call in outline.calls:
        for argument in call.arguments if call.name in _ATTACHING else ():
            value = argument.value
            if isinstance(value, Name) and value.path[-1] == "DEFAULT" and pinner_of(outline, value.path[:-1]):
                title = "CertificatePinner.DEFAULT has no pins: this client pins nothing."
                yield PinProblem("default-pinner", Severity.WARNING, title, "Build one.", outline.line(call.at))


def _unattached(outline: Outline, found: Found) -> Iterator[PinProblem]:
    """Say that no client gets the pins, where no client in this file does."""
    is_attached = any(call.name in _ATTACHING for call in outline.calls) or _ATTACHING & outline.assigned.keys()
    builders = [builder for builder in found.builders if builder.additions]
    if builders and not is_attached:
        title = "Nothing in this file gives these pins to a client: pins that no client has pin nothing."
        hint = "Check that a client somewhere is built with certificatePinner(…)."
        yield PinProblem("pinner-not-attached", Severity.INFO, title, hint, outline.line(builders[0].at))


def _unused(outline: Outline, used: set[int]) -> Iterator[PinProblem]:
    """Say of each pin in the file that no builder was seen to get it."""
    left = [at for at in outline.pins if at not in used]
    for at in left[:_STRAYS]:
        title = f"The pin {visible(outline.pins[at], CODE)} reaches no builder that can be followed in this file."
        yield PinProblem("pin-not-followed", Severity.INFO, title, "", outline.line(at))
    if len(left) > _STRAYS:
        title = f"{len(left) - _STRAYS} further pins reach no builder that can be followed in this file."
        yield PinProblem("pin-not-followed", Severity.INFO, title, "", outline.line(left[_STRAYS]))
