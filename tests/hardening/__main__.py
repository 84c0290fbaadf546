"""Counts what must never happen, in one table; ends with 1 where a number got worse than its bound.

Run it in `tests/`: ``../.venv/bin/python -m hardening``. It takes some minutes.
"""

import sys

from hardening import certificates, mutants, paths, servers, terminal


def main() -> int:
    """Measure, print, and return 1 where a number got worse."""
    measured = [row for part in (certificates, servers, terminal, paths, mutants) for row in part.measure()]
    print("| what | counted | bound |")
    print("|---|---|---|")
    for row in measured:
        print(row.row)
    return 0 if all(row.holds for row in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
