"""How many hosts are done, in one line that is written over; on a terminal only."""

import sys
from types import TracebackType

from inspector.chain.text import visible

_CLEAR = "\r\x1b[K"


class Counter:
    """Tells on standard error how far the work is, and leaves no trace; in a pipe it is silent."""

    def __init__(self) -> None:
        self._shown = False
        self._on = sys.stderr.isatty()

    def tell(self, done: int, total: int, last: str) -> None:
        """Show that `done` of `total` are done, `last` being the one before."""
        if self._on:
            self._shown = True
            sys.stderr.write(f"{_CLEAR}{done} of {total} hosts: {visible(last, 50)}")
            sys.stderr.flush()

    def __enter__(self) -> "Counter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
