"""AndroidManifest.xml to the rules of the config file that it names."""

import re
from dataclasses import dataclass, replace
from datetime import date

from inspector.chain.finding import Severity
from inspector.clients.nsc.crash import quoted
from inspector.clients.nsc.document import LOOKED_AT, parse_document
from inspector.clients.nsc.manifest import Facts, manifest_problems, read_facts, resource_name
from inspector.clients.nsc.reader import NscReader
from inspector.clients.rule import PinList, PinProblem, PinRule, RuleSet
from inspector.clients.source import CannotRead, Reading, Source

_START = re.compile(r"<\s*manifest\s")


@dataclass(frozen=True, slots=True)
class ManifestReader:
    """Reads AndroidManifest.xml and the network security config beside it."""

    today: date | None = None
    """The day of the check, for PinSetExpiry; None where it is not known."""

    name = "manifest"
    title = "Android manifest"

    def recognises(self, source: Source) -> bool:
        """Return whether the text begins an Android manifest."""
        text = source.text[:LOOKED_AT]
        return (
            text.lstrip("\ufeff \t\r\n").startswith("<")
            and _START.search(text) is not None
            and "schemas.android.com/apk/res/android" in text
        )

    def read(self, source: Source) -> Reading:
        """Return the rules of `res/xml/NAME.xml` that the manifest names, without lines: they are another file's.

        Raises `CannotRead` for text that is no XML, and for XML that is no manifest.
        """
        root = parse_document(source.text)
        if root.name != "manifest":
            raise CannotRead("the root element is no <manifest>", "give the app's AndroidManifest.xml", root.line)
        facts = read_facts(root)
        if facts is None:
            return Reading()
        if facts.config is None:
            return _unnamed(facts, source)
        name = resource_name(facts.config)
        if name is None:
            raise CannotRead(
                f"android:networkSecurityConfig is “{quoted(facts.config)}”, which names no XML resource",
                "write @xml/ and the file's name without .xml",
                facts.lines.application,
            )
        path = f"res/xml/{name}.xml"
        text = source.beside(path)
        told = manifest_problems(facts, name, is_named=True)
        if text is None:
            title = f"The manifest names {path}, which is not beside it."
            hint = "check that file too; it may lie in another module or build type"
            missing = PinProblem("config-not-found", Severity.WARNING, title, hint, facts.lines.application)
            return Reading(problems=(*told, missing))
        folder = path.rpartition("/")[0]
        inner = Source(path, text, lambda other: None if other.startswith("..") else source.beside(f"{folder}/{other}"))
        reading = NscReader(self.today).read(inner)
        sets = tuple(_without_lines(item) for item in reading.sets)
        return Reading(sets, (*told, *_moved(reading.problems)))


def _unnamed(facts: Facts, source: Source) -> Reading:
    """Return that no file is named, which matters only where one lies there."""
    stem = "network_security_config"
    has_one = source.beside(f"res/xml/{stem}.xml") is not None
    is_named = stem in source.project.configs
    return Reading(problems=manifest_problems(facts, stem, is_named=is_named) if has_one else ())


def _without_lines(rules: RuleSet) -> RuleSet:
    inner = tuple(_rule_without_lines(rule) for rule in rules.rules)
    return replace(rules, rules=inner, problems=_moved(rules.problems), line=None)


def _rule_without_lines(rule: PinRule) -> PinRule:
    lists = tuple(PinList(tuple(replace(pin, line=None) for pin in group.pins), group.layers) for group in rule.lists)
    return replace(rule, lists=lists, problems=_moved(rule.problems), line=None)


def _moved(problems: tuple[PinProblem, ...]) -> tuple[PinProblem, ...]:
    return tuple(replace(problem, line=None) for problem in problems)
