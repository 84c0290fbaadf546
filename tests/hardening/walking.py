"""The app on a real pseudo-terminal, walked through every screen: what it wrote, byte for byte."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from benchmarks.terminal import Terminal

_SLOW = 30.0
"""Seconds that a busy machine may take to draw something."""

_SOON = 0.03
"""Seconds without output after which a key is taken for done."""

_SETTLED = 0.1
"""Seconds without output after which a screen is taken for drawn in full."""

_REFUSED = 0.5
"""Seconds without output after which a screen that may be refused is taken for refused."""

_STARTED = 0.5
"""Seconds without output after which an app is taken for started."""

_ATTEMPTS = 40
"""How often a page is asked for until it shows a file that was opened."""

ESCAPE, _END, _CLEAR, _F2, _PALETTE = "\x1b[27u", "\x1b[F", "\x15", "\x1bOQ", "\x10"
"""Escape as terminals that tell it from the beginning of a sequence send it, end, ctrl+u, F2, ctrl+p."""

_MAIN = "palette"
"""What only the main view draws, in its last line."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen."""

    key: str
    """What opens it."""

    drawn: str
    """What stands there when it is open."""

    then: tuple[str, ...] = ()
    """Keys that are pressed there."""

    depth: int = 1
    """How many screens have to be closed."""

    may_refuse: bool = False
    """Whether a sentence may come in its place, since the host of some certificates is none, or a key unsafe to pin."""


PAGES = (
    *(Stop(key, "Overview", depth=0) for key in "234"),
    Stop("5", "BEGIN CERT", depth=0),
    Stop("1", "Subject", depth=0),
)
"""The pages about one certificate, on the main view."""

SCREENS = (
    Stop("v", "Devices", (_END,)),
    Stop("p", "Paths", (_END,)),
    Stop("f", "Findings", (_END,)),
    Stop("C", "Check shipped pins"),
    Stop("H", "Which hosts are pinned", (_END,), may_refuse=True),
    Stop("h", "The host that is pinned", ("x",)),
    Stop("e", "Expiry in the Network"),
    Stop("b", "Add a backup pin", ("x", "\r")),
    Stop("N", "Make a backup key", ("x",), may_refuse=True),
    Stop("E", "Hand-over sheet"),
    Stop("m", "Clients", (_END, "\x1b[A")),
    Stop("i", "Notes on", (_END,)),
    Stop("w", "Copy pins of a private chain?", may_refuse=True),
    Stop("R", "Rehears", ("]", _END, "]")),
    Stop("l", "Learn", ("\r", "]"), depth=2),
    Stop("?", "Help", (_END,)),
    Stop(_F2, "The words", (_END,)),
    Stop(_PALETTE, "Search", ("p", "i")),
)
"""Every screen over a chain that no public root vouches for."""

SERVED = (Stop("a", "Faces", (_END,)), Stop("I", "No issuer is missing", depth=0))
"""What is only there for a chain that a server sent, or said about it."""


class NotDrawnError(Exception):
    """A screen that did not come, by its name."""


class Walk:
    """Runs of the app, one after the other where one went astray."""

    def __init__(self, start: Callable[[], Terminal], ready: str) -> None:
        """Start the app, and wait until `ready` stands there. Raises `NotDrawnError`."""
        self._start, self._ready = start, ready
        self._written = b""
        self._terminal = start()
        self._begin()

    def __enter__(self) -> "Walk":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._terminal.__exit__(kind, error, trace)

    @property
    def is_running(self) -> bool:
        """Whether the app has not ended."""
        return self._terminal.is_running

    def restart(self) -> None:
        """Begin anew."""
        self._take()
        self._terminal.__exit__(None, None, None)
        self._terminal = self._start()
        self._begin()

    def taken(self) -> bytes:
        """Return what was written since this was called last, or since the start."""
        self._take()
        written, self._written = self._written, b""
        return written

    def wait(self, *drawn: str) -> None:
        """Read until all of `drawn` stand there. Raises `NotDrawnError`."""
        try:
            self._terminal.wait_until(*drawn, patience=_SLOW)
        except TimeoutError:
            raise NotDrawnError(", ".join(drawn)) from None

    def open(self, file: Path, lines: tuple[str, ...]) -> None:
        """Open a file from the main view, until `lines` stand on its page of PEM; none where it is refused.

        Raises `NotDrawnError`.
        """
        self.press(("/", _CLEAR, str(file)))
        self._take()
        self._terminal.type("\r", _SETTLED)
        if not lines:
            self.wait("cannot be read")
            return
        for _ in range(_ATTEMPTS):
            self.press(("5",))
            if self._terminal.has_drawn(*lines):
                return
            self._terminal.settle(_SETTLED)
        raise NotDrawnError(lines[-1])

    def press(self, keys: Iterable[str]) -> None:
        """Press one key after the other."""
        for key in keys:
            self._terminal.type(key, _SOON)

    def visit(self, stops: Iterable[Stop]) -> int:
        """Open each screen from the main view, and close it; return how many came. Raises `NotDrawnError`."""
        count = 0
        for stop in stops:
            self._take()
            self._terminal.type(stop.key, _REFUSED if stop.may_refuse else 0)
            if stop.may_refuse and not self._terminal.has_drawn(stop.drawn):
                continue
            self.wait(stop.drawn)
            self._terminal.settle(_SETTLED if stop.depth else _SOON)
            self.press(stop.then)
            try:
                self.close(stop.depth)
            except NotDrawnError as error:
                raise NotDrawnError(f"{error} after {stop.drawn}") from None
            count += 1
        return count

    def close(self, depth: int) -> None:
        """Close so many screens, until the main view stands there. Raises `NotDrawnError`."""
        for left in range(depth, 0, -1):
            self._take()
            self._terminal.type(ESCAPE, _SOON)
            if left == 1:
                self.wait(_MAIN)

    def read_source(self, file: Path, *, is_text: bool) -> None:
        """Check a file with pins from the main view, or have it refused, and come back. Raises `NotDrawnError`."""
        self._take()
        self._terminal.type("C", 0)
        self.wait("Check shipped pins")
        self.press((str(file),))
        self._take()
        self._terminal.type("\r", 0)
        self.wait("Ask the hosts" if is_text else "binary, not text")
        self._terminal.settle(_SETTLED)
        self.press((_END,))
        self.close(1)

    def _begin(self) -> None:
        self.wait(self._ready)
        self._terminal.settle(_STARTED)

    def _take(self) -> None:
        self._written += self._terminal.take()
