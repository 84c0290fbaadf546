"""Network security config files, whole or a fragment, to rule sets: the release's and the debug build's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from inspector.chain.finding import Severity
from inspector.clients.nsc.config import ConfigFile, Kind
from inspector.clients.nsc.document import LOOKED_AT, parse_document
from inspector.clients.nsc.element import Element
from inspector.clients.nsc.linting import Linting
from inspector.clients.nsc.manifest import facts_of_manifest, leaves_out, manifest_problems
from inspector.clients.nsc.parse import ROOT, parse_file
from inspector.clients.nsc.rules import debug_rules, release_rules, unheeded
from inspector.clients.rule import PinProblem, RuleSet
from inspector.clients.source import CannotRead, Reading, Source

_START = re.compile(r"<\s*(?:[A-Za-z_][\w.-]*:)?(network-security-config|domain-config)[\s/>]")
_BEFORE = "\ufeff \t\r\n"
_MANIFEST = "../../AndroidManifest.xml"
_MAIN = "../../../main/AndroidManifest.xml"
"""The manifest that those of build types and flavours are merged into."""

_DEBUG = "_debug.xml"


@dataclass(frozen=True, slots=True)
class NscReader:
    """Reads `res/xml/network_security_config.xml` and pieces of it."""

    today: date | None = None
    """The day of the check, for PinSetExpiry; None where it is not known."""

    name = "nsc"
    title = "Network Security Config"

    def recognises(self, source: Source) -> bool:
        """Return whether the text is markup and has an element near its top that only such a file has."""
        text = source.text[:LOOKED_AT]
        return text.lstrip(_BEFORE).startswith("<") and _START.search(text) is not None

    def read(self, source: Source) -> Reading:
        """Return the rules of the release, and those of a debug build where it adds something.

        A `_debug` file beside it gives the debug-overrides where the file itself has none, as on the platform. Raises
        `CannotRead` for text that is no XML, and for XML that holds no such config.
        """
        root, is_fragment = _root(source.text)
        if not is_fragment and root.name != ROOT and not any(child.name in set(Kind) for child in root.children):
            raise CannotRead(
                f"the root element is no <{ROOT}>", "give the whole file, or a <domain-config> out of it", root.line
            )
        file = parse_file(root, Linting(self.today), is_fragment=is_fragment)
        if is_fragment:
            return Reading((release_rules(file),), (_fragment(root),))
        if _is_debug_file(source):
            return Reading(problems=(_debug_only(source),))
        release = release_rules(file)
        debug = _debug_rules(file, source)
        sets: tuple[RuleSet, ...] = (release,) if debug is None else (release, debug)
        stem = _stem(source.name)
        facts = facts_of_manifest(source.beside(_MANIFEST))
        if facts is None:
            return Reading(sets)
        is_named = stem in source.project.configs or _names(source.beside(_MAIN), stem)
        if stem and not is_named and leaves_out(facts, stem):
            sets = tuple(unheeded(rules) for rules in sets)
        return Reading(sets, manifest_problems(facts, stem, is_named=is_named))


def _names(manifest: str | None, stem: str) -> bool:
    """Return whether the text of a manifest names the config file `stem`.xml."""
    facts = facts_of_manifest(manifest)
    return facts is not None and bool(facts.config) and not leaves_out(facts, stem)


def _root(text: str) -> tuple[Element, bool]:
    """Return the element, and whether it is a fragment: domain-configs without the element around them."""
    try:
        root = parse_document(text)
    except CannotRead as error:
        return _loose(text, error), True
    if root.name != Kind.DOMAIN:
        return root, False
    return Element("", ROOT, (), (root,), root.line), True


def _loose(text: str, error: CannotRead) -> Element:
    """Return the file that several domain-configs side by side would make. Raises `error` where they are none."""
    try:
        whole = parse_document(f"<{ROOT}>{text}</{ROOT}>")
    except CannotRead:
        raise error from None
    if not any(child.name == Kind.DOMAIN for child in whole.children):
        raise error
    return whole


def _fragment(root: Element) -> PinProblem:
    title = f"This is a fragment: it pins nothing until it stands inside <{ROOT}> in the app's file."
    hint = (
        "merge it: as a file of its own, or with a <domain> that stands in the file already, it stops the app at start"
    )
    return PinProblem("fragment", Severity.INFO, title, hint, root.line)


def _stem(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].removesuffix(".xml")


def _is_debug_file(source: Source) -> bool:
    """Return whether it is the `_debug` resource of a file beside it."""
    stem = _stem(source.name)
    return stem.endswith("_debug") and source.beside(f"{stem.removesuffix('_debug')}.xml") is not None


def _debug_only(source: Source) -> PinProblem:
    main = f"{_stem(source.name).removesuffix('_debug')}.xml"
    title = f"Of this file only the debug-overrides count, in debug builds, and only where {main} has none itself."
    return PinProblem("debug-file", Severity.INFO, title, f"check {main}: this file is read with it")


def _debug_rules(file: ConfigFile, source: Source) -> RuleSet | None:
    """Return the rules of a debug build, or None where it has nothing of its own.

    The overrides stand in the file or else in the `_debug` file; lines of that one are another file's and dropped.
    """
    if file.debug is not None:
        return debug_rules(file, file.debug)
    stem = _stem(source.name)
    text = source.beside(f"{stem}{_DEBUG}") if stem else None
    if text is None:
        return None
    try:
        other = parse_file(parse_document(text), Linting())
    except CannotRead:
        return None
    debug = other.debug
    if debug is not None:
        anchors = None if debug.anchors is None else tuple(replace(item, line=0) for item in debug.anchors)
        debug = replace(debug, anchors=anchors, problems=_elsewhere(debug.problems), line=0)
    crashes = [problem for problem in other.problems if problem.crash and "base-config" not in problem.title]
    return debug_rules(file, debug, _elsewhere(crashes))


def _elsewhere(problems: Iterable[PinProblem]) -> tuple[PinProblem, ...]:
    return tuple(replace(problem, line=None) for problem in problems)
