"""Which host names the pins of a set hold for, client by client and version by version."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspector.chain.host import ip_literal
from inspector.chain.path import Layer
from inspector.chain.text import visible
from inspector.clients.abilities import Depth, Spelling
from inspector.clients.client import CannotExpress, Client
from inspector.clients.curl.judge import ANY_HOST
from inspector.clients.judging import judge
from inspector.clients.rule import Outcome, RuleSet, Verdict
from inspector.clients.rules_of import JUDGES, rules_of
from inspector.pinning.pin_set import PinSet

OKHTTP = (
    ("5.4", "OkHttp 5"),
    ("4.12", "OkHttp 4.3 to 4.12"),
    ("4.2", "OkHttp 4.0 to 4.2"),
    ("3.12", "OkHttp 3.9 to 3.14"),
)
"""OkHttp's versions that treat patterns in ways of their own, with what people call them."""

_OLD = "Code for OkHttp 3.9-4.2"
"""The versions for which the code for old ones is judged: before 3.9 a wildcard reaches further than it should."""

SAME = {
    "okhttp-java": "okhttp-kotlin",
    "retrofit": "okhttp-kotlin",
    "ktor": "okhttp-kotlin",
    "trustkit-plist": "trustkit",
}
"""Clients that get the very rules of another, by name: what is said of that one holds for them."""

_LIBRARIES = {"okhttp-kotlin": "OkHttp", "trustkit": "TrustKit"}
"""What people call those others, whatever the language of the code."""

_WHATEVER = "whatever is asked through it"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether one client pins one host."""

    title: str
    """The client with its versions."""

    pinned: bool | None
    """Whether it does; None where it cannot have the pin set, or would not start with it."""

    why: str
    """What pins it, a clause that begins with `by` where patterns do; else why it is not pinned: visible text."""


def speaking(clients: Iterable[Client]) -> tuple[Client, ...]:
    """Return those of `clients` whose hosts are known and are not told already by another that has the same rules.

    Those that one library serves stand together, in the place of the first.
    """
    found = [client for client in clients if client.name not in SAME and (_has_judge(client) or _names_none(client))]
    judges = list(dict.fromkeys(map(_judge_of, found)))
    return tuple(sorted(found, key=lambda client: judges.index(_judge_of(client))))


def remarks(clients: Sequence[Client]) -> tuple[str, ...]:
    """Return what there is to say about those of `clients` that have no answer of their own, one sentence each."""
    groups = {
        f"As {library}": [client.title for client in clients if SAME.get(client.name) == other]
        for other, library in _LIBRARIES.items()
    }
    groups["No judge for"] = [client.title for client in clients if not _has_judge(client) and not _names_none(client)]
    return tuple(f"{head}: {', '.join(titles)}." for head, titles in groups.items() if titles)


def coverage(
    pin_set: PinSet, clients: Sequence[Client], path: Sequence[Layer], host: str, at: datetime
) -> tuple[Coverage, ...]:
    """Return for each client, and for OkHttp each range of versions, whether `host` is pinned by `pin_set`.

    `host` is an A-label or address, as clients ask for it. Whether the connection would succeed is another question.
    Raises `KeyError` for a client that is none of `speaking`.
    """
    found: list[Coverage] = []
    for client in clients:
        try:
            found += _covered(pin_set, client, path, host, at)
        except CannotExpress as error:
            found.append(Coverage(client.title, None, error.reason))
    return tuple(found)


def _judge_of(client: Client) -> str:
    return JUDGES.get(client.name, client.name)


def _has_judge(client: Client) -> bool:
    return client.name in JUDGES


def _names_none(client: Client) -> bool:
    """Return whether the client's code names no host and compares pins, so that it asks them of every host."""
    abilities = client.abilities
    return abilities.depth is Depth.ASKED and abilities.spelling is not Spelling.CERTIFICATE


def _covered(pin_set: PinSet, client: Client, path: Sequence[Layer], host: str, at: datetime) -> Iterator[Coverage]:
    if not _has_judge(client) and _names_none(client):
        client.write(pin_set)
        yield Coverage(client.title, True, _WHATEVER)
        return
    sets, _ = rules_of(pin_set, client)
    for rules in sets:
        title = _OLD if rules.version else f"{client.title} {rules.platform}".rstrip()
        versions = OKHTTP if rules.client == "okhttp" and not rules.version else ((rules.version, title),)
        for version, called in versions:
            yield _judged(replace(rules, version=version), called, path, host, at)


def _judged(rules: RuleSet, title: str, path: Sequence[Layer], host: str, at: datetime) -> Coverage:
    verdict = judge(rules, path, host, at)
    if _stops(rules):
        return Coverage(title, None, verdict.reason)
    if verdict.outcome is Outcome.NOT_PINNED:
        return Coverage(title, False, verdict.reason.removeprefix(f"{visible(host)} is not pinned: "))
    return Coverage(title, True, _pinning(verdict, host))


def _stops(rules: RuleSet) -> bool:
    """Return whether the app does not start with the rules."""
    if rules.client != "okhttp":
        return rules.fatal is not None
    from inspector.clients.okhttp.judge import Thrown, build

    return isinstance(build(rules), Thrown)


def _pinning(verdict: Verdict, host: str) -> str:
    patterns = [rule.pattern for rule in verdict.rules]
    if ANY_HOST in patterns:
        return _WHATEVER
    as_text = ", compared as text" if ip_literal(host) is not None and verdict.rules[0].client == "nsc" else ""
    return f"by {', '.join(dict.fromkeys(patterns))}{as_text}"
