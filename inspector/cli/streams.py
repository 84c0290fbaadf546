"""Standard streams that the caller closed: each gets its number back, and says that it is closed when it is used."""

import io
import os
import sys
from typing import TextIO


def fill_closed() -> None:
    """Give the closed ones of the three standard streams something to be.

    A read from a closed standard input and a write to a closed standard output fail as those of a closed file do; what
    goes to a closed standard error is dropped. No file or socket that is opened later takes one of their numbers.
    """
    if sys.stdin is None:
        sys.stdin = _opened(0, os.O_WRONLY, "r")
    if sys.stdout is None:
        sys.stdout = _opened(1, os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _opened(2, os.O_WRONLY, "w")


def _opened(number: int, flags: int, mode: str) -> TextIO:
    handle = os.open(os.devnull, flags)
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)
    raw = io.FileIO(number, mode, closefd=False)
    buffered = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffered, encoding="utf-8", errors="backslashreplace")
