"""What a Network Security Config says, element by element, before anything is inherited."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspector.clients.nsc.element import Element
from inspector.clients.rule import PinProblem, WrittenPin


class Kind(StrEnum):
    """Which element a config stands in."""

    BASE = "base-config"
    DOMAIN = "domain-config"
    DEBUG = "debug-overrides"


@dataclass(frozen=True, slots=True)
class Domain:
    """One `<domain>`."""

    name: str
    """Trimmed and in lower case, untrusted."""

    subdomains: bool
    """What the platform reads as includeSubdomains."""

    line: int
    """Where it stands."""

    problems: tuple[PinProblem, ...] = ()
    """What is wrong with it."""


@dataclass(frozen=True, slots=True)
class Pins:
    """One `<pin-set>`."""

    pins: tuple[WrittenPin, ...]
    """In their order; may be empty."""

    expires: date | None
    """The day that the platform reads; None for never, and where it throws."""

    line: int
    """Where it stands."""

    problems: tuple[PinProblem, ...] = ()
    """What is wrong with it and its pins."""


@dataclass(frozen=True, slots=True)
class AnchorSource:
    """One `<certificates>`: where trust anchors come from."""

    name: str
    """`system`, `user`, `wfa` or a resource, visible text."""

    overrides: bool
    """Whether its anchors pass the pins over."""

    line: int
    """Where it stands."""


@dataclass(frozen=True, slots=True)
class Config:
    """One `<base-config>`, `<domain-config>` or `<debug-overrides>`."""

    kind: Kind
    """Which one."""

    domains: tuple[Domain, ...]
    """In their order; empty but in a domain-config."""

    pins: Pins | None
    """Its own pin set; None where it inherits one."""

    anchors: tuple[AnchorSource, ...] | None
    """Its own trust anchors; None where it inherits them."""

    children: "tuple[Config, ...]"
    """Nested domain-configs."""

    problems: tuple[PinProblem, ...]
    """What is wrong with its own structure."""

    line: int
    """Where it stands."""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A whole file."""

    root: Element
    """Its element, for lint."""

    base: Config | None
    """The base-config; None where there is none."""

    configs: tuple[Config, ...]
    """The domain-configs at the top, in their order."""

    debug: Config | None
    """The debug-overrides, which only a debuggable build reads; None where there are none."""

    problems: tuple[PinProblem, ...]
    """What is wrong with the whole."""

    is_fragment: bool = False
    """Whether it is domain-configs alone, to be merged into a file."""
