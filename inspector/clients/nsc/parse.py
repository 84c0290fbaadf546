"""Elements to configs, step by step as the platform's XmlConfigSource does; what throws there is a problem here."""

from inspector.clients.nsc.anchors import parse_anchors
from inspector.clients.nsc.config import Config, ConfigFile, Domain, Kind
from inspector.clients.nsc.crash import crash, quoted
from inspector.clients.nsc.element import Element, Text
from inspector.clients.nsc.lint_config import lint_config
from inspector.clients.nsc.lint_domain import lint_domain
from inspector.clients.nsc.linting import Linting
from inspector.clients.nsc.pins import parse_pins
from inspector.clients.nsc.unknown import unknown_parts
from inspector.clients.nsc.value import read_boolean

ROOT = "network-security-config"


def parse_file(root: Element, linting: Linting, *, is_fragment: bool = False) -> ConfigFile:
    """Return what the file says; unknown elements are passed over at every level, as the platform does.

    With `is_fragment`, `root` holds what is to be merged into a file.
    """
    inner = linting.inside(root)
    problems = [*unknown_parts(root, inner)] if root.name == ROOT else []
    base: Config | None = None
    debug: Config | None = None
    configs: list[Config] = []
    seen: dict[str, int] = {}
    if root.name != ROOT and not is_fragment:
        problems.append(crash(f"Unexpected start tag: found {quoted(root.name)}, expected {ROOT}", root.line))
    for child in root.children:
        match child.name:
            case Kind.BASE:
                if base is not None:
                    problems.append(crash("Only one base-config allowed", child.line))
                    continue
                base = _config(child, Kind.BASE, seen, inner)
            case Kind.DOMAIN:
                configs.append(_config(child, Kind.DOMAIN, seen, inner))
            case Kind.DEBUG:
                if debug is not None:
                    problems.append(crash("Only one debug-overrides allowed", child.line))
                    continue
                debug = _config(child, Kind.DEBUG, {}, inner)
            case _:
                pass
    return ConfigFile(root, base, tuple(configs), debug, tuple(problems), is_fragment)


def _config(element: Element, kind: Kind, seen: dict[str, int], linting: Linting) -> Config:
    inner = linting.inside(element)
    problems = [*lint_config(element, kind, linting)]
    domains: list[Domain] = []
    children: list[Config] = []
    pins = anchors = None
    for child in element.children:
        match child.name:
            case "domain":
                if kind is Kind.DOMAIN:
                    domains.append(_domain(child, seen, inner))
                else:
                    problems.append(crash(f"domain element not allowed in {kind}", child.line))
            case "trust-anchors":
                if anchors is None:
                    anchors, found = parse_anchors(child, overrides=kind is Kind.DEBUG)
                    problems += found
                else:
                    problems.append(crash("Multiple trust-anchor elements not allowed", child.line))
            case "pin-set":
                if kind is not Kind.DOMAIN:
                    problems.append(crash(f"pin-set element not allowed in {kind}", child.line))
                elif pins is None:
                    pins = parse_pins(child, inner)
                else:
                    problems.append(crash("Multiple pin-set elements not allowed", child.line))
            case Kind.DOMAIN:
                if kind is Kind.DOMAIN:
                    children.append(_config(child, kind, seen, inner))
                else:
                    problems.append(crash(f"Nested domain-config not allowed in {kind}", child.line))
            case "certificateTransparency" if kind is Kind.DEBUG:
                hint = "from Android 16 on a debug build stops at start; earlier ones pass it over"
                problems.append(crash(f"{child.name} not allowed in {kind}", child.line, hint))
            case _:
                pass
    if kind is Kind.DOMAIN and not domains:
        problems.append(crash("No domain elements in domain-config", element.line))
    return Config(kind, tuple(domains), pins, anchors, tuple(children), tuple(problems), element.line)


def _domain(element: Element, seen: dict[str, int], linting: Linting) -> Domain:
    below = read_boolean(element.get("includeSubdomains"), default=False)
    match element.events:
        case (Text(value), *more):
            name = trimmed(value).lower()
        case _:
            return Domain("", below, element.line, (crash("Domain name missing", element.line),))
    problems = lint_domain(element, name, linting)
    if more:
        hint = "write the name alone: no comment and no element may stand in the middle of it"
        problem = crash("domain contains additional elements", element.line, hint)
        return Domain(name, below, element.line, (problem, *problems))
    if name in seen:
        hint = f"it stands on line {seen[name]}: merge the two"
        problem = crash(f"{quoted(name)} has already been specified", element.line, hint)
        return Domain(name, below, element.line, (problem, *problems))
    seen[name] = element.line
    return Domain(name, below, element.line, problems)


def trimmed(text: str) -> str:
    """Return `text` without what Java's `String.trim` takes off: everything up to the space."""
    return text.strip("".join(map(chr, range(0x21))))
