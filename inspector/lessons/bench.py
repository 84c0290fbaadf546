"""The bench on which experiments are made: servers of the lab, and clients that talk to them, within a deadline."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from inspector.chain.text import visible
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios
from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.options import FetchOptions
from inspector.trust.store import Store

SECONDS = 15.0
"""How long one experiment may take."""

_CHUNK = 16_384
_ANSWER_LIMIT = 65_536


class Stopped(Exception):  # noqa: N818
    """The experiment was cancelled or ran out of time."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What another program did."""

    code: int
    """Its exit code."""

    out: str
    """Its standard output, visible text, without blanks at its ends."""

    err: str
    """Its standard error, visible text, without blanks at its ends."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What an experiment works with. Certificates are made for the present: other programs look at the real clock."""

    cancel: Cancel = field(default_factory=Cancel)
    """Ends the experiment at once."""

    deadline: Deadline = field(default_factory=lambda: Deadline(SECONDS))
    """When it has to be over."""

    progress: Callable[[str], object] = field(default=lambda _sentence: None, repr=False)
    """Hears what is being done, a few words."""

    def start(self, name: str) -> Running:
        """Return the running scenario, to be used in `with`. Raises `OSError` where it cannot listen, `Stopped`."""
        self.check()
        self.progress(f"Starting {name} on this machine")
        return scenarios()[name].start()

    def look(self, running: Running, store: Store | None = None, *, name: str | None = None) -> Inspection:
        """Return what a client with `store` sees (None: the scenario's roots). Raises `FetchError`, `Stopped`."""
        self.check()
        self.progress(f"Connecting to {name or running.host}")
        settings = Settings(
            options=FetchOptions(timeout=max(0.1, self.deadline.remaining)),
            store=store or running.store,
            connect_to=running.connect_to,
        )
        return inspect(name or running.host, settings, now=datetime.now(UTC), cancel=self.cancel)

    def ask(self, running: Running, roots: str, request: bytes, *, name: str | None = None) -> bytes:
        """Return the answer to `request` that an ordinary client gets, which checks chain and name as browsers do.

        The client is Python's ssl with the PEM text `roots` as its only roots. Raises `ssl.SSLError`, `OSError`,
        `Stopped`.
        """
        self.check()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=roots)
        with socket.create_connection(("127.0.0.1", running.port), timeout=self.deadline.remaining) as plain:

            def wake() -> None:
                plain.shutdown(socket.SHUT_RDWR)

            with self.cancel.waking(wake), context.wrap_socket(plain, server_hostname=name or running.host) as secure:
                secure.sendall(request)
                answer = b""
                while len(answer) < _ANSWER_LIMIT and (data := secure.recv(_CHUNK)):
                    answer += data
        self.check()
        return answer

    def run(self, *command: str, text: str = "") -> Ran | None:
        """Return what a program of this machine does with `text` as its input, or None where it is not installed.

        Raises `Stopped` where it does not end in time or the experiment is cancelled; the program is ended then.
        """
        self.check()
        if shutil.which(command[0]) is None:
            return None
        self.progress(f"Running {command[0]}")
        with subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        ) as process:
            try:
                with self.cancel.waking(process.kill):
                    out, err = process.communicate(text.encode(), timeout=max(0.1, self.deadline.remaining))
            except subprocess.TimeoutExpired:
                process.kill()
                raise Stopped from None
        self.check()
        return Ran(process.returncode, _shown(out), _shown(err))

    def check(self) -> None:
        """Raise `Stopped` where the experiment was cancelled or is out of time."""
        if self.cancel.is_set or self.deadline.remaining <= 0:
            raise Stopped


def _shown(data: bytes) -> str:
    lines = data[:_ANSWER_LIMIT].decode("utf-8", "replace").strip().splitlines()
    return "\n".join(visible(line) for line in lines)
