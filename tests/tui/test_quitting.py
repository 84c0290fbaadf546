"""Leaving in the middle of any work, in a real terminal: soon, with the terminal as it was, and nothing printed."""

import os
import sys
from pathlib import Path

import pytest
from hardening.working import SITUATIONS, what_is_wrong, working

SOON = 5.0
"""Seconds that a busy machine may take; `python -m hardening` measures the half second."""


@pytest.mark.parametrize("name", SITUATIONS)
def test_leaving_in_the_middle(name: str, tmp_path: Path) -> None:
    """ctrl+q ends the process, whatever is under way."""
    with working(name, tmp_path, dict(os.environ), [sys.executable, "-m", "inspector"]) as terminal:
        terminal.take()
        took = terminal.leave("\x11")
        assert what_is_wrong(terminal) == ""
        assert took < SOON
