"""A program in a pseudo-terminal: when which text stands on the screen, in how many frames, and how much memory."""

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from pathlib import Path
from types import TracebackType

ROWS, COLUMNS = 40, 120
PATIENCE = 20.0
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])")
_BEGUN = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?$")
_ASKS_FOR_FRAMES, _HAS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"


class Terminal:
    """A terminal of 120 columns and 40 rows that knows synchronised output, and the program in it."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path | None = None) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._raw = b""
        self._answered = False
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_take_terminal,
            cwd=folder,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        os.close(slave)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def wait_for(self, *texts: str) -> float:
        """Return the seconds from the start of the program until all of `texts` have been drawn.

        Raises `TimeoutError` where that takes too long.
        """
        while not self._has(self._raw, texts):
            if not self._read(PATIENCE) or time.perf_counter() - self._began > PATIENCE:
                raise TimeoutError(f"{texts} not drawn; the end of the output is {_plain(self._raw)[-400:]!r}")
        return time.perf_counter() - self._began

    def settle(self, quiet: float = 0.4) -> None:
        """Read until nothing has been drawn for `quiet` seconds, which are fewer than a cursor needs to blink."""
        end = time.perf_counter() + PATIENCE
        while self._read(quiet) and time.perf_counter() < end:
            pass

    def type(self, keys: str, quiet: float = 0.4) -> None:
        """Send `keys` as they would come from a keyboard, and read until nothing has been drawn for `quiet` seconds."""
        os.write(self._master, keys.encode())
        self.settle(quiet)

    def take(self) -> bytes:
        """Return everything that was written since the start, or since this was called last.

        An escape sequence that has not ended yet stays for the next time.
        """
        begun = _BEGUN.search(self._raw)
        end = len(self._raw) if begun is None else begun.start()
        taken, self._raw = self._raw[:end], self._raw[end:]
        return taken

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self._process.poll() is None

    def wait_until(self, *texts: str, patience: float = PATIENCE) -> None:
        """Read until all of `texts` have been drawn since `take` was called last.

        Raises `TimeoutError` where that takes more than `patience` seconds.
        """
        end = time.perf_counter() + patience
        while not self._has(self._raw, texts):
            self._read(0.2)
            if time.perf_counter() > end or not self.is_running:
                raise TimeoutError(f"{texts} not drawn; the end of the output is {_plain(self._raw)[-400:]!r}")

    def has_drawn(self, *texts: str) -> bool:
        """Return whether all of `texts` have been drawn since `take` was called last."""
        return self._has(self._raw, texts)

    def leave(self, keys: str) -> float:
        """Send `keys`, and return the seconds until the program has ended. Raises `TimeoutError` where it does not."""
        began = time.perf_counter()
        os.write(self._master, keys.encode())
        while self._process.poll() is None:
            self._read(0.005)
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError("the program did not end")
        took = time.perf_counter() - began
        while self._read(0):
            pass
        return took

    def leave_by(self, first: str, drawn: str, then: str, patience: float = PATIENCE) -> None:
        """Type `first`, wait until `drawn` stands there, type `then`, and read until the program has ended."""
        os.write(self._master, first.encode())
        if drawn:
            self.wait_until(drawn, patience=patience)
        os.write(self._master, then.encode())
        end = time.perf_counter() + patience
        while self.is_running:
            self._read(0.05)
            if time.perf_counter() > end:
                raise TimeoutError(f"the program did not end; it wrote {_plain(self._raw)[-400:]!r}")
        while self._read(0):
            pass

    @property
    def code(self) -> int | None:
        """The exit code of the program, or None while it runs."""
        return self._process.poll()

    def frames_until(self, keys: str, *texts: str) -> int:
        """Return how many frames after pressing `keys` it takes until all of `texts` have been drawn."""
        self.settle()
        self._raw = b""
        os.write(self._master, keys.encode())
        self.settle()
        ends = [match.end() for match in re.finditer(re.escape(_FRAME_ENDS), self._raw)]
        for count, end in enumerate(ends, 1):
            if self._has(self._raw[:end], texts):
                return count
        raise TimeoutError(f"{texts} not drawn in {len(ends)} frames")

    def memory(self) -> int:
        """Return the resident bytes of the program."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        kilobytes = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert kilobytes is not None
        return int(kilobytes[1]) * 1024

    def _has(self, raw: bytes, texts: tuple[str, ...]) -> bool:
        plain = _plain(raw)
        return all(text in plain for text in texts)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self._raw += data
        if not self._answered and _ASKS_FOR_FRAMES in self._raw:
            os.write(self._master, _HAS_FRAMES)
            self._answered = True
        return bool(data)


def _take_terminal() -> None:
    """Make the terminal that of the program, so that the program ends with it, even where we are killed."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _plain(raw: bytes) -> str:
    """Return what was written, without the escape sequences."""
    return _ESCAPES.sub(b"", raw).decode("utf-8", "replace")
