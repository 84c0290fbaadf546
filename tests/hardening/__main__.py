"""Counts what must never happen, in one table; ends with 1 where a number got worse than its bound.

Run it in `tests/`: ``../.venv/bin/python -m hardening``. It takes some minutes.
"""

import signal
import sys

from hardening import bounds, certificates, mutants, paths, quitting, servers, terminal


def main() -> int:
    """Measure, print, and return 1 where a number got worse."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parts = (certificates, bounds, servers, quitting, terminal, paths, mutants)
    measured = [row for part in parts for row in part.measure()]
    print("| what | counted | bound |")
    print("|---|---|---|")
    for row in measured:
        print(row.row)
    return 0 if all(row.holds for row in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
