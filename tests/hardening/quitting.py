"""Leaving the app in the middle of each kind of work: how long that takes, and what it leaves on the terminal."""

import os
import sys
import tempfile
from pathlib import Path

from hardening.measured import Measured
from hardening.working import SITUATIONS, what_is_wrong, working

_TIMES = 3
"""How often each is tried; the best counts, since the machine may be busy."""


def measure() -> list[Measured]:
    """Return the rows about leaving."""
    slowest, wrong = 0.0, []
    for name in SITUATIONS:
        best = float("inf")
        for _ in range(_TIMES):
            with tempfile.TemporaryDirectory() as folder:
                program = [sys.executable, "-m", "inspector"]
                with working(name, Path(folder), dict(os.environ), program) as terminal:
                    terminal.take()
                    best = min(best, terminal.leave("\x11"))
                    said = what_is_wrong(terminal)
            if said:
                wrong.append(f"{name}: {said}")
            if best < 0.25:
                break
        slowest = max(slowest, best)
    for item in wrong:
        print(f"left: {item}")
    return [
        Measured("kinds of work that the app was left in", len(SITUATIONS), 10, least=True),
        Measured("of them with the terminal not as it was", len(wrong), 0),
        Measured("slowest end of the process", round(slowest, 2), 0.5, " s"),
    ]
