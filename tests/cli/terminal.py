"""The program under a terminal of its own, with standard input apart from it where a test wants that."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

LIMIT = 60.0
"""Seconds after which a test is given up."""

_TAKE = (
    "import fcntl, os, sys, termios; fcntl.ioctl(2, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, [sys.executable, '-m', 'inspector', *sys.argv[1:]])"
)


class Terminal:
    """A program whose controlling terminal is ours."""

    def __init__(self, argv: Sequence[str | Path], *, piped: bytes | None = None) -> None:
        """Start the program; with `piped` its standard input is a pipe that holds these bytes, else the terminal."""
        self._ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
        self._program = subprocess.Popen(
            [sys.executable, "-c", _TAKE, *map(str, argv)],
            stdin=theirs if piped is None else subprocess.PIPE,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=environment,
        )
        os.close(theirs)
        if piped is not None and self._program.stdin is not None:
            self._program.stdin.write(piped)
            self._program.stdin.close()
        self.seen = ""
        """Everything that was written to the terminal so far."""

    def read_until(self, text: str) -> None:
        """Read until `text` was written."""
        end = time.monotonic() + LIMIT
        start = len(self.seen)
        while text not in self.seen[start:]:
            ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{text!r} never came:\n{self.seen}"
            try:
                self.seen += os.read(self._ours, 65_536).decode("utf-8", "replace")
            except OSError:
                raise AssertionError(f"the program ended before {text!r}:\n{self.seen}") from None

    def press(self, text: str) -> None:
        """Press keys."""
        os.write(self._ours, text.encode())

    def finish(self) -> int:
        """Read to the end, and return the exit code."""
        try:
            while select.select([self._ours], [], [], LIMIT)[0]:
                chunk = os.read(self._ours, 65_536)
                if not chunk:
                    break
                self.seen += chunk.decode("utf-8", "replace")
        except OSError:
            pass
        return self._program.wait(LIMIT)

    def __enter__(self) -> "Terminal":
        """Return the terminal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program where it still runs."""
        if self._program.poll() is None:
            self._program.kill()
            self._program.wait()
        os.close(self._ours)
