"""Host names as keys of pin dictionaries: what makes a key cover nothing, or not what was meant."""

import re

from inspector.chain.finding import Severity
from inspector.chain.host import HostError, ip_literal, parse_host
from inspector.chain.text import visible
from inspector.clients.rule import PinProblem

_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*://")
_PORT = re.compile(r":[0-9]+$")
HINT = "Write the bare host in lower case, such as api.example.com."


def host_problems(key: str, line: int | None, client: str, *, ignores_case: bool) -> tuple[PinProblem, ...]:
    """Return why `key` covers no host in a client that compares names as text, worst first; empty where it does.

    `ignores_case` says whether that client compares them without regard to case. For wildcards there is no exception:
    Apple's, TrustKit's and React Native's dictionaries know none.
    """
    shown = visible(key, 80)

    def problem(code: str, why: str, hint: str = HINT, severity: Severity = Severity.ERROR) -> tuple[PinProblem, ...]:
        return (PinProblem(code, severity, f"{client} {why}", hint, line),)

    if not key.strip():
        return problem("empty-host", "has an empty host, which covers nothing.")
    if _SCHEME.match(key) or "/" in key:
        return problem("url-as-host", f"never matches {shown}: it is a URL and not a host.")
    if "*" in key:
        hint = "Write the name without the wildcard, and include its subdomains."
        return problem("wildcard-host", f"takes the wildcard of {shown} literally, so nothing is pinned.", hint)
    if ip_literal(key) is not None:
        return problem("ip-host", f"does not support the address {shown}.", "Pin a name.", Severity.WARNING)
    if _PORT.search(key):
        return problem("port-in-host", f"never matches {shown}: hosts have no port there.")
    if key.startswith("."):
        hint = "Write the name without the dot, and include its subdomains."
        return problem("dot-host", f"takes the dot in front of {shown} literally, so nothing is pinned.", hint)
    if key.endswith("."):
        return problem("trailing-dot-host", f"never matches {shown}: the dot at its end is compared too.")
    if not key.isascii():
        return problem("unicode-host", f"never matches {shown}: names are compared in ASCII.", _ascii_hint(key))
    try:
        parse_host(key)
    except HostError as error:
        return problem("no-host", f"never matches {shown}: {error.reason}.")
    if key != key.lower():
        if ignores_case:
            return problem("upper-case-host", f"wants {shown} in lower case.", severity=Severity.INFO)
        return problem("upper-case-host", f"never matches {shown}: names are compared letter by letter.")
    return ()


def _ascii_hint(key: str) -> str:
    try:
        return f"Write {parse_host(key)}."
    except HostError:
        return HINT
