"""The switch that ends a fetch."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Cancel:
    """A switch that ends a fetch at once, from any thread: it wakes the fetch, which closes what it waits on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set = False
        self._wakers: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        """Whether the switch was used; it never goes back."""
        return self._set

    def set(self) -> None:
        """End the fetch; it raises `FetchError` with cause `CANCELLED`. Never blocks, may be repeated."""
        with self._lock:
            self._set = True
            for wake in self._wakers:
                wake()

    @contextmanager
    def waking(self, wake: Callable[[], None]) -> Iterator[None]:
        """Call `wake` when the switch is used inside the block, at once where it was used before."""
        with self._lock:
            self._wakers.append(wake)
            if self._set:
                wake()
        try:
            yield
        finally:
            with self._lock:
                self._wakers.remove(wake)
