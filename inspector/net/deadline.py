"""One absolute deadline over everything that a fetch does."""

import time
from collections.abc import Callable


class Deadline:
    """A moment that traffic cannot move."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        """The limit as the user gave it."""
        self._clock = clock
        self._start = clock()

    @property
    def remaining(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self._start + self.seconds - self._clock())

    @property
    def expired(self) -> bool:
        """Whether no time is left."""
        return self.remaining <= 0.0

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._start

    def __str__(self) -> str:
        """Return the limit as people write it: `10 s`, `0.5 s`."""
        return f"{self.seconds:g} s"
