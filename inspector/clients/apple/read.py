"""`NSPinnedDomains` as it stands in an Info.plist, with every way in which it does not pin."""

from dataclasses import dataclass

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.apple.identities import read_identities
from inspector.clients.apple.write import CA_LIST, LEAF_LIST
from inspector.clients.following import not_followed
from inspector.clients.host_keys import host_problems
from inspector.clients.literal import Entry, Kind, Literal, last_of_each, lost
from inspector.clients.near import MOST_KEYS, nearest
from inspector.clients.rule import Layers, PinList, PinProblem, PinRule, RuleSet

SECURITY = "NSAppTransportSecurity"
"""The key of an Info.plist below which pins stand."""

DOMAINS = "NSPinnedDomains"
"""The key below it."""

SUBDOMAINS = "NSIncludesSubdomains"
"""The flag of a domain for one more label."""

_KEYS = (SUBDOMAINS, LEAF_LIST, CA_LIST)


@dataclass(frozen=True, slots=True)
class Found:
    """What an Info.plist says about Apple's pins."""

    rules: RuleSet | None
    """The pins that are read; None where there are none."""

    problems: tuple[PinProblem, ...]
    """What stands where it is never read."""


def read_apple(root: Literal) -> Found:
    """Return the rules of an Info.plist (`getNSPinnedIdentitiesForHostName` in Apple's SecPolicy.c)."""
    problems = [*_lost(root, SECURITY), *_misplaced(root)]
    security = root.get(SECURITY)
    if security is None:
        return Found(None, tuple(problems))
    if security.kind is Kind.UNKNOWN:
        return Found(None, (*problems, not_followed(SECURITY, security)))
    if security.kind is not Kind.DICTIONARY:
        problems.append(_wrong_kind(SECURITY, security, Kind.DICTIONARY))
        return Found(None, tuple(problems))
    entry = next((entry for entry in reversed(security.entries) if entry.key == DOMAINS), None)
    if entry is None:
        return Found(None, tuple(problems))
    if entry.value.kind is Kind.UNKNOWN:
        return Found(None, (*problems, not_followed(DOMAINS, entry.value)))
    if entry.value.kind is not Kind.DICTIONARY:
        problems.append(_wrong_kind(DOMAINS, entry.value, Kind.DICTIONARY))
        return Found(None, tuple(problems))
    own = [*_lost(security, DOMAINS), *_lost(entry.value)]
    if not entry.value.entries:
        title = "NSPinnedDomains is empty, so nothing is pinned."
        own.append(PinProblem("no-pinned-domains", Severity.ERROR, title, "Add a domain.", entry.line))
    rules = tuple(rule for item in last_of_each(entry.value) if (rule := _rule(item, own)) is not None)
    return Found(RuleSet("apple", rules, problems=tuple(own), line=entry.line), tuple(problems))


def _rule(entry: Entry, outside: list[PinProblem]) -> PinRule | None:
    """Return the rule of one domain; what is no dictionary is passed over, and said among the problems `outside`."""
    domain = entry.value
    if not entry.known or domain.kind is Kind.UNKNOWN:
        outside.append(not_followed(f"The domain {visible(entry.key, 80)}", domain, entry.line))
        return None
    if domain.kind is not Kind.DICTIONARY:
        outside.append(_wrong_kind(entry.key, domain, Kind.DICTIONARY, "it is passed over and does not pin"))
        return None
    problems = [*host_problems(entry.key, entry.line, DOMAINS, ignores_case=True), *_lost(domain)]
    subdomains = _subdomains(domain, problems)
    problems += _unknown_keys(domain)
    lists: list[PinList] = []
    for key, layers in ((LEAF_LIST, Layers.LEAF), (CA_LIST, Layers.ABOVE_LEAF)):
        value = domain.get(key)
        if value is not None:
            group, found = read_identities(key, value, layers)
            lists.append(group)
            problems += found
    problems += _list_problems(entry, tuple(lists))
    return PinRule(
        "apple", visible(entry.key, 300), tuple(lists), subdomains, problems=tuple(problems), line=entry.line
    )


def _subdomains(domain: Literal, problems: list[PinProblem]) -> bool:
    value = domain.get(SUBDOMAINS)
    if value is None:
        return False
    if value.kind is Kind.BOOLEAN:
        if value.truth:
            title = "Subdomains are one label here: names with two more labels are not pinned."
            problems.append(PinProblem("one-label-only", Severity.INFO, title, "Add entries for them.", value.line))
        return value.truth
    if value.kind is Kind.UNKNOWN:
        problems.append(not_followed(SUBDOMAINS, value))
        return False
    title = f"{SUBDOMAINS} is {value.kind} and no boolean, so it is taken as absent."
    severity = Severity.ERROR if value.text.strip().lower() in ("yes", "true", "1") else Severity.WARNING
    problems.append(PinProblem("boolean-as-text", severity, title, "Write <true/> or <false/>.", value.line))
    return False


def _unknown_keys(domain: Literal) -> list[PinProblem]:
    found = []
    for entry in domain.entries[:MOST_KEYS]:
        if entry.key in _KEYS:
            continue
        if not entry.known:
            found.append(not_followed(f"The key {visible(entry.key, 60)}", entry.value, entry.line))
            continue
        meant = nearest(entry.key, _KEYS)
        shown = visible(entry.key, 60)
        if meant:
            title = f"The key {shown} is not read: it is not written as {meant}."
            found.append(PinProblem("misspelt-key", Severity.ERROR, title, f"Write {meant}.", entry.line))
        else:
            title = f"The key {shown} means nothing in {DOMAINS}."
            found.append(PinProblem("unknown-key", Severity.WARNING, title, "Remove it.", entry.line))
    return found


def _list_problems(entry: Entry, lists: tuple[PinList, ...]) -> list[PinProblem]:
    """Return what is wrong with the lists together."""
    host = visible(entry.key, 80)
    if not lists:
        title = f"{host} has neither {LEAF_LIST} nor {CA_LIST}, so it is not pinned."
        return [PinProblem("no-identities", Severity.ERROR, title, "Add one of the lists.", entry.line)]
    pins = [{written.pin for written in group.pins if written.pin is not None} for group in lists]
    if len(lists) == 1:
        if len(pins[0]) == 1:
            title = f"{host} has one pin: when that key goes, every connection fails."
            hint = "Add the pin of a backup key to the same list."
            return [PinProblem("MissingBackupPin", Severity.WARNING, title, hint, entry.line)]
        return []
    if pins[0] == pins[1]:
        title = f"Both lists of {host} hold the same pins, so no connection can meet both."
        hint = "Keep the leaf list for the leaf's pin, or the CA list for pins above it."
        return [PinProblem("same-pins-in-both-lists", Severity.ERROR, title, hint, entry.line)]
    title = f"Both lists of {host} must be met: they are no alternatives."
    return [PinProblem("both-lists", Severity.WARNING, title, "Keep one list if either was meant.", entry.line)]


def _lost(dictionary: Literal, key: str = "") -> list[PinProblem]:
    """Return a problem for each entry that a later one of the same key replaces; `key` limits them to one key."""
    found = []
    for entry in lost(dictionary):
        if key not in ("", entry.key):
            continue
        title = f"The key {visible(entry.key, 60)} stands again below, so what stands here is dropped without a word."
        found.append(PinProblem("duplicate-key", Severity.ERROR, title, "Merge the two.", entry.line))
    return found


def _misplaced(root: Literal) -> list[PinProblem]:
    """Return a problem for each `NSPinnedDomains`, and each list, that stands where nobody looks."""
    found = []
    for way, entry in root.walk():
        if entry.key == DOMAINS and way != (SECURITY,):
            where = f"below {visible(way[-1], 60)}" if way else "at the top"
            title = f"{DOMAINS} stands {where}, where it is never read: nothing is pinned."
        elif entry.key in (LEAF_LIST, CA_LIST) and (len(way) < 2 or way[-2] != DOMAINS):
            where = f"below {visible(way[-1], 60)}" if way else "at the top"
            title = f"{entry.key} stands {where}, where it is never read: nothing is pinned."
        else:
            continue
        hint = f"Put it into {DOMAINS} directly below {SECURITY}."
        found.append(PinProblem("misplaced-pins", Severity.ERROR, title, hint, entry.line))
    return found


def _wrong_kind(key: str, value: Literal, wanted: Kind, end: str = "it is not read") -> PinProblem:
    title = f"{visible(key, 60)} is {value.kind} and not {wanted}, so {end}."
    return PinProblem("wrong-kind", Severity.ERROR, title, f"Make it {wanted}.", value.line)
