"""Which host names the pins of a set hold for, client by client and version by version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspector.chain.path import Layer
from inspector.clients.client import CannotExpress, Client
from inspector.clients.judging import judge
from inspector.clients.rule import Outcome
from inspector.clients.rules_of import rules_of
from inspector.pinning.pin_set import PinSet

OKHTTP = (
    ("5.4", "OkHttp 5"),
    ("4.12", "OkHttp 4.3 to 4.12"),
    ("4.2", "OkHttp 4.0 to 4.2"),
    ("3.12", "OkHttp 3.9 to 3.14"),
)
"""OkHttp's versions that treat patterns in ways of their own, with what people call them."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether one client pins one host."""

    title: str
    """The client with its versions."""

    pinned: bool | None
    """Whether it does; None where it cannot have the pin set, or would not start with it."""

    by: str
    """The patterns that apply, or why there is no answer: visible text."""


def coverage(
    pin_set: PinSet, clients: Sequence[Client], path: Sequence[Layer], host: str, at: datetime
) -> tuple[Coverage, ...]:
    """Return for each client, and for OkHttp each range of versions, whether `host` is pinned by `pin_set`.

    `host` is an A-label or address, as clients ask for it. Whether the connection would succeed is another question.
    """
    found = []
    for client in clients:
        try:
            rules, _ = rules_of(pin_set, client)
        except CannotExpress as error:
            found.append(Coverage(client.title, None, error.reason))
            continue
        versions = OKHTTP if rules.client == "okhttp" else (("", client.title),)
        for version, title in versions:
            verdict = judge(replace(rules, version=version), path, host, at)
            if rules.crash is not None:
                found.append(Coverage(title, None, verdict.reason))
                continue
            pinned = verdict.outcome is not Outcome.NOT_PINNED
            by = ", ".join(dict.fromkeys(rule.pattern for rule in verdict.rules)) if pinned else verdict.reason
            found.append(Coverage(title, pinned, by))
    return tuple(found)
