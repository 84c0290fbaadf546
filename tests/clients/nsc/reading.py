"""Short ways to write a config and to read it."""

from collections.abc import Mapping
from datetime import date

from inspector.chain.pin import Pin
from inspector.clients.nsc.reader import NscReader
from inspector.clients.rule import PinProblem, PinRule, RuleSet
from inspector.clients.source import Reading, Source

TODAY = date(2026, 11, 24)
ONE, TWO = Pin.of(b"one"), Pin.of(b"two")


def pin(text: str = ONE.base64) -> str:
    """Return a pin element."""
    return f'<pin digest="SHA-256">{text}</pin>'


BOTH = pin() + pin(TWO.base64)


def domain(name: str = "a.test", below: str = "true") -> str:
    """Return a domain element."""
    return f'<domain includeSubdomains="{below}">{name}</domain>'


def config(inner: str, attributes: str = "") -> str:
    """Return a whole file with one domain-config."""
    return f"<network-security-config><domain-config{attributes}>{inner}</domain-config></network-security-config>"


def pinned(inner: str = BOTH, attributes: str = "", name: str = "a.test") -> str:
    """Return a whole file that pins one domain."""
    return config(f"{domain(name)}<pin-set{attributes}>{inner}</pin-set>")


def read(text: str, beside: Mapping[str, str] | None = None, name: str = "res/xml/nsc.xml") -> Reading:
    """Return the reading on a fixed day."""
    files = beside or {}
    return NscReader(TODAY).read(Source(name, text, files.get))


def release(text: str) -> RuleSet:
    """Return the rules of the release."""
    return read(text).sets[0]


def problems(rules: RuleSet) -> list[PinProblem]:
    """Return the problems of the whole and of every rule."""
    return [*rules.problems, *(problem for rule in rules.rules for problem in rule.problems)]


def codes(text: str) -> list[str]:
    """Return the codes of what is wrong with a file's release."""
    return [problem.code for problem in problems(release(text))]


def only_rule(text: str) -> PinRule:
    """Return the one rule of the release."""
    (rule,) = release(text).rules
    return rule
