"""The version of OkHttp that a build file states in so many words, and rules for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.okhttp.epoch import epoch_of
from inspector.clients.okhttp.judge import Thrown, build
from inspector.clients.rule import PinProblem, RuleSet
from inspector.clients.source import Source, Stated

_GROUP = r"com\.squareup\.okhttp3"
_ARTIFACT = r"okhttp(?:-bom|-jvm|-android)?"
_NUMBER = r"(\d{1,4}\.\d{1,4}[A-Za-z0-9.\-]{0,30})"
_GRADLE = (
    re.compile(rf"[\"']{_GROUP}:{_ARTIFACT}:{_NUMBER}(?:@\w+|!!)?[\"']"),
    re.compile(
        rf"group\s*[:=]\s*[\"']{_GROUP}[\"']\s*,\s*name\s*[:=]\s*[\"']{_ARTIFACT}[\"']\s*,"
        rf"\s*version\s*[:=]\s*[\"']{_NUMBER}[\"']"
    ),
)
_POM = re.compile(
    rf"<groupId>\s*{_GROUP}\s*</groupId>\s*<artifactId>\s*{_ARTIFACT}\s*</artifactId>\s*"
    r"<version>\s*(?:" + _NUMBER + r"|\$\{([\w.\-]{1,80})\})\s*</version>"
)
_MODULE = re.compile(rf"[\"']{_GROUP}:{_ARTIFACT}[\"']|[\"']{_GROUP}[\"']\s*,\s*name\s*=\s*[\"']{_ARTIFACT}[\"']")
_DIRECT = re.compile(rf"\bversion\s*=\s*(?:\{{\s*strictly\s*=\s*)?[\"']{_NUMBER}[\"']")
_REFERRED = re.compile(r"\bversion\s*(?:\.\s*ref\s*=\s*|=\s*\{\s*ref\s*=\s*)[\"']([\w.\-]{1,80})[\"']")
_COMMENTS = {
    ".xml": re.compile(r"<!--.*?-->", re.DOTALL),
    ".toml": re.compile(r"^[ \t]*#[^\n]*", re.MULTILINE),
    "": re.compile(r"/\*.*?\*/|(?<![:\"'\w])//[^\n]*", re.DOTALL),
}
_LONGEST = 500_000
_MOST = 20
"""Statements that are taken of one file."""


def is_build_file(name: str) -> bool:
    """Return whether a file of this name states versions: Gradle's scripts and catalogs, and Maven's pom.xml."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    return base == "pom.xml" or base.endswith((".gradle", ".gradle.kts", ".versions.toml"))


def stated_versions(source: Source) -> tuple[Stated, ...]:
    """Return the versions of OkHttp, or of its bill of materials, that a build file states literally.

    Of a property of the same pom and a reference within the same catalog the value is taken; variables of scripts,
    ranges and what other libraries bring are not followed.
    """
    text = source.text[:_LONGEST]
    ending = next((ending for ending in (".xml", ".toml") if source.name.lower().endswith(ending)), "")
    text = _COMMENTS[ending].sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    found = {".xml": _of_pom, ".toml": _of_catalog, "": _of_script}[ending](text)
    stated = (Stated(version, f"{source.name}:{text.count(chr(10), 0, at) + 1}") for at, version in found)
    return tuple(item for item, _ in zip(stated, range(_MOST), strict=False))


def _of_script(text: str) -> Iterator[tuple[int, str]]:
    for pattern in _GRADLE:
        for found in pattern.finditer(text):
            yield found.start(), found[1]


def _of_pom(text: str) -> Iterator[tuple[int, str]]:
    for found in _POM.finditer(text):
        name = re.escape(found[2] or "")
        value = re.search(rf"<{name}>\s*{_NUMBER}\s*</{name}>", text) if name else None
        version = value[1] if value is not None else found[1]
        if version is not None:
            yield found.start(), version


def _of_catalog(text: str) -> Iterator[tuple[int, str]]:
    yield from _of_script(text)
    at = 0
    for line in text.split("\n"):
        if _MODULE.search(line):
            direct, referred = _DIRECT.search(line), _REFERRED.search(line)
            version = direct[1] if direct is not None else None
            if referred is not None:
                name = re.escape(referred[1])
                value = re.search(
                    rf"^[ \t]*[\"']?{name}[\"']?\s*=\s*(?:\{{\s*strictly\s*=\s*)?[\"']{_NUMBER}[\"']",
                    text,
                    re.MULTILINE,
                )
                version = value[1] if value is not None else None
            if version is not None:
                yield at, version
        at += len(line) + 1


def for_versions(sets: Iterable[RuleSet], stated: Iterable[Stated]) -> tuple[RuleSet, ...]:
    """Return the sets of OkHttp 3 and later once for each behaviour that the stated versions have; others as they are.

    Which versions those are, and where they stand, is among the problems of a set.
    """
    ordered = sorted(stated, key=lambda item: epoch_of(item.version))
    alike = [tuple(group) for _, group in groupby(ordered, key=lambda item: epoch_of(item.version))]
    made: list[RuleSet] = []
    for rules in sets:
        if rules.client != "okhttp" or rules.version or not alike:
            made.append(rules)
            continue
        made += (_judged_as(rules, group, several=len(alike) > 1) for group in alike)
    return tuple(made)


def _judged_as(rules: RuleSet, group: tuple[Stated, ...], *, several: bool) -> RuleSet:
    version = visible(group[0].version, 40)
    places = ", ".join(dict.fromkeys(item.where for item in group[:3])) + (" and elsewhere" if len(group) > 3 else "")
    more = " Other files of the project state others, and each is judged." if several else ""
    title = f"The rules are judged as OkHttp {version} has them: {places}.{more}"
    hint = "Another library may bring a newer one: the build's list of dependencies tells which one is shipped."
    problem = PinProblem("stated-version", Severity.WARNING if several else Severity.INFO, title, hint)
    kept = replace(rules, version=version)
    if not isinstance(build(kept), Thrown):
        kept = replace(
            kept,
            rules=tuple(replace(rule, problems=_without_crashes(rule.problems)) for rule in kept.rules),
            problems=_without_crashes(kept.problems),
        )
    return replace(kept, problems=(problem, *kept.problems))


def _without_crashes(problems: Iterable[PinProblem]) -> tuple[PinProblem, ...]:
    return tuple(problem for problem in problems if not problem.crash)
