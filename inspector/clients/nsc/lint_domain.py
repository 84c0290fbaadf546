"""What lint and the reader of a `<domain>` should hear about it: above all that its text never matches a host."""

from inspector.chain.finding import Severity
from inspector.chain.host import HostError, ip_literal, parse_host
from inspector.clients.nsc.crash import quoted
from inspector.clients.nsc.element import Element
from inspector.clients.nsc.linting import Linting, nearest
from inspector.clients.nsc.unknown import unknown_parts
from inspector.clients.nsc.value import read_boolean
from inspector.clients.rule import PinProblem

NEVER = "never-matches"
"""Code of the problem that a domain can match no host."""

_FLAG = "includeSubdomains"


def lint_domain(element: Element, name: str, linting: Linting) -> tuple[PinProblem, ...]:
    """Return lint's findings, and why `name`, trimmed and in lower case, can never match what an app connects to."""
    inner = linting.inside(element)
    found = [*unknown_parts(element, inner)]
    flag = element.get(_FLAG)
    if flag is None:
        if not any(not item.namespace and nearest(item.name, (_FLAG,)) for item in element.attributes):
            hint = f'write {_FLAG}="false" or "true"'
            title = f"The attribute {_FLAG} is missing: the platform reads false."
            found += inner.breaks_build(title, hint, element.line)
    elif read_boolean(flag, default=False) != read_boolean(flag, default=True):
        title = f"{_FLAG} is “{quoted(flag)}”, which the platform reads as false."
        found.append(PinProblem("odd-include-subdomains", Severity.ERROR, title, "write true or false", element.line))
    elif ip_literal(name) is not None and read_boolean(flag, default=False):
        title = "An IP address has no subdomains."
        found.append(PinProblem("address-subdomains", Severity.INFO, title, f'write {_FLAG}="false"', element.line))
    why, hint = never_matches(name)
    if why:
        title = f"The domain “{quoted(name)}” never matches a host: {why}."
        found.append(PinProblem(NEVER, Severity.ERROR, title, hint, element.line))
    return tuple(found)


def never_matches(name: str) -> tuple[str, str]:
    """Return why no host is ever equal to `name` or ends in it, and what to write; two empty texts where one may be.

    The text is compared as it stands with a lower-case A-label or an address (ApplicationConfig.getConfigForHostname).
    """
    if not name:
        return "", ""
    if "://" in name:
        return "it is an address with a scheme, and only the host is compared", _instead(name.split("://", 1)[1])
    if "*" in name:
        bare = name.lstrip("*").lstrip(".")
        return "a wildcard is no syntax here", f'write <domain {_FLAG}="true">{quoted(bare)}</domain>'
    if "/" in name:
        return "a path stands in it", _instead(name)
    if name.startswith("[") or name.endswith("]"):
        return "brackets stand around the address", _instead(name)
    address = ip_literal(name)
    if address is not None:
        shortest = str(address)
        return ("", "") if shortest == name else ("the address is not in its shortest form", f"write {shortest}")
    if ":" in name:
        return "a port stands in it", _instead(name.split(":", 1)[0])
    if name.startswith("."):
        return "it begins with a dot", f'write <domain {_FLAG}="true">{quoted(name.lstrip("."))}</domain>'
    if name.endswith("."):
        return "it ends with a dot, which the platform takes off the host alone", f"write {quoted(name.rstrip('.'))}"
    if any(char.isspace() for char in name):
        return "a blank stands in it", "write one host in each <domain>"
    if not name.isascii():
        return "hosts reach the platform as A-labels", _instead(name)
    return ("an at sign stands in it", _instead(name.rpartition("@")[2])) if "@" in name else ("", "")


def _instead(text: str) -> str:
    try:
        bare = text.split("/", 1)[0].rpartition("@")[2]
        return f"write {parse_host(bare if bare.startswith('[') else bare.partition(':')[0])}"
    except HostError:
        return "write the host alone"
