"""A fault of our own in a real terminal: restored, told shortly, and without anything of the user's."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE = 60.0
SECRET = "secret-of-the-user"
LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"

PROGRAM = """
import sys
from inspector.cli.failure import report
from inspector.tui import start
from inspector.tui.app import InspectorApp

secret = "secret-of-the-user \\x1b]0;title\\x07"

class Faulty(InspectorApp):
    def on_ready(self):
        if sys.argv[1] == "worker":
            self.run_worker(self.fail_later())
        elif sys.argv[1] == "timer":
            self.set_timer(0.01, self.fail)
        else:
            self.fail()

    async def fail_later(self):
        self.fail()

    def fail(self):
        certificate_text = secret
        raise LookupError(certificate_text)

import inspector.tui.app
inspector.tui.app.InspectorApp = Faulty
try:
    sys.exit(start.run_app(start.AppStart()))
except Exception as error:
    sys.exit(report(error))
"""


def _run(program: Path, how: str) -> tuple[int, bytes]:
    """Return exit code and everything that the program wrote to a pseudo-terminal of its own."""
    leader, follower = pty.openpty()
    env = os.environ | {"PINSPECTOR_REMEMBER": "0", "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    process = subprocess.Popen(
        [sys.executable, program, how], stdin=follower, stdout=follower, stderr=follower, env=env, close_fds=True
    )
    os.close(follower)
    written = b""
    deadline = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < deadline:
            if not select.select([leader], [], [], 1)[0]:
                continue
            try:
                chunk = os.read(leader, 65536)
            except OSError:
                break
            if not chunk:
                break
            written += chunk
        return process.wait(PATIENCE), written
    finally:
        process.kill()
        process.wait()
        os.close(leader)


@pytest.mark.parametrize("how", ["worker", "timer", "handler"])
def test_a_fault_restores_the_terminal_and_tells_no_data(tmp_path: Path, how: str) -> None:
    """Exit code 70; after the alternate screen is left a short page says type and place, and nothing of the data."""
    program = tmp_path / "faulty.py"
    program.write_text(PROGRAM)
    code, written = _run(program, how)
    assert code == 70
    assert LEAVES_ALTERNATE_SCREEN in written
    assert SHOWS_CURSOR in written
    page = written.rsplit(LEAVES_ALTERNATE_SCREEN, 1)[1].decode()
    assert "a fault of Pinspector itself: LookupError" in page
    assert "faulty.py:" in page
    assert "Please report these lines" in page
    assert SECRET.encode() not in written
    assert b"\x1b]0;title" not in written
    assert len(page.strip().splitlines()) < 12
