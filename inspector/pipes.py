"""Reading named pipes and process substitutions: bounded in time as in size."""

import os
import select
import time
from pathlib import Path

_CHUNK = 65_536


def read_pipe(path: Path, limit: int, timeout: float) -> bytes:
    """Return what is written into the pipe at `path` until its writers are gone, at most `limit` bytes.

    Raises `TimeoutError` where that takes more than `timeout` seconds, also where nobody opens it for writing.
    """
    ends = time.monotonic() + timeout
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = bytearray()
        waiting = select.poll()
        waiting.register(handle, select.POLLIN)
        while len(found) < limit:
            left = ends - time.monotonic()
            if left <= 0 or not waiting.poll(left * 1000):
                raise TimeoutError
            try:
                piece = os.read(handle, min(_CHUNK, limit - len(found)))
            except BlockingIOError:
                continue
            if not piece:
                break
            found += piece
        return bytes(found)
    finally:
        os.close(handle)


def silence(timeout: float) -> tuple[str, str]:
    """Return why a pipe was given up after `timeout` seconds, as a clause, and what to do."""
    return (
        f"it is a pipe that gave nothing whole within {timeout:g} seconds",
        "Pipe it into standard input, and name - in its place.",
    )
