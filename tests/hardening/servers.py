"""Every hostile server script and every mutated stream: a named outcome, in time, with nothing left behind."""

import threading
import time
from pathlib import Path

from net.opponents import Handler, Opponent, play
from net.test_hostile_servers import CASES
from net.test_server_streams import Replay, streams

from hardening.measured import Measured
from inspector.net.errors import FetchError
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.target import parse_target

_TIMEOUT = 0.5


def measure() -> list[Measured]:
    """Return the rows about servers."""
    before = _held()
    unnamed, late, count = 0, 0.0, 0
    for case in CASES:
        count += 1
        bad, over = _ask(play(case["steps"]))
        unnamed, late = unnamed + bad, max(late, over)
    for path in streams():
        count += 1
        replay = Replay()
        replay.stream = path.read_bytes()
        bad, over = _ask(replay)
        unnamed, late = unnamed + bad, max(late, over)
    left = sum(max(0, after - then) for after, then in zip(_held(), before, strict=True))
    return [
        Measured("server scripts and mutated streams tried", count, 219, least=True),
        Measured("of them without a named outcome or a chain", unnamed, 0),
        Measured("worst time over the deadline", round(late, 2), 0.5, " s"),
        Measured("threads and file descriptors left behind", left, 0),
    ]


def _ask(handler: Handler) -> tuple[bool, float]:
    """Return whether the outcome had no name, and the seconds over the deadline."""
    with Opponent(handler) as server:
        target = parse_target(f"127.0.0.1:{server.port}", server_name="localhost")
        began = time.monotonic()
        try:
            unnamed = not fetch(target, FetchOptions(timeout=_TIMEOUT)).served
        except FetchError as error:
            unnamed = not (error.reason and error.hint and error.reason.isprintable())
        except Exception:  # noqa: BLE001
            unnamed = True
        return unnamed, max(0.0, time.monotonic() - began - _TIMEOUT)


def _held() -> tuple[int, int]:
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))
