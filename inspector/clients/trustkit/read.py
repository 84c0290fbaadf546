"""A TrustKit configuration as it stands in a file, whatever the language, with what it does wrong."""

from datetime import date

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.following import not_followed
from inspector.clients.host_keys import host_problems
from inspector.clients.literal import Entry, Kind, Literal, last_of_each
from inspector.clients.near import MOST_KEYS
from inspector.clients.rule import PinList, PinProblem, PinRule, RuleSet
from inspector.clients.trustkit.judge import checked
from inspector.clients.trustkit.keys import (
    ALGORITHMS,
    DOMAIN_KEYS,
    ENFORCE,
    EXCLUDE,
    EXPIRATION,
    GLOBAL_KEYS,
    HASHES,
    NO_DEFAULT_REPORT,
    PINNED_DOMAINS,
    SUBDOMAINS,
    meant_key,
    says_yes,
)
from inspector.clients.trustkit.values import read_day, read_hashes

_FALSE = Literal(Kind.BOOLEAN, None)
_TRUE = Literal(Kind.BOOLEAN, None, truth=True)


def read_config(root: Literal, line: int | None, today: date | None = None) -> RuleSet:
    """Return the rules of the configuration `root` (`parseTrustKitConfiguration` in parse_configuration.m).

    What cannot be followed is said: a domain whose pins are not known is left out of the rules. What is over on
    `today` is said too, and nothing is where that is None.
    """
    problems = _unknown_keys(root, GLOBAL_KEYS)
    domains = root.get(PINNED_DOMAINS)
    if domains is not None and domains.kind is Kind.UNKNOWN:
        problems.append(not_followed("The pinned domains", domains))
        return RuleSet("trustkit", (), problems=tuple(problems), line=line)
    if domains is None or domains.kind is not Kind.DICTIONARY or not domains.entries:
        title = f"{PINNED_DOMAINS} holds no domain, so TrustKit stops the app at start."
        problems.append(
            PinProblem("no-pinned-domains", Severity.ERROR, title, "Add a domain with two pins.", line, crash=True)
        )
        return RuleSet("trustkit", (), problems=tuple(problems), line=line)
    rules = tuple(rule for entry in last_of_each(domains) if (rule := _rule(entry, problems, today)) is not None)
    return checked(RuleSet("trustkit", rules, problems=tuple(problems), line=line))


def _rule(entry: Entry, outside: list[PinProblem], today: date | None) -> PinRule | None:
    domain = entry.value
    if not entry.known or domain.kind is Kind.UNKNOWN:
        outside.append(not_followed(f"The domain {visible(entry.key, 80)}", domain, entry.line))
        return None
    if domain.kind is not Kind.DICTIONARY:
        title = f"{visible(entry.key, 80)} is {domain.kind} and no dictionary, so TrustKit stops the app at start."
        outside.append(PinProblem("wrong-kind", Severity.ERROR, title, "Make it a dictionary.", entry.line, crash=True))
        return None
    problems = [*host_problems(entry.key, entry.line, "TrustKit", ignores_case=False)]
    problems += _unknown_keys(domain, DOMAIN_KEYS)
    if domain.get(EXCLUDE) is not None:
        return _excluded(entry, domain, problems)
    hashes = domain.get(HASHES)
    if hashes is not None and hashes.kind is Kind.UNKNOWN:
        outside.append(not_followed(f"The pins of {visible(entry.key, 80)}", hashes, entry.line))
        return None
    pins, found = read_hashes(hashes, entry.line)
    problems += found
    enforced = says_yes(domain.get(ENFORCE) or _TRUE)
    if not enforced:
        title = f"{ENFORCE} is off: a mismatch is reported, and every connection stands."
        problems.append(PinProblem("not-enforced", Severity.WARNING, title, "Switch it on for a release.", entry.line))
    expires, found = read_day(domain.get(EXPIRATION), today)
    problems += found
    problems += _reports(entry, domain)
    subdomains = says_yes(domain.get(SUBDOMAINS) or _FALSE)
    return PinRule(
        *("trustkit", visible(entry.key, 300), (PinList(pins),), subdomains, expires, enforced),
        problems=tuple(problems),
        line=entry.line,
    )


def _excluded(entry: Entry, domain: Literal, problems: list[PinProblem]) -> PinRule:
    """Return the rule of a domain that is taken out of its parent's: the key is enough, whatever its value."""
    if len(domain.entries) > 1:
        title = f"{visible(entry.key, 80)} is excluded and has other keys beside that, so TrustKit stops the app."
        hint = f"Leave {EXCLUDE} alone in it."
        problems.append(PinProblem("exclusion-with-keys", Severity.ERROR, title, hint, entry.line, crash=True))
    pattern = visible(entry.key, 300)
    return PinRule("trustkit", pattern, (), excluded=True, problems=tuple(problems), line=entry.line)


def _reports(entry: Entry, domain: Literal) -> list[PinProblem]:
    if says_yes(domain.get(NO_DEFAULT_REPORT) or _FALSE):
        return []
    title = f"Mismatches at {visible(entry.key, 80)} are reported to TrustKit's makers."
    hint = f"Set {NO_DEFAULT_REPORT} to true where that is not meant."
    return [PinProblem("default-report-uri", Severity.INFO, title, hint, entry.line)]


def _unknown_keys(dictionary: Literal, known: tuple[str, ...]) -> list[PinProblem]:
    found = []
    for entry in dictionary.entries[:MOST_KEYS]:
        shown = visible(entry.key, 60)
        if not entry.known:
            found.append(not_followed(f"The key {shown}", entry.value, entry.line))
        elif entry.key == ALGORITHMS:
            title = f"{ALGORITHMS} is obsolete since TrustKit 1.6."
            found.append(PinProblem("obsolete-key", Severity.INFO, title, "Remove it.", entry.line))
        elif entry.key not in known:
            meant = meant_key(entry.key, known)
            if meant:
                title, hint = f"The key {shown} is not read: it is not written as {meant}.", f"Write {meant}."
                found.append(PinProblem("misspelt-key", Severity.ERROR, title, hint, entry.line))
            else:
                title = f"The key {shown} means nothing to TrustKit."
                found.append(PinProblem("unknown-key", Severity.WARNING, title, "Remove it.", entry.line))
    return found
