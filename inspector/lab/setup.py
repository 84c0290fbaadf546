"""From a scenario's certificates to its running server."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from inspector.lab.conversation import Conversation
from inspector.lab.pki import Credential
from inspector.lab.relay import Overheard
from inspector.lab.running import Running, Scenario
from inspector.lab.server import Server
from inspector.trust.stores import from_anchors

STORE_NAME = "lab"
STORE_LABEL = "the lab's roots"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a scenario needs to run."""

    begin: Callable[[], Conversation] = field(repr=False)
    """Makes what is said on one connection."""

    anchors: tuple[Credential, ...]
    """The roots of the lab's store."""

    outside: tuple[Credential, ...] = ()
    """Anchors that the chain ends in and the store does not hold."""

    since: tuple[tuple[int, int | None], ...] = ()
    """For each anchor the first and the last API level of Android that has it; empty: all levels have all."""

    begin_v6: Callable[[], Conversation] | None = field(default=None, repr=False)
    """Makes what is said on connections to the IPv6 loopback address; None to be silent there."""

    overheard: list[Overheard] = field(default_factory=list, repr=False)
    """What a man in the middle reads, in its order; grows while the server runs. Empty for every honest server."""

    close_behind: Callable[[], None] | None = field(default=None, repr=False)
    """Stops what runs behind the server; None where nothing does."""


def run(scenario: Scenario, now: datetime | None) -> Running:
    """Return the scenario's running server; `now` as in `Scenario.start`."""
    setup = scenario.prepare(now or datetime.now(UTC))
    store = from_anchors(STORE_NAME, STORE_LABEL, [anchor.der for anchor in setup.anchors])
    server = Server(setup.begin, scenario.name, begin_v6=setup.begin_v6)
    return Running(
        scenario=scenario,
        host=scenario.host,
        port=server.port,
        store=replace(store, since=setup.since or tuple((1, None) for _ in store.anchors)),
        ca_pem="".join(anchor.pem for anchor in setup.anchors),
        outside_pem="".join(anchor.pem for anchor in setup.outside),
        server=server,
        overheard=setup.overheard,
        close_behind=setup.close_behind,
    )
