"""Fuzzing guided by coverage, run by hand where `atheris` is installed: every door, with what the tests know as seeds.

Run it in `tests/`: ``python -m hardening.fuzz DOORS CORPUS -max_total_time=300``; DOORS is `bytes`, `texts` or
`sources`, CORPUS a folder in which it keeps what it found. It ends at the first input that a door does not hold.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["inspector"]):
    from hardening import doors

from chain import corpora
from checking.test_hostile import TEXTS


def _bytes(data: bytes) -> None:
    for door in doors.BYTES.values():
        door(data)


def _texts(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    for door in doors.TEXTS.values():
        door(text)


def _sources(data: bytes) -> None:
    if data:
        name = doors.NAMES[data[0] % len(doors.NAMES)]
        text = data[1:].decode("utf-8", "surrogateescape")
        doors.a_source(name, text)
        doors.a_check(name, text)


def _seed(folder: Path, kind: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "bytes":
        seeds = [sample.der for sample in corpora.everything() if len(sample.der) < 3_000]
    else:
        seeds = [text.encode() for text in TEXTS.values()]
    if kind == "sources":
        seeds = [bytes([place]) + seed for place in range(len(doors.NAMES)) for seed in seeds]
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)


def main() -> None:
    """Fuzz one kind of door until the time given to libFuzzer is over."""
    kind, folder = sys.argv[1], Path(sys.argv[2])
    runs: dict[str, Callable[[bytes], None]] = {"bytes": _bytes, "texts": _texts, "sources": _sources}
    _seed(folder, kind)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], runs[kind])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
