"""The app in the middle of each kind of work, in a real terminal, and leaving it there."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.terminal import Terminal
from net.opponents import LONGEST, Opponent

from hardening.leaking import OWN
from inspector.lab.pki import issue_leaf, make_root

SLOW = 60.0
"""Seconds that a busy machine may take to draw something."""

LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"


class Shy:
    """Serves TLS to the first that ask, and says nothing to those that come later."""

    def __init__(self, folder: Path, answers: int) -> None:
        self._left = answers
        self._lock = threading.Lock()
        now = datetime.now(UTC)
        root = make_root("Shy Root", now)
        leaf = issue_leaf(["localhost"], root, now)
        (folder / "leaf.pem").write_bytes(leaf.pem.encode() + leaf.key_pem)
        self.roots = folder / "roots.pem"
        """The file with the root."""
        self.roots.write_text(root.pem)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(folder / "leaf.pem")

    def __call__(self, sock: socket.socket, stop: threading.Event) -> None:
        """Answer one connection, or keep it waiting."""
        with self._lock:
            self._left -= 1
            answers = self._left >= 0
        if not answers:
            stop.wait(LONGEST)
            return
        with self._context.wrap_socket(sock, server_side=True) as secure:
            secure.recv(1)


@dataclass(frozen=True, slots=True)
class Place:
    """What a situation is made of."""

    folder: Path
    """A folder of its own."""

    port: int
    """Where the server listens."""

    roots: Path
    """The file with its root."""


@dataclass(frozen=True, slots=True)
class Situation:
    """How to get the app into the middle of some work."""

    answers: int
    """How many connections the server answers before it falls silent."""

    arguments: Callable[[Place], list[str]]
    """The command line of the app."""

    ready: str
    """What stands on the screen when keys can be pressed."""

    steps: Callable[[Place], list[tuple[str, str]]]
    """Keys, and what is drawn after each; where that is empty the next keys follow at once."""


def _here(place: Place) -> list[str]:
    return [f"localhost:{place.port}", "--roots", str(place.roots), "--timeout", "300", "--ipv4"]


def _demo(_: Place) -> list[str]:
    return ["demo", "good"]


def _script(place: Place) -> str:
    file = place.folder / "ask.sh"
    pin = "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
    file.write_text(f"curl --pinnedpubkey 'sha256//{pin}' https://localhost:{place.port}/\n")
    return str(file)


def _swift(place: Place) -> str:
    file = place.folder / "big.swift"
    file.write_text('let c = [kTSKPinnedDomains: ["a.test": [kTSKPublicKeyHashes: ["x"]]]]\n' + "a(b)" * 450_000)
    return str(file)


SITUATIONS = {
    "at rest": Situation(1, _here, "sha256/", lambda _: []),
    "a fetch": Situation(0, _here, "TLS handshake", lambda _: []),
    "a second fetch": Situation(1, _here, "sha256/", lambda _: [("r", "TLS handshake")]),
    "fifty fetches": Situation(1, _here, "sha256/", lambda _: [("r" * 50, "TLS handshake")]),
    "faces": Situation(1, _here, "sha256/", lambda _: [("a", "esc stops")]),
    "devices": Situation(1, _here, "sha256/", lambda _: [("v", "")]),
    "a rehearsal": Situation(2, _demo, "Lab Root", lambda _: [(" R", "")]),
    "an experiment": Situation(2, _demo, "Lab Root", lambda _: [("l\r", "Try it"), ("\r", "")]),
    "a check that asks": Situation(
        1, _here, "sha256/", lambda place: [("C", "Check shipped"), (f"{_script(place)}\r", "refused"), ("a", "Asking")]
    ),
    "a check that reads": Situation(
        1, _here, "sha256/", lambda place: [("C", "Check shipped"), (f"{_swift(place)}\r", "Reading the code")]
    ),
}


@contextmanager
def working(name: str, folder: Path, environment: dict[str, str], program: list[str]) -> Iterator[Terminal]:
    """Yield the app in the middle of the work `name`."""
    situation = SITUATIONS[name]
    server = Shy(folder, situation.answers)
    with Opponent(server) as opponent:
        place = Place(folder, opponent.port, server.roots)
        home = {**environment, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PINSPECTOR_REMEMBER": "0"}
        with Terminal([*program, *situation.arguments(place)], home) as terminal:
            terminal.wait_until(situation.ready, patience=SLOW)
            for keys, drawn in situation.steps(place):
                terminal.settle(0.3)
                terminal.take()
                terminal.type(keys, 0.02)
                if drawn:
                    terminal.wait_until(drawn, patience=SLOW)
            yield terminal


def what_is_wrong(terminal: Terminal) -> str:
    """Return how a program that has ended left its terminal; empty where it left it as it was."""
    written = terminal.take()
    if terminal.code != 0:
        return f"it ended with {terminal.code}"
    if LEAVES_ALTERNATE_SCREEN not in written or SHOWS_CURSOR not in written:
        return "the terminal was not restored"
    rest = written.rsplit(LEAVES_ALTERNATE_SCREEN, 1)[1]
    left = OWN.sub(b"", rest).strip()
    return f"it printed {left[:80]!r}" if left else ""
