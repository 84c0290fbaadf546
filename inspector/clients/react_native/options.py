"""The options of `initializeSslPinning`, as iOS and Android take them."""

from dataclasses import replace
from datetime import date

from inspector.chain.finding import Severity
from inspector.chain.pin import DIGEST_BYTES, Pin
from inspector.chain.text import visible
from inspector.clients.following import not_followed
from inspector.clients.host_keys import host_problems
from inspector.clients.literal import Entry, Kind, Literal, last_of_each
from inspector.clients.near import MOST_KEYS, nearest
from inspector.clients.okhttp.pins import decode_base64
from inspector.clients.react_native.judge import ANDROID, IOS, REJECTS
from inspector.clients.rule import RAW_LIMIT, PinList, PinProblem, PinRule, RuleSet, WrittenPin
from inspector.clients.spelling import UNFOLLOWED, duplicate_pins, strict_base64, written_pin
from inspector.clients.trustkit.judge import checked
from inspector.clients.trustkit.values import read_day

HASHES = "publicKeyHashes"
SUBDOMAINS = "includeSubdomains"
EXPIRATION = "expirationDate"
_KEYS = (HASHES, SUBDOMAINS, EXPIRATION)
_IOS_ALONE = ("wildcard-host", "upper-case-host", "unicode-host")
"""What OkHttp understands all the same."""

_REJECTED = "so initializeSslPinning rejects and nothing is pinned"


def read_options(options: Literal, line: int, today: date | None = None) -> tuple[RuleSet, ...]:
    """Return the rules for iOS and those for Android of the call at `line` (the module's types.ts and native parts)."""
    problems: list[PinProblem] = []
    if options.kind is not Kind.DICTIONARY:
        problems.append(not_followed("The options", options, line))
        return tuple(
            RuleSet("react-native", (), problems=tuple(problems), line=line, platform=one) for one in (IOS, ANDROID)
        )
    rules = [rule for entry in last_of_each(options) if (rule := _rule(entry, problems, today)) is not None]
    if not options.entries:
        title = f"The options hold no host, {REJECTS}."
        problems.append(PinProblem("no-pinned-domains", Severity.ERROR, title, "Add a host with two pins.", line))
    whole = RuleSet("react-native", tuple(rules), problems=tuple(problems), line=line, platform=IOS)
    ios = checked(whole, REJECTS)
    android = replace(whole, rules=tuple(map(_for_android, rules)), platform=ANDROID)
    return ios, android


def _rule(entry: Entry, outside: list[PinProblem], today: date | None) -> PinRule | None:
    """Return the rule of one host as iOS has it."""
    host, shown = entry.value, visible(entry.key, 80)
    if not entry.known or host.kind is not Kind.DICTIONARY:
        outside.append(not_followed(f"The entry {shown}", host, entry.line))
        return None
    problems = [*host_problems(entry.key, entry.line, "The module", ignores_case=False), *_unknown_keys(host)]
    hashes = host.get(HASHES)
    if hashes is not None and hashes.kind is Kind.UNKNOWN:
        outside.append(not_followed(f"The pins of {shown}", hashes, entry.line))
        return None
    pins = _pins(hashes, problems)
    subdomains = host.get(SUBDOMAINS)
    if subdomains is not None and subdomains.kind is Kind.UNKNOWN:
        problems.append(not_followed(f"{SUBDOMAINS} of {shown}", subdomains, entry.line))
    expires = _day(host.get(EXPIRATION), problems, today)
    is_wide = subdomains is not None and subdomains.truth
    pattern = visible(entry.key, 300)
    return PinRule(
        "react-native", pattern, (PinList(pins),), is_wide, expires, problems=tuple(problems), line=entry.line
    )


def _pins(hashes: Literal | None, problems: list[PinProblem]) -> tuple[WrittenPin, ...]:
    if hashes is None:
        return ()
    items = hashes.items
    if hashes.kind is not Kind.ARRAY:
        title = f"{HASHES} is {hashes.kind} and no array, {_REJECTED}."
        problems.append(PinProblem("wrong-kind", Severity.ERROR, title, "Make it an array.", hashes.line, crash=True))
        items = ()
    pins: list[WrittenPin] = []
    for item in items:
        if item.kind is not Kind.TEXT:
            problems.append(not_followed("A pin", item))
            pins.append(WrittenPin(visible(item.text, RAW_LIMIT), None, UNFOLLOWED, item.line))
            continue
        decoded = strict_base64(item.text)
        pin = Pin(decoded) if decoded is not None and len(decoded) == DIGEST_BYTES else None
        written, found = written_pin(item.text, pin, item.line)
        pins.append(written)
        problems += found
    problems += duplicate_pins(tuple(pins))
    return tuple(pins)


def _day(value: Literal | None, problems: list[PinProblem], today: date | None) -> date | None:
    day, found = read_day(value, today)
    for problem in found:
        if problem.code in ("unreadable-date", "wrong-kind"):
            title = "The expiry is no date: on iOS the pins never expire, and on Android initializeSslPinning rejects."
            hint = "Write it as '2027-06-30'."
            problems.append(PinProblem("unreadable-date", Severity.ERROR, title, hint, problem.line))
        else:
            problems.append(problem)
    return day


def _for_android(rule: PinRule) -> PinRule:
    """Return the rule as OkHttp gets it: wildcards and prefixes (SslPublicKeyPinningModule.java)."""
    pins = []
    for written in rule.pins:
        decoded = decode_base64(written.raw)
        pin = Pin(decoded) if decoded is not None and len(decoded) == DIGEST_BYTES else None
        if written.problem == UNFOLLOWED:
            pins.append(written)
        else:
            pins.append(replace(written, raw=f"sha256/{written.raw}", pin=pin, problem="" if pin else written.problem))
    problems = tuple(
        replace(problem, crash=True) if problem.code == "unreadable-date" else problem
        for problem in rule.problems
        if problem.code not in _IOS_ALONE
    )
    pattern = f"**.{rule.pattern}" if rule.subdomains else rule.pattern
    return replace(rule, pattern=pattern, lists=(PinList(tuple(pins)),), subdomains=False, problems=problems)


def _unknown_keys(host: Literal) -> list[PinProblem]:
    found = []
    for entry in host.entries[:MOST_KEYS]:
        shown = visible(entry.key, 60)
        if not entry.known:
            found.append(not_followed(f"The option {shown}", entry.value, entry.line))
        elif entry.key not in _KEYS:
            meant = nearest(entry.key, _KEYS)
            title = f"The option {shown} is not read: it is not written as {meant}." if meant else ""
            code = "misspelt-key" if meant else "unknown-key"
            severity = Severity.ERROR if meant else Severity.WARNING
            hint = f"Write {meant}." if meant else "Remove it."
            found.append(PinProblem(code, severity, title or f"The option {shown} means nothing.", hint, entry.line))
    return found
