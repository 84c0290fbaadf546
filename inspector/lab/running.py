"""A scenario, and what is known of it while its server runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING

from inspector.lab.server import LOOPBACK, Server
from inspector.trust.store import Store

if TYPE_CHECKING:
    from inspector.lab.relay import Overheard
    from inspector.lab.setup import Setup


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation that the lab can serve."""

    name: str
    """Name on the command line, in kebab case."""

    sentence: str
    """What is to be seen, one sentence."""

    host: str
    """The name it stands for, such as `api.bank.test`; reached by connecting to loopback instead."""

    prepare: Callable[[datetime], "Setup"] = field(repr=False)
    """Makes keys and certificates as of a moment."""

    hint: str = ""
    """What to do in the app to see all that it is about, one sentence; empty where the first look shows it."""

    def start(self, now: datetime | None = None) -> "Running":
        """Return the running server, with certificates made as of `now` (UTC; None: the present).

        Raises `OSError` where loopback cannot be listened on.
        """
        from inspector.lab.setup import run

        return run(self, now)


@dataclass(frozen=True, slots=True)
class Running:
    """A scenario whose server runs until `close`."""

    scenario: Scenario
    """What is served."""

    host: str
    """The name to ask for and to check."""

    port: int
    """Port on 127.0.0.1."""

    store: Store
    """The roots to judge by: the lab's, named `lab`."""

    ca_pem: str
    """The same roots as PEM text, for other programs."""

    outside_pem: str
    """Anchors that the chain ends in and the store does not hold, as PEM text; empty where there is none."""

    server: Server = field(repr=False)
    """What serves."""

    overheard: "list[Overheard]" = field(default_factory=list, repr=False)
    """What a man in the middle read so far, in its order; empty for every honest server."""

    close_behind: Callable[[], None] | None = field(default=None, repr=False)
    """Stops what runs behind the server; None where nothing does."""

    @property
    def connect_to(self) -> str:
        """Where to connect in place of the host: `127.0.0.1:port`."""
        return f"{LOOPBACK}:{self.port}"

    def close(self) -> None:
        """Stop the server and wait until its port is free; may be called again."""
        self.server.close()
        if self.close_behind is not None:
            self.close_behind()

    def __enter__(self) -> "Running":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
