"""Apps on pseudo-terminals, several beside each other, that are shown everything hostile."""

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.terminal import Terminal
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from net.opponents import Opponent, say, server_context, speak_tls
from tui.hostile import made_chains, strings
from tui.samples import HOST

from hardening.leaking import leaks
from hardening.walking import PAGES, SCREENS, SERVED, NotDrawnError, Walk
from inspector.chain.certificate import NotACertificate, parse_certificate
from inspector.chain.container import NoCertificate, read_contents, to_pem

_APPS = 3
"""How many apps run beside each other."""

_TRIES = 2
"""How often something is tried before it counts as not drawn, since the machine may be busy."""

_TELLING = 9
"""How many lines of PEM tell one certificate from another."""

_REFUSED = "does not speak TLS"
"""What stands there when a server answered in words."""


@dataclass(slots=True)
class Seen:
    """What was done, and what went wrong."""

    opened: int = 0
    """How many files or servers were opened."""

    screens: int = 0
    """How many screens were drawn."""

    wrong: list[str] = field(default_factory=list)
    """What leaked or was not drawn."""

    def add(self, other: "Seen") -> None:
        """Take in what another one has seen."""
        self.opened += other.opened
        self.screens += other.screens
        self.wrong += other.wrong


Job = tuple[str, Callable[[Walk], int]]
"""What it is about, and what is to be done with it: it returns how many screens that drew."""


def with_files(folder: Path, roots: Path, files: Sequence[Path], code: Sequence[Path]) -> Seen:
    """Return what was seen of each certificate and chain on every screen, and of each source that is checked."""
    first = folder / "first\x1b[31m\u202e\u200b[@click=app.bell].pem"
    first.write_bytes(files[-1].read_bytes())
    jobs: list[Job] = [(ascii(file.name), partial(_show, file)) for file in files]
    jobs += [(ascii(str(file)[-40:]), partial(_read, file)) for file in code]
    seen = Seen()
    with ExitStack() as stack, ThreadPoolExecutor(_APPS) as pool:
        walks = [
            stack.enter_context(_app(folder, [str(first), "--roots", str(roots)], "Overview")) for _ in range(_APPS)
        ]
        shares = [jobs[place::_APPS] for place in range(_APPS)]
        for done in pool.map(_work, walks, shares):
            seen.add(done)
    return seen


def with_servers(folder: Path, roots: Path, chains: Sequence[Path]) -> Seen:
    """Return what was seen of hostile chains that servers sent, and of one that speaks in hostile strings."""
    seen = Seen()
    for file, made in zip(chains, made_chains(), strict=True):
        key = folder / "server.key"
        key.write_bytes(made[0].key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        with Opponent(speak_tls(server_context(file, key))) as server:
            given = [f"127.0.0.1:{server.port}", "--server-name", HOST, "--roots", str(roots), "--timeout", "5"]
            with _app(folder, given, "sent #0") as walk:
                seen.add(_work(walk, [(f"server of {file.name}", _served)]))
    banner = "".join(strings()).encode()[:900]
    with (
        Opponent(say(banner, after=1)) as server,
        _app(folder, [f"127.0.0.1:{server.port}", "--timeout", "5"], _REFUSED) as walk,
    ):
        seen.add(_work(walk, [("banner", _refused)]))
    return seen


def with_memory(folder: Path) -> Seen:
    """Return what was seen of the hosts and lessons that somebody else wrote into what the app remembers."""
    with _app(folder, [], "palette", PINSPECTOR_REMEMBER="1", XDG_CONFIG_HOME=str(folder)) as walk:
        return _work(walk, [("memory", _remembered)])


def _work(walk: Walk, jobs: Sequence[Job]) -> Seen:
    seen = Seen()
    for name, do in jobs:
        seen.opened += 1
        for left in range(_TRIES, 0, -1):
            try:
                seen.screens += do(walk)
                break
            except NotDrawnError as error:
                walk.restart()
                if left == 1:
                    seen.wrong.append(f"app, {name}: not drawn: {error}")
        leak = leaks(walk.taken())
        if leak:
            seen.wrong.append(f"app, {name}: {leak}")
        if not walk.is_running:
            seen.wrong.append(f"app, {name}: the app ended")
            break
    return seen


def _show(file: Path, walk: Walk) -> int:
    lines = _lines(file)
    walk.open(file, lines)
    if not lines:
        walk.close(1)
        return 1
    walk.press((" ", "k", " ", "k", " "))
    return 1 + walk.visit((*PAGES, *SCREENS))


def _read(file: Path, walk: Walk) -> int:
    walk.read_source(file, is_text=b"\0" not in file.read_bytes())
    return 1


def _served(walk: Walk) -> int:
    walk.press((" ", "k", " ", "k", " "))
    return 1 + walk.visit((*PAGES, *SCREENS, *SERVED))


def _refused(walk: Walk) -> int:
    walk.press(("\r", "1", "c"))
    return 1


def _remembered(walk: Walk) -> int:
    walk.press(("/", "a", *("\x1b[B",) * 20))
    walk.close(1)
    return 1 + walk.visit((SCREENS[-4],))


def _app(folder: Path, arguments: list[str], ready: str, **more: str) -> Walk:
    """Return the walk through an app of its own, when `ready` stands there."""
    package = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": package, "HOME": str(folder), "PINSPECTOR_REMEMBER": "0", **more}
    command = [sys.executable, "-m", "inspector", *arguments]
    return Walk(partial(Terminal, command, environment, folder), ready)


def _lines(file: Path) -> tuple[str, ...]:
    """Return the first lines of the first certificate in a file as PEM, or none where it holds none."""
    try:
        der = read_contents(file.read_bytes()).certificates[0]
        parse_certificate(der)
    except (NoCertificate, NotACertificate):
        return ()
    return tuple(to_pem(der).splitlines()[:_TELLING])
